/** Absolute path of the program, if it is installed. */
export function findMariadb(): string | undefined
export function findMariadbInstaller(): string | undefined
export function findChromium(): string | undefined
