import type { UserConfigExport } from '@tarojs/cli'

const development: UserConfigExport<'webpack5'> = {
  logger: { quiet: false, stats: true },
}

export default development
