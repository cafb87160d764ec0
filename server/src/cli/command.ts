import { ConfigError } from '../config'

/** A wrong setting or argument ends with its sentence, anything else with its stack. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    if (isArgumentError(error)) console.error(`参数不正确：${error.message}。不带参数运行可查看用法`)
    else console.error(error instanceof ConfigError ? error.message : error)
    process.exitCode = 1
  })
}

const isArgumentError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS')
