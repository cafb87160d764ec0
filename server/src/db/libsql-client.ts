import type { Knex } from 'knex'

// knex has no type for its dialect classes; this subclass only swaps the driver module.
// eslint-style escape hatches are not needed: `require` keeps the class dynamic and the export is typed.
const BetterSqlite3Client: new (config: Knex.Config) => { driverName: string } = require('knex/lib/dialects/better-sqlite3')

/** knex's better-sqlite3 dialect on libsql, whose binary comes in the package: nothing is compiled at install. */
export class LibsqlClient extends BetterSqlite3Client {
  _driver(): unknown {
    return require('libsql')
  }
}
