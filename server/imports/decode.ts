import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { EncodingName } from '../contract/encodings'
import { problem } from '../contract/problem'

/** How one would read some lines of a file in an encoding. */
export type Reading = { encoding: EncodingName; lines: string[] }

/**
 * What the bytes turned out to be. It is complete when the text has been read to its end. `readings`: where
 * it was guessed, what of the file in the likeliest encodings would be; `isSure`: the first of them is
 * right by all that its letters say.
 */
export type Encoding = { name: string; warnings: string[]; readings?: Reading[]; isSure?: boolean }

/** The encoding of what is not UTF-8, or of all of the file where somebody said so. */
export type Told = { name: EncodingName; isAll: boolean }

const lineBytesMax = 1024 * 1024
const firstLinesShown = 5

/**
 * What Windows-1252 has at 0x80 to 0x9f. Written out, since `TextDecoder` of Node 20 reads these bytes as
 * Latin-1.
 */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
/**
 * Bytes that are accented letters in the code pages of DOS (0x82 is é) and punctuation or nothing in
 * Windows-1252, where they touch a letter as punctuation does not.
 */
const oddBytes = /[\x81\x8d\x8f\x90\x9d]|[a-zà-ÿ][\x82-\x84\x87-\x8c]|[\x82-\x84\x87-\x8c][a-z]/

/**
 * Turns the bytes of a file into text with “\n” as the only line end: as somebody said, or UTF-16 and UTF-8
 * by their byte order mark, otherwise line by line as strict UTF-8 and, where a line is not that, in
 * another encoding, so that files which were glued together from several sources can be read whole. Nothing
 * is repaired; what looks wrong is told in `encoding`.
 */
export async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  told: Told = { name: 'windows-1252', isAll: false }
): AsyncGenerator<string> {
  const lines = { as: told.name, seen: 0, utf8: 0, foreign: found(), odd: found(), lost: found() }
  let whole: ((block: Buffer, isLast: boolean) => string) | undefined
  let rest = Buffer.alloc(0)
  let atStart = true
  let lastWasReturn = false
  for await (const chunk of inFull(bytes)) {
    let block = Buffer.concat([rest, chunk])
    rest = Buffer.alloc(0)
    if (atStart) {
      atStart = false
      refuseWorkbooks(block)
      const utf16 = told.isAll ? undefined : utf16Of(block)
      if (told.isAll || utf16) whole = wholly(told.isAll ? told.name : (utf16 ?? told.name), lines, encoding)
      else if (block.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) block = block.subarray(3)
    }
    if (whole) {
      yield withNewlines(whole(block, chunk.length === 0))
      continue
    }
    if (chunk.length > 0) {
      const end = endOfLines(block)
      rest = block.subarray(end)
      block = block.subarray(0, end)
      if (rest.length > lineBytesMax)
        throw problem(
          'malformed-csv',
          `line ${lines.seen + 1} is longer than ${lineBytesMax} bytes, so this is not a CSV file`
        )
    }
    yield withNewlines(decodeLines(block, lines))
  }
  if (!whole) conclude(encoding, lines)
  else if (lines.lost.count > 0)
    encoding.warnings.push(`${toldOf(lines.lost)} not ${encoding.name}: letters in them are lost.`)

  /**
   * A file of Windows or of an old Mac reads like any other; a pair that two chunks share is still one line
   * end.
   */
  function withNewlines(text: string): string {
    const joined = lastWasReturn && text.startsWith('\n') ? text.slice(1) : text
    if (text !== '') lastWasReturn = text.endsWith('\r')
    return joined.includes('\r') ? joined.replace(/\r\n?/g, '\n') : joined
  }
}

type Found = { count: number; first: number[] }
type Lines = { as: EncodingName; seen: number; utf8: number; foreign: Found; odd: Found; lost: Found }

