import { createLog, errorFacts } from './log'

test('of an unforeseen error the log gets its name, code and places, never its message', () => {
  const error = Object.assign(new TypeError("insert into people values ('张小燕', '420102199001010126')\n second line 13800138000"), { code: 'ER_X' })
  const facts = errorFacts(error)
  expect(facts).toMatchObject({ error: 'TypeError', code: 'ER_X' })
  expect(facts.at?.[0]).toContain('log.test.ts')
  expect(JSON.stringify(facts)).not.toMatch(/张小燕|420102199001010126|13800138000/)
  expect(errorFacts('text')).toEqual({ error: 'unknown' })
})

test('fields named like personal data are blanked, whoever logs them', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  log.info({ phone: '13800138000', person: { name: '张小燕', identityNumber: '420102199001010126' } }, 'test')
  expect(lines.join()).not.toMatch(/张小燕|420102199001010126|13800138000/)
})
