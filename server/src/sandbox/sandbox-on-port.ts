import Koa from 'koa'
import type { Sandbox, SandboxOptions } from './sandbox'
import { createSandbox } from './sandbox'

/** Options of a sandbox that belongs to nobody; `overrides` for what a test is about. */
export function sandboxOptions(overrides: Partial<SandboxOptions> = {}): SandboxOptions {
  return {
    wechat: { appId: 'wx1234567890abcdef', secret: 'sandbox-wechat-secret' },
    tencent: { secretId: 'AKIDsandbox', secretKey: 'sandbox-tencent-key', sdkAppId: '1400000000', signName: '湖北卫生人才' },
    ...overrides,
  }
}

export interface RunningSandbox extends Sandbox {
  options: SandboxOptions
  /** http://127.0.0.1:port */
  origin: string
  stop: () => Promise<void>
}

/** A sandbox alone on a free port of this machine, for tests. */
export async function startSandbox(overrides: Partial<SandboxOptions> = {}): Promise<RunningSandbox> {
  const options = sandboxOptions(overrides)
  const sandbox = createSandbox(options)
  const app = new Koa()
  app.silent = true
  app.use(sandbox.routes)
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port')
  return {
    ...sandbox,
    options,
    origin: `http://127.0.0.1:${address.port}`,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
