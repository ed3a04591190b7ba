import type { EncodingName } from '../contract/encodings'
import type { ImportSource } from '../contract/imports'
import { problem } from '../contract/problem'
import type { Get } from './columns'
import { cellReader } from './columns'
import type { Encoding } from './decode'
import { isJson, openRecords } from './json'
import { distinct, headerAmong, isEmptyLine } from './lines'
import type { ImportFile, Row } from './rows'
import { openRows } from './rows'
import { recognise, sourceNamed } from './sources'
import type { Source } from './sources/source'

/**
 * A file as a table whose rows are rows: titles, second headers, lines of separators and footers are gone.
 * `first` are some rows from its beginning; `headerLine` is where the names of the columns stand, 0 where
 * the file has none.
 */
export type Table = {
  header: string[]
  headerLine: number
  delimiter: string
  source: Source | undefined
  timeZone: string | undefined
  first: Row[]
  get: (cells: readonly string[]) => Get
  rows: AsyncGenerator<Row>
}
/**
 * What a person said of the file: whose it is, how its letters are written, and which line names the
 * columns.
 */
export type Told = {
  source?: ImportSource | undefined
  encoding?: EncodingName | undefined
  headerLine?: number | undefined
}

const firstRowsMax = 200
const columnsMax = 1_000

/**
 * Opens a file of the source that is named, or that its layout shows. Throws `malformed-csv` and
 * `malformed-json-file`.
 */
export async function openTable(
  file: ImportFile,
  told: Told,
  encoding: Encoding,
  onBytes: (bytes: number) => void = () => {}
): Promise<Table> {
  const json = await isJson(file)
  const opened = json
    ? await openRecords(file, told.encoding, onBytes)
    : await openRows(file, encoding, told.encoding, onBytes)
  if (json) encoding.name = told.encoding ?? 'utf-8'
  const lines: Row[] = json ? [] : [{ line: opened.line, cells: opened.header }]
  while (lines.length < firstRowsMax) {
    const next = await opened.rows.next()
    if (next.done) break
    lines.push(next.value)
  }
  const at = json ? -1 : placeOfHeader(lines, told.headerLine)
  const beginning = lines.slice(at + 1)
  const names = at < 0 ? opened.header : trimmedNames(lines[at]?.cells ?? [])
  const cells = beginning.map((row) => row.cells)
  const source = told.source === undefined ? recognise(names, cells) : sourceNamed(told.source)
  const header = json
    ? names
    : (source?.header?.(names, cells[0] ?? []) ?? (source ? names : distinct(names)))
  const get = cellReader(header)
  const isRow = (row: Row) =>
    json ||
    (!isEmptyLine(row.cells) &&
      !isSame(row.cells, names) &&
      (source?.isRow?.(get(row.cells), row.cells) ?? true))
  const tidied = (row: Row) => (source?.tidy ? { ...row, cells: source.tidy(row.cells) } : row)
  const timeZone = source?.timeZone?.(cells)
  return {
    header,
    headerLine: lines[at]?.line ?? 0,
    delimiter: opened.delimiter,
    source,
    timeZone,
    first: beginning.filter(isRow).map(tidied),
    get,
    rows: rows()
  }

  async function* rows(): AsyncGenerator<Row> {
    try {
      for (const row of beginning) if (isRow(row)) yield tidied(row)
      for await (const row of opened.rows) if (isRow(row)) yield tidied(row)
    } finally {
      await opened.rows.return(undefined)
    }
  }
}

function placeOfHeader(lines: readonly Row[], told: number | undefined): number {
  if (told === undefined)
    return headerAmong(lines, (cells) => recognise(trimmedNames(cells), []) !== undefined)
  const place = lines.findIndex(({ line }) => line === told)
  if (place < 0)
    throw problem(
      'invalid',
      `“headerLine” is ${told}, and no line with cells begins there in the first ${firstRowsMax} rows.`,
      'mapping.headerLine'
    )
  return place
}

function trimmedNames(cells: readonly string[]): string[] {
  if (cells.length > columnsMax)
    throw problem('malformed-csv', `it has ${cells.length} columns; ${columnsMax} is the most`)
  return cells.map((cell) => cell.trim())
}

/** Files that were glued together have their header again in their midst. */
function isSame(cells: readonly string[], names: readonly string[]): boolean {
  return (
    cells.length === names.length &&
    names.length > 1 &&
    cells.every((cell, index) => cell.trim() === names[index])
  )
}
