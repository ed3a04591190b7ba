import type { EncodingName } from '../contract/encodings'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import { jsonDepthMax } from '../text/json'
import { decode } from './decode'
import type { ImportFile, Opened, Row } from './rows'
import { recordOf } from './sources'
import type { Json } from './sources/source'

const recordCharactersMax = 4 * 1024 * 1024
const lookBack = 80
const columnsMax = 1_000
const depthMax = 6
/** The columns are those of the first records: later ones seldom have others, and these are then left out. */
const recordsLookedAt = 1_000
/** What APIs call the list in the object around it. */
const lists = new Set([
  'satisfaction_ratings',
  'survey_responses',
  'conversations',
  'data',
  'results',
  'items',
  'satisfaction_surveys'
])

/**
 * Whether a file holds JSON: an object or a list of them stands at its beginning, which no header of a
 * table looks like.
 */
export async function isJson(file: ImportFile): Promise<boolean> {
  let beginning = ''
  for await (const chunk of file.open()) {
    beginning += Buffer.from(chunk)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '')
    if (beginning.trim().length > 20 || beginning.length > limits.bodyBytes) break
  }
  return /^\s*(\[\s*(\{|\]|$)|\{\s*("|\}|$))/.test(beginning)
}

/**
 * Reads JSON as a table: a list of records, such a list within an object as APIs answer it, or a record on
 * each line. What is nested in a record becomes a column named by its path. Throws `malformed-json-file`.
 */
export async function openRecords(
  file: ImportFile,
  encoding: EncodingName | undefined,
  onBytes: (bytes: number) => void
): Promise<Opened> {
  const records = recordsIn(decoded(file, encoding, onBytes))
  const first: Json[] = []
  while (first.length < recordsLookedAt) {
    const next = await records.next()
    if (next.done) break
    first.push(next.value)
  }
  if (first.length === 0) throw problem('malformed-json-file', 'there is no record in it')
  const shape = recordOf(first[0] ?? {})
  const flat = (record: Json) => flatten(shape?.fits(record) ? shape.columns(record) : record)
  const header = [...new Set(first.flatMap((record) => [...flat(record).keys()]))]
  if (header.length > columnsMax)
    throw problem('malformed-json-file', `its records have ${header.length} parts; ${columnsMax} is the most`)
  return { header, line: 0, delimiter: '', rows: rows() }

  async function* rows(): AsyncGenerator<Row> {
    let line = 0
    const rowOf = (record: Json): Row => {
      const cells = flat(record)
      return { line: ++line, cells: header.map((column) => cells.get(column) ?? '') }
    }
    for (const record of first) yield rowOf(record)
    for await (const record of records) yield rowOf(record)
  }
}

/** Cuts a text into its records without holding more than one of them. */
export async function* recordsIn(text: AsyncIterable<string>): AsyncGenerator<Json> {
  /**
   * How deep records lie: 0 on lines of their own, 1 in a list, 2 in a list within an object, none after
   * that list.
   */
  let level = 0
  let depth = 0
  let inString = false
  let escaped = false
  /** The record so far, without what of it stands in the present chunk. */
  let before: string | undefined
  for await (const chunk of text) {
    const found: Json[] = []
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const character = chunk[at]
      if (inString) {
        if (escaped) escaped = false
        else if (character === '\\') escaped = true
        else if (character === '"') inString = false
      } else if (character === '"') {
        if (depth === 0) throw problem('malformed-json-file', 'it has a text where a record should be')
        inString = true
      } else if (character === '{' || character === '[') {
        if (depth === 0 && character === '[') level = 1
        else if (depth === level && character === '{') [before, from] = ['', at]
        else if (depth === 1 && level === 0 && character === '[' && beginsList(before, chunk, from, at))
          [level, before] = [2, undefined]
        if (++depth > jsonDepthMax)
          throw problem(
            'malformed-json-file',
            `it has more than ${jsonDepthMax} lists and objects within each other`
          )
      } else if (character === '}' || character === ']') {
        depth--
        if (depth < 0) throw problem('malformed-json-file', 'it has a bracket too many')
        if (depth === level && before !== undefined) {
          const record = parsed(before + chunk.slice(from, at + 1))
          found.push(level === 0 ? unwrapped(record) : record)
          before = undefined
        }
        if (depth < level) level = depth === 0 ? 0 : Infinity
      } else if (depth === 0 && !/[\s,\ufeff]/.test(character ?? ''))
        throw problem('malformed-json-file', `it has “${character}” between its records`)
    }
    if (before !== undefined) before += chunk.slice(from)
    if ((before?.length ?? 0) > recordCharactersMax)
      throw problem('malformed-json-file', `a record is longer than ${recordCharactersMax} characters`)
    yield* found
  }
  if (depth > 0) throw problem('malformed-json-file', 'it ends in the midst of a record')
}

/**
 * Whether a name that stands for the list of records comes just before `at`; little is looked at, since
 * brackets may be many.
 */
function beginsList(before: string | undefined, chunk: string, from: number, at: number): boolean {
  const near = chunk.slice(Math.max(from, at - lookBack), at)
  const text = near.length < lookBack ? (before ?? '').slice(-lookBack) + near : near
  return lists.has(/"(\w+)"\s*:\s*$/.exec(text)?.[1] ?? '')
}

/** APIs answer a single record as the only part of an object around it. */
function unwrapped(record: Json): Json {
  const [inner, ...others] = Object.values(record)
  const isAround = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && others.length === 0
  return isAround ? (inner as Json) : record // an object that JSON.parse made
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json // it begins with “{” and ends with “}”
  } catch (error) {
    throw problem('malformed-json-file', error instanceof Error ? error.message.slice(0, 200) : '')
  }
}

async function* decoded(
  file: ImportFile,
  encoding: EncodingName | undefined,
  onBytes: (bytes: number) => void
): AsyncGenerator<string> {
  if (encoding !== undefined && encoding !== 'utf-8')
    return yield* decode(file.open(), { name: '', warnings: [] }, { name: encoding, isAll: true })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let total = 0
  try {
    for await (const chunk of file.open()) {
      onBytes((total += chunk.byteLength))
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    throw error instanceof TypeError
      ? problem('malformed-json-file', 'it is not UTF-8; say in the mapping in which encoding it is')
      : error
  }
}

/**
 * The texts of a record by their paths. A list of texts, or of things with a name, is one cell with “|” in
 * between.
 */
function flatten(
  value: unknown,
  path = '',
  into = new Map<string, string>(),
  depth = 0
): Map<string, string> {
  if (Array.isArray(value)) {
    const names = value.map(nameOf)
    if (names.every((name) => name !== undefined)) into.set(path, names.join('|'))
    else for (const [index, one] of value.entries()) flatten(one, `${path}.${index + 1}`, into, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    if (depth < depthMax)
      for (const [key, one] of Object.entries(value))
        flatten(one, path === '' ? key.toWellFormed() : `${path}.${key.toWellFormed()}`, into, depth + 1)
  } else into.set(path, value === null || value === undefined ? '' : String(value).toWellFormed())
  return into
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value).toWellFormed()
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined
  return typeof name === 'string' ? name.toWellFormed() : undefined
}
