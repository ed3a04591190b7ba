import {
  bigint,
  boolean,
  pgTable,
  integer as postgresInteger,
  text as postgresText,
  customType as postgresType
} from 'drizzle-orm/pg-core'
import {
  integer as sqliteInteger,
  sqliteTable,
  text as sqliteText,
  customType as sqliteType
} from 'drizzle-orm/sqlite-core'
import type { Vault } from './vault'

const dateAsInstant = {
  toDriver: (date: Date) => date.getTime(),
  fromDriver: (instant: unknown) => new Date(Number(instant))
}
const sqliteDate = sqliteType<{ data: Date; driverData: number }>({
  dataType: () => 'integer',
  ...dateAsInstant
})
const postgresDate = postgresType<{ data: Date; driverData: number }>({
  dataType: () => 'bigint',
  ...dateAsInstant
})

type InVault = { vault: Vault; about: string }
const asSealed = ({ vault, about }: InVault) => ({
  toDriver: (text: string) => vault.seal(text, about),
  fromDriver: (kept: unknown) => vault.open(String(kept), about)
})
const postgresWords = postgresType<{ data: string }>({ dataType: () => 'tsvector' })
const sqliteSealed = (of: InVault) =>
  sqliteType<{ data: string; driverData: string }>({ dataType: () => 'text', ...asSealed(of) })
const postgresSealed = (of: InVault) =>
  postgresType<{ data: string; driverData: string }>({ dataType: () => 'text', ...asSealed(of) })

/**
 * The kinds of columns that tables are made of, once for each engine, with the same keys and the same types
 * in TypeScript. `instant` is epoch milliseconds as a number; `date` is the same column for libraries that
 * insist on `Date`.
 */
export function sqliteColumns(vault: Vault) {
  return {
    table: sqliteTable,
    text: (name: string) => sqliteText(name),
    /** Text that is one of these words, and nothing else is ever written to it. */
    oneOf: <Word extends string>(name: string) => sqliteText(name).$type<Word>(),
    /** Text that is sealed when it is written and opened when it is read; nobody can search for it. */
    sealed: (name: string, table: string) => sqliteSealed({ vault, about: `${table}.${name}` })(name),
    /**
     * Folded words, parted by spaces, which an index finds (see server/search/); PostgreSQL gives them back
     * sorted and quoted.
     */
    words: (name: string) => sqliteText(name),
    integer: (name: string) => sqliteInteger(name),
    instant: (name: string) => sqliteInteger(name),
    date: (name: string) => sqliteDate(name),
    flag: (name: string) => sqliteInteger(name, { mode: 'boolean' })
  }
}

export type Columns = ReturnType<typeof sqliteColumns>

// Queries are written against the SQLite types. Both builders offer the methods that our queries use, and the
// API tests run every one of them on both engines, which is what makes this cast safe.
export function postgresColumns(vault: Vault): Columns {
  return {
    table: pgTable,
    text: (name: string) => postgresText(name),
    oneOf: (name: string) => postgresText(name),
    sealed: (name: string, table: string) => postgresSealed({ vault, about: `${table}.${name}` })(name),
    words: (name: string) => postgresWords(name),
    integer: (name: string) => postgresInteger(name),
    instant: (name: string) => bigint(name, { mode: 'number' }),
    date: (name: string) => postgresDate(name),
    flag: (name: string) => boolean(name)
  } as unknown as Columns
}
