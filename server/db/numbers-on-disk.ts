import BetterSqlite from 'better-sqlite3'

/** Numbers by numbers, more than fit into memory. */
export type NumbersOnDisk = {
  /** `set` says whether there was none under this key. */
  table(): { get(key: number): number | undefined; set(key: number, value: number): boolean }
  close(): void
}

/** What of it is in memory. */
const cacheKb = 4_096

/**
 * Opens a file for numbers that only this process sees: it has no name, so that the system takes it away
 * when it is closed or when the process ends. Nothing of it is needed afterwards, so nothing waits for the
 * disk.
 */
export function openNumbers(): NumbersOnDisk {
  const connection = new BetterSqlite('')
  connection.pragma('journal_mode = OFF')
  connection.pragma('synchronous = OFF')
  connection.pragma(`cache_size = -${cacheKb}`)
  // One transaction that never ends: beginning one for every number would take longer than the rest.
  connection.exec('begin')
  let tables = 0
  return {
    table() {
      const name = `numbers_${++tables}`
      connection.exec(`create table ${name} (key integer primary key, value integer not null)`)
      const find = connection.prepare<[number], number>(`select value from ${name} where key = ?`).pluck()
      const insert = connection.prepare(`insert into ${name} values (?, ?) on conflict do nothing`)
      const update = connection.prepare(`update ${name} set value = ? where key = ?`)
      return {
        get: (key) => find.get(key),
        set(key, value) {
          const isNew = insert.run(key, value).changes > 0
          if (!isNew) update.run(value, key)
          return isNew
        }
      }
    },
    close: () => void connection.close()
  }
}
