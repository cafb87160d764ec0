import { inspect } from 'node:util'
import { ConfigError } from '../config'
import { openDatabase } from './database'

function refusalOf(url: string): unknown {
  try {
    openDatabase(url)
  } catch (error) {
    return error
  }
  return null
}

test.each([
  ['a password with a sign of addresses', 'mysql://talent:s3cr#t@db:3306/talent'], ['a password with a slash', 'mysql://talent:s3cr/t@db:3306/talent'],
  ['a stray percent sign', 'mysql://talent:s3cr%t@db:3306/talent'], ['no database', 'mysql://talent:s3crt@db:3306'], ['no host', 'mysql://'], ['another kind', 'postgres://talent:s3crt@db/talent'],
])('an address with %s is refused with a sentence that repeats nothing of it', (_, url) => {
  const error = refusalOf(url)
  expect(error).toBeInstanceOf(ConfigError)
  expect(String(error)).toMatch(/DATABASE_URL/)
  expect(inspect(error)).not.toMatch(/s3cr/)
})