/** Makes the function that reads a file all of which is in one encoding. */
function wholly(name: EncodingName, lines: Lines, encoding: Encoding) {
  encoding.name = name
  const decoder = iconv.getDecoder(name)
  let isFirst = true
  return (block: Buffer, isLast: boolean): string => {
    const text = decoder.write(block) + (isLast ? (decoder.end() ?? '') : '')
    if (text.includes('\ufffd'))
      for (const [index, line] of text.split('\n').entries())
        if (line.includes('\ufffd')) note(lines.lost, lines.seen + index + 1)
    lines.seen += newlinesIn(text)
    const bare = isFirst && text.startsWith('\ufeff') ? text.slice(1) : text
    if (text !== '') isFirst = false
    return bare
  }
}

function decodeLines(block: Buffer, lines: Lines): string {
  if (isUtf8(block)) {
    const text = block.toString('utf8')
    if (text.length !== block.length) lines.utf8++
    lines.seen += newlinesIn(text)
    return text
  }
  let text = ''
  for (let start = 0; start < block.length; ) {
    const newline = block.indexOf(10, start)
    const end = newline < 0 ? block.length : newline + 1
    text += decodeLine(block.subarray(start, end), lines)
    if (newline >= 0) lines.seen++
    start = end
  }
  return text
}

function decodeLine(line: Buffer, lines: Lines): string {
  if (isUtf8(line)) {
    const text = line.toString('utf8')
    if (text.length !== line.length) lines.utf8++
    return text
  }
  note(lines.foreign, lines.seen + 1)
  if (lines.as === 'windows-1252' && oddBytes.test(line.toString('latin1'))) note(lines.odd, lines.seen + 1)
  const text = decodeAs(line, lines.as)
  if (text.includes('\ufffd')) note(lines.lost, lines.seen + 1)
  return text
}

/** Bytes as text; Windows-1252 has all of them, as browsers read it. */
export function decodeAs(bytes: Buffer, name: EncodingName): string {
  if (name !== 'windows-1252') return iconv.decode(bytes, name)
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (byte) => windows1252[byte.charCodeAt(0) - 0x80] ?? byte)
}

function conclude(encoding: Encoding, { as, utf8, foreign, odd, lost }: Lines) {
  encoding.name = foreign.count === 0 ? 'utf-8' : utf8 === 0 ? as : `utf-8 and ${as}`
  const name = as === 'windows-1252' ? 'Windows-1252' : as
  if (foreign.count > 0) encoding.warnings.push(`${toldOf(foreign)} not UTF-8 and read as ${name}.`)
  if (lost.count > 0) encoding.warnings.push(`${toldOf(lost)} not ${name} either: letters in them are lost.`)
  if (odd.count > 0)
    encoding.warnings.push(
      `${toldOf(odd)} odd in Windows-1252 and may come from CP850 or CP437: accents there may read wrong.`
    )
}

function toldOf({ count, first }: Found) {
  const where = `(${first.length < count ? 'first: ' : ''}${first.join(', ')})`
  return count === 1 ? `1 line ${where} is` : `${count} lines ${where} are`
}

function found(): Found {
  return { count: 0, first: [] }
}

function note(to: Found, line: number) {
  to.count++
  if (to.first.length < firstLinesShown) to.first.push(line)
}

/**
 * Chunks of at least a few bytes, so that a byte order mark is never cut, and an empty one that says “this
 * was all”.
 */
async function* inFull(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of bytes) {
    if (first) {
      first = Buffer.concat([first, chunk])
      if (first.length < 4) continue
      yield first
      first = undefined
    } else if (chunk.length > 0) yield chunk
  }
  if (first && first.length > 0) yield first
  yield Buffer.alloc(0)
}

function utf16Of(block: Buffer): EncodingName | undefined {
  if (block[0] === 0xff && block[1] === 0xfe) return 'utf-16le'
  if (block[0] === 0xfe && block[1] === 0xff) return 'utf-16be'
  return undefined
}

function refuseWorkbooks(block: Buffer) {
  if (block.toString('latin1', 0, 4) === 'PK\x03\x04')
    throw problem('malformed-csv', 'it is a workbook or an archive; save the sheet as CSV and send that')
}

/** Where the last whole line ends. A file without “\n” may be an old Mac's, whose lines end in “\r”. */
function endOfLines(block: Buffer): number {
  const newline = block.lastIndexOf(10)
  return newline >= 0 ? newline + 1 : block.lastIndexOf(13) + 1
}

function newlinesIn(text: string) {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
