import { isUtf8 } from 'node:buffer'
import type { EncodingName } from '../../contract/encodings'

/**
 * What of a file tells its encoding: that it is UTF-16 without a mark, or its first lines that are not
 * UTF-8.
 */
export type Sample = { utf16?: EncodingName; lines: Buffer }

const sampledBytes = 64 * 1024
const lineBytesMax = 1024 * 1024
/** No file of the dashboard is larger; of larger ones the beginning tells. */
const readMax = 64 * 1024 * 1024
const pairsLookedAt = 2_048
/** Of text in UTF-16 so many letters at least are of ASCII: separators, digits, line ends. */
const asciiShareMin = 0.05

/**
 * Reads a file until it is known how its letters are written; to its end, or far, where all of it is UTF-8.
 */
export async function characterSample(bytes: AsyncIterable<Uint8Array>): Promise<Sample> {
  const foreign: Buffer[] = []
  let size = 0
  let rest = Buffer.alloc(0)
  let isFirst = true
  let read = 0
  const note = (lines: Buffer) => {
    if (isUtf8(lines)) return
    for (let start = 0; start < lines.length && size < sampledBytes; ) {
      const newline = lines.indexOf(10, start)
      const end = newline < 0 ? lines.length : newline + 1
      const line = lines.subarray(start, end)
      if (!isUtf8(line)) size += foreign.push(Buffer.from(line)) && line.length
      start = end
    }
  }
  const beginning = () => {
    isFirst = false
    if (hasMark(rest)) return { lines: Buffer.alloc(0) }
    const utf16 = utf16Without(rest)
    return utf16 && { utf16, lines: Buffer.alloc(0) }
  }
  for await (const chunk of bytes) {
    rest = Buffer.concat([rest, chunk])
    read += chunk.length
    if (isFirst && rest.length < 2 * pairsLookedAt) continue
    const found = isFirst ? beginning() : undefined
    if (found) return found
    const end = Math.max(rest.lastIndexOf(10), rest.lastIndexOf(13)) + 1
    note(rest.subarray(0, end))
    rest = Buffer.from(rest.subarray(end))
    if (size >= sampledBytes || rest.length > lineBytesMax || read > readMax) break
  }
  const found = isFirst ? beginning() : undefined
  if (found) return found
  if (size < sampledBytes) note(rest)
  return { lines: Buffer.concat(foreign) }
}

function hasMark(block: Buffer): boolean {
  return (block[0] === 0xff && block[1] === 0xfe) || (block[0] === 0xfe && block[1] === 0xff)
}

/** In UTF-16, letters of ASCII have a byte that is 0, always on the same side. */
function utf16Without(block: Buffer): EncodingName | undefined {
  const pairs = Math.min(pairsLookedAt, Math.floor(block.length / 2))
  let [first, second] = [0, 0]
  for (let pair = 0; pair < pairs; pair++) {
    if (block[pair * 2] === 0) first++
    if (block[pair * 2 + 1] === 0) second++
  }
  if (first === 0 && second >= asciiShareMin * pairs && second > 3) return 'utf-16le'
  return second === 0 && first >= asciiShareMin * pairs && first > 3 ? 'utf-16be' : undefined
}
