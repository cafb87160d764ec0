import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** 封存 puts a group out of the way and keeps it as it is; only an archived one can be deleted. */
export const keyGroup = stateMachine({
  initial: 'active',
  moves: {
    active: { archive: 'archived', change: 'active' },
    archived: { restore: 'active', remove: 'removed' },
    removed: {},
  },
  looks: {
    active: { label: '使用中', tone: 'ok' },
    archived: { label: '已封存', tone: 'neutral' },
    removed: { label: '已删除', tone: 'neutral' },
  },
})
export type KeyGroupState = StateOf<typeof keyGroup>
export type KeyGroupAction = ActionOf<typeof keyGroup>
