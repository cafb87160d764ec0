import { ConfigError } from '../config'

/** A wrong setting or argument ends with its sentence, anything else with its stack. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error)
    process.exitCode = 1
  })
}
