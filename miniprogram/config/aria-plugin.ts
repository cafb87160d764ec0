import type { IPluginContext } from '@tarojs/service'
import { resolve } from 'node:path'
import ariaAttributes from '../src/platform/aria-attributes.json'

/**
 * WeChat's screen reader reads `aria-role` and `aria-label`, but Taro's templates leave them out.
 * They are added to the templates here and, by the same list, to the running app (src/platform/aria-runtime.ts).
 */
export default function ariaPlugin(ctx: IPluginContext) {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: {
      template?: { mergeComponents: (ctx: IPluginContext, patch: Record<string, Record<string, string>>) => void }
      runtimePath: string | string[]
    }) {
      if (!platform.template) return
      platform.template.mergeComponents(ctx, ariaAttributes)
      platform.runtimePath = [platform.runtimePath, resolve(__dirname, '../src/platform/aria-runtime.ts')].flat()
    },
  })
}
