import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

export const importJob = stateMachine({
  initial: 'uploaded',
  moves: {
    uploaded: { check: 'checking', cancel: 'cancelled' },
    checking: { preview: 'previewed', fail: 'failed', cancel: 'cancelled' },
    previewed: { run: 'running', cancel: 'cancelled' },
    running: { finish: 'finished', fail: 'failed', cancel: 'cancelled' },
    failed: { cancel: 'cancelled' },
    finished: {},
    cancelled: {},
  },
  looks: {
    uploaded: { label: '已上传', tone: 'wait' },
    checking: { label: '校验中', tone: 'wait' },
    previewed: { label: '待确认', tone: 'ask' },
    running: { label: '导入中', tone: 'wait' },
    failed: { label: '导入失败', tone: 'stop' },
    finished: { label: '已完成', tone: 'ok' },
    cancelled: { label: '已取消', tone: 'neutral' },
  },
})
export type ImportJobState = StateOf<typeof importJob>
export type ImportJobAction = ActionOf<typeof importJob>
