import { isUtf8 } from 'node:buffer'
import { problem } from '../problem'

/** What the bytes turned out to be. It is complete when the text has been read to its end. */
export type Encoding = { name: string; warnings: string[] }

const lineBytesMax = 1024 * 1024
const firstLinesShown = 5

/** What Windows-1252 has at 0x80 to 0x9f. Written out, since `TextDecoder` of Node 20 reads these bytes as Latin-1. */
export const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
/**
 * Bytes that are accented letters in the code pages of DOS (0x82 is é) and punctuation or nothing in Windows-1252, where
 * they touch a letter as punctuation does not.
 */
const oddBytes = /[\x81\x8d\x8f\x90\x9d]|[a-zà-ÿ][\x82-\x84\x87-\x8c]|[\x82-\x84\x87-\x8c][a-z]/

/**
 * Turns the bytes of a file into text with “\n” as the only line end: UTF-16 and UTF-8 by their byte order mark, otherwise
 * line by line as strict UTF-8 and, where a line is not that, as Windows-1252, so that files which were glued together from
 * several sources can be read whole. Nothing is repaired; what looks wrong is told in `encoding`.
 */
export async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const lines = { seen: 0, utf8: 0, foreign: found(), odd: found() }
  let utf16: TextDecoder | undefined
  let rest = Buffer.alloc(0)
  let atStart = true
  let lastWasReturn = false
  for await (const chunk of inFull(bytes)) {
    let block = Buffer.concat([rest, chunk])
    rest = Buffer.alloc(0)
    if (atStart) {
      atStart = false
      refuseWorkbooks(block)
      utf16 = utf16Of(block)
      if (utf16) encoding.name = utf16.encoding
      if (!utf16 && block.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) block = block.subarray(3)
    }
    if (utf16) {
      const text = utf16.decode(block, { stream: chunk.length > 0 })
      yield withNewlines(text)
      continue
    }
    if (chunk.length > 0) {
      const end = endOfLines(block)
      rest = block.subarray(end)
      block = block.subarray(0, end)
      if (rest.length > lineBytesMax) throw problem('malformed-csv', `line ${lines.seen + 1} is longer than ${lineBytesMax} bytes, so this is not a CSV file`)
    }
    yield withNewlines(decodeLines(block, lines))
  }
  if (!utf16) conclude(encoding, lines)

  /** A file of Windows or of an old Mac reads like any other; a pair that two chunks share is still one line end. */
  function withNewlines(text: string): string {
    const whole = lastWasReturn && text.startsWith('\n') ? text.slice(1) : text
    if (text !== '') lastWasReturn = text.endsWith('\r')
    return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
  }
}

type Found = { count: number; first: number[] }
type Lines = { seen: number; utf8: number; foreign: Found; odd: Found }

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
  const latin1 = line.toString('latin1')
  note(lines.foreign, lines.seen + 1)
  if (oddBytes.test(latin1)) note(lines.odd, lines.seen + 1)
  return latin1.replace(/[\x80-\x9f]/g, (byte) => windows1252[byte.charCodeAt(0) - 0x80] ?? byte)
}

function conclude(encoding: Encoding, { utf8, foreign, odd }: Lines) {
  encoding.name = foreign.count === 0 ? 'utf-8' : utf8 === 0 ? 'windows-1252' : 'utf-8 and windows-1252'
  if (foreign.count > 0) encoding.warnings.push(`${told(foreign)} not UTF-8 and read as Windows-1252.`)
  if (odd.count > 0) encoding.warnings.push(`${told(odd)} odd in Windows-1252 and may come from CP850 or CP437: accents there may read wrong.`)
}

function told({ count, first }: Found) {
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

/** Chunks of at least a few bytes, so that a byte order mark is never cut, and an empty one that says “this was all”. */
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

function utf16Of(block: Buffer): TextDecoder | undefined {
  if (block[0] === 0xff && block[1] === 0xfe) return new TextDecoder('utf-16le')
  if (block[0] === 0xfe && block[1] === 0xff) return new TextDecoder('utf-16be')
  return undefined
}

function refuseWorkbooks(block: Buffer) {
  if (block.toString('latin1', 0, 4) === 'PK\x03\x04') throw problem('malformed-csv', 'it is a workbook or an archive; save the sheet as CSV and send that')
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
