import { archiveKeyGroup, createKeyGroup } from '@talent/shared/contract/key-groups'
import type { Caller } from './caller'

/** Two groups in use and one put away, of the hospital's staff. */
export async function addKeyGroups(admin: Caller, personIds: readonly number[]): Promise<void> {
  await admin.call(createKeyGroup, { name: '抢救骨干', note: '夜间可随时到岗', color: 'red', personIds: personIds.slice(0, 5) })
  await admin.call(createKeyGroup, { name: '带教老师', note: '带教本年度试用期人员', color: 'blue', personIds: personIds.slice(3, 6) })
  const { id, version } = await admin.call(createKeyGroup, { name: '2024 年对口支援队', note: '任务已结束', color: '', personIds: personIds.slice(6, 8) })
  await admin.call(archiveKeyGroup, { keyGroupId: id, version })
}
