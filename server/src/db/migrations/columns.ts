import type { Knex } from 'knex'

type Table = Knex.CreateTableBuilder

/** An instant as ISO 8601 UTC text: sorts as time, reads the same on both databases. */
export const instant = (table: Table, name: string) => table.specificType(name, 'char(24)')
/** A calendar date `YYYY-MM-DD`. */
export const date = (table: Table, name: string) => table.specificType(name, 'char(10)')
/** A sealed personal value; see field-cipher. */
export const sealed = (table: Table, name: string) => table.text(name)
/** A keyed hash of 22 characters. */
export const lookup = (table: Table, name: string) => table.specificType(name, 'char(22)')
/** sha256 as 64 hex characters. */
export const digest = (table: Table, name: string) => table.specificType(name, 'char(64)')
export const reference = (table: Table, name: string) => table.integer(name).unsigned()
export const version = (table: Table) => table.integer('version').unsigned().notNullable().defaultTo(1)
