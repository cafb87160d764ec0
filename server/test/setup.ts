/** Nothing that a test does may depend on settings of the shell it was started from. */
for (const name of ['PORT', 'DATA_DIR', 'DATABASE_URL']) delete process.env[name]
