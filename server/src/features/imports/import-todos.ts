import type { Platform } from '../../platform'
import type { TodoSource } from '../todos/todo-source'
import { daysAgo, importsRepository } from './imports.repository'

/** An older one that nobody has come back to is no task any more; the list of imports still has it. */
const recentDays = 30

/** Previews that wait for a decision, and imports that did not come through. */
export const importTodos = (platform: Platform): TodoSource => async (scopeOf) => {
  const scope = scopeOf('import.write')
  // Whoever reaches some departments only sees own imports, and a to-do does not know whose it is asked for.
  if (!scope || scope.departmentIds !== null) return []
  const imports = importsRepository(platform.database.knex, platform.cipher)
  const count = (state: 'previewed' | 'failed') => imports.count({ scope, accountId: null }, { state, since: daysAgo(platform, recentDays) })
  const [waiting, failed] = [await count('previewed'), await count('failed')]
  const href = (state: 'previewed' | 'failed') => `/imports?state=${state}&days=${recentDays}`
  return [
    ...(failed > 0 ? [{ kind: 'import.failed', title: '导入失败', detail: `${failed} 个导入没有完成，请查看原因后重新上传，或取消`, count: failed, href: href('failed') }] : []),
    ...(waiting > 0 ? [{ kind: 'import.waiting', title: '导入待确认', detail: `${waiting} 个文件已校验，尚未写入`, count: waiting, href: href('previewed') }] : []),
  ]
}
