import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import type { EncodingName } from '../contract/encodings'
import { problem } from '../contract/problem'
import { guessEncoding, readingsIn } from './characters/guess'
import { characterSample } from './characters/sample'
import type { Encoding, Told } from './decode'
import { decode } from './decode'

/** A file to import. It is opened twice: once to see whether it can be read at all, once to store it. */
export type ImportFile = { name: string; bytes: number; open(): AsyncIterable<Uint8Array> }

/** One row as it stands in the file; `line` is where it begins, counted in lines of the file from 1. */
export type Row = { line: number; cells: string[] }

/** `line`: where the header stands, 0 where the file has none. */
export type Opened = { header: string[]; line: number; delimiter: string; rows: AsyncGenerator<Row> }

const rowCharactersMax = 512 * 1024
const columnsMax = 1_000
/** `1, "good, fast"`: without the space it would be a quoted cell. */
const spaceBeforeQuote = /(?:^|[,;|]) +"(?:[^"\n]|"")*" *(?:[,;|]|$)/m
/** How much of the beginning is looked at to tell what separates the cells. */
const sniffedCharacters = 64 * 1024
/** Some 100 rows. */
const pieceCharacters = 8 * 1024
const delimiters = [',', ';', '\t', '|'] as const

/**
 * Reads a file as CSV: the header at once, the rows as they are asked for. Rows keep the number of cells
 * that they have. Throws `malformed-csv` with what is wrong and where, also in the midst of the rows.
 */
export async function openRows(
  file: ImportFile,
  encoding: Encoding,
  told?: EncodingName,
  onBytes: (bytes: number) => void = () => {}
): Promise<Opened> {
  const text = decode(
    counted(file.open(), onBytes),
    encoding,
    told === undefined ? await guessed(file, encoding) : { name: told, isAll: true }
  )
  const beginning = await readBeginning(text)
  if (!isText(beginning)) throw problem('malformed-csv', 'it is not text; save the data as CSV in UTF-8')
  const delimiter = delimiterOf(beginning)
  const rows = parsed(beginning, text, delimiter)
  let first = await rows.next()
  // A line of its own may tell spreadsheets the delimiter before the header.
  if (!first.done && first.value.cells[0]?.startsWith('sep=')) first = await rows.next()
  if (first.done) throw problem('malformed-csv', 'it is empty')
  const header = first.value.cells.map((cell) => cell.trim())
  if (header.length > columnsMax)
    throw problem('malformed-csv', `it has ${header.length} columns; ${columnsMax} is the most`)
  return { header, line: first.value.line, delimiter, rows }
}

/**
 * In which encoding a file is of which nobody said it. What speaks for it, and for others, goes into
 * `encoding`.
 */
async function guessed(file: ImportFile, encoding: Encoding): Promise<Told> {
  const { utf16, lines } = await characterSample(file.open())
  if (utf16) return { name: utf16, isAll: true }
  if (lines.length === 0) return { name: 'windows-1252', isAll: false }
  const { names, isSure } = guessEncoding(lines)
  encoding.readings = readingsIn(lines, names)
  encoding.isSure = isSure
  return { name: names[0] ?? 'windows-1252', isAll: false }
}

/**
 * Whichever of the four stands outside quotes on most lines equally often: that many columns are no
 * accident.
 */
export function delimiterOf(text: string): string {
  const told = delimiters.find((delimiter) => text.startsWith(`sep=${delimiter}`))
  if (told) return told
  const all = text
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
  const score = (delimiter: string) => {
    const counts = all.map((line) => line.split(delimiter).length - 1)
    // Titles may stand above the header: what most lines have counts, of two equally frequent numbers the
    // larger.
    const times = new Map<number, number>()
    for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
    const [most, lines] = [...times].sort(([a, ofA], [b, ofB]) => ofB - ofA || b - a)[0] ?? [0, 0]
    return (counts[0] ?? 0) === 0 && lines < 2 ? 0 : lines + most / 1_000
  }
  return delimiters.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best))
}

async function* parsed(
  beginning: string,
  text: AsyncGenerator<string>,
  delimiter: string
): AsyncGenerator<Row> {
  const source = Readable.from(
    (async function* () {
      yield* inPieces(beginning)
      for await (const chunk of text) yield* inPieces(chunk)
    })()
  )
  const parser = parse({
    delimiter,
    // A quotation mark after a space quotes too; elsewhere spaces stay as they are.
    ltrim: spaceBeforeQuote.test(beginning),
    rtrim: spaceBeforeQuote.test(beginning),
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: rowCharactersMax
  })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  try {
    // With `info`, a record comes with the state of the parser: `lines` is the line on which the record ends.
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      yield { line: info.lines - newlinesIn(record), cells: record }
    }
  } catch (error) {
    throw error instanceof CsvError ? problem('malformed-csv', sentenceOf(error)) : error
  } finally {
    source.destroy()
  }
}

/** The parser takes all that it gets at once, and everybody else waits meanwhile. */
async function* inPieces(text: string): AsyncGenerator<string> {
  for (let from = 0; from < text.length; ) {
    const end = from + pieceCharacters
    // Half of a letter such as 👍 would be none.
    const to = /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end + 1 : end
    yield text.slice(from, to)
    from = to
    await turn()
  }
}

function sentenceOf(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is opened and never closed'
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return (
      `a row near line ${String(error['lines'])} is longer than ${rowCharactersMax} ` +
      'characters; a quotation mark may be missing'
    )
  return error.message.slice(0, 200)
}

/**
 * Control characters may slip into a comment; a picture or a program is full of them, and so is its first
 * line.
 */
function isText(beginning: string): boolean {
  const count = (of: string) => of.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0
  return (
    count(beginning) <= beginning.length / 50 && count(beginning.slice(0, beginning.indexOf('\n') + 1)) === 0
  )
}

async function readBeginning(text: AsyncGenerator<string>): Promise<string> {
  let beginning = ''
  while (beginning.length < sniffedCharacters) {
    const next = await text.next()
    if (next.done) break
    beginning += next.value
  }
  return beginning
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void
): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.byteLength
    onBytes(total)
    yield chunk
  }
}

function newlinesIn(cells: readonly string[]) {
  let count = 0
  for (const cell of cells) if (cell.includes('\n')) count += cell.split('\n').length - 1
  return count
}
