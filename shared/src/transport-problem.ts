/**
 * The server did not answer, or not in its own language. A problem like any other to a page:
 * it has a code to branch on and a Chinese sentence that says what to try.
 */
export type TransportProblemKind = 'offline' | 'timeout' | 'badAnswer' | 'cancelled'

const sentences: Record<TransportProblemKind, string> = {
  offline: '连接不上服务器，请检查网络后重试',
  timeout: '服务器没有及时回应，请稍后重试',
  badAnswer: '后端接口连接异常，服务器返回的内容无法识别，请稍后重试',
  cancelled: '已取消',
}

export class TransportProblem extends Error {
  constructor(
    readonly kind: TransportProblemKind,
    /** For the log of a developer, never shown. */
    readonly reason = '',
  ) {
    super(sentences[kind])
    this.name = 'TransportProblem'
  }
}

/** Lets a caller that has gone away stop a request. WeChat has no AbortController. */
export interface Cancellation {
  readonly cancelled: boolean
  onCancel(run: () => void): void
}

export function cancellation(): Cancellation & { cancel: () => void } {
  const waiting: (() => void)[] = []
  let cancelled = false
  return {
    get cancelled() {
      return cancelled
    },
    onCancel(run) {
      if (cancelled) run()
      else waiting.push(run)
    },
    cancel() {
      if (cancelled) return
      cancelled = true
      for (const run of waiting.splice(0)) run()
    },
  }
}
