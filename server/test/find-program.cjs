const { existsSync } = require('node:fs')
const { join } = require('node:path')

const usualPlaces = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** The first of these commands that is installed: in PATH, or where a system keeps it outside a user's PATH. */
function findProgram(names) {
  const folders = [...(process.env.PATH ?? '').split(':').filter(Boolean), ...usualPlaces]
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file))
}

const findMariadb = () => findProgram(['mariadbd', 'mysqld'])
const findMariadbInstaller = () => findProgram(['mariadb-install-db', 'mysql_install_db'])

/** `CHROMIUM` names a browser that is kept elsewhere. */
const findChromium = () => process.env.CHROMIUM || findProgram(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'])

module.exports = { findMariadb, findMariadbInstaller, findChromium }
