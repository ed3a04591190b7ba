import type { ImportSource } from '../contract/imports'
import type { Get } from './columns'
import { cellsOf } from './columns'
import type { Encoding } from './decode'
import { isJson, openRecords } from './json'
import type { ImportFile, Row } from './rows'
import { openRows } from './rows'
import { recognise, sourceNamed } from './sources'
import type { Source } from './sources/source'

/** A file as a table whose rows are rows: second headers and footers are gone. `first` are some rows from its beginning. */
export type Table = { header: string[]; delimiter: string; source: Source | undefined; timeZone: string | undefined; first: Row[]; get: (cells: readonly string[]) => Get; rows: AsyncGenerator<Row> }

const firstRowsMax = 200

/** Opens a file of the source that is named, or that its layout shows. Throws `malformed-csv` and `malformed-json-file`. */
export async function openTable(file: ImportFile, named: ImportSource | undefined, encoding: Encoding, onBytes: (bytes: number) => void = () => {}): Promise<Table> {
  const json = await isJson(file)
  const opened = json ? await openRecords(file, onBytes) : await openRows(file, encoding, onBytes)
  if (json) encoding.name = 'utf-8'
  const beginning: Row[] = []
  while (beginning.length < firstRowsMax) {
    const next = await opened.rows.next()
    if (next.done) break
    beginning.push(next.value)
  }
  const cells = beginning.map((row) => row.cells)
  const source = named === undefined ? recognise(opened.header, cells) : sourceNamed(named)
  const header = json ? opened.header : (source?.header?.(opened.header, cells[0] ?? []) ?? opened.header)
  const get = cellsOf(header)
  const isRow = (row: Row) => source?.isRow?.(get(row.cells), row.cells) ?? true
  const tidied = (row: Row) => (source?.tidy ? { ...row, cells: source.tidy(row.cells) } : row)
  return { header, delimiter: opened.delimiter, source, timeZone: source?.timeZone?.(cells), first: beginning.filter(isRow).map(tidied), get, rows: rows() }

  async function* rows(): AsyncGenerator<Row> {
    try {
      for (const row of beginning) if (isRow(row)) yield tidied(row)
      for await (const row of opened.rows) if (isRow(row)) yield tidied(row)
    } finally {
      await opened.rows.return(undefined)
    }
  }
}
