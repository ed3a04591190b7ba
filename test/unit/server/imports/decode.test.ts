import { describe, expect, it } from 'vitest'
import type { Encoding } from '../../../../server/imports/decode'
import { decode } from '../../../../server/imports/decode'

/** Reads the bytes in chunks of `size`, as a disk or a network would give them. */
async function read(bytes: Uint8Array, size = 65_536): Promise<{ text: string } & Encoding> {
  const encoding: Encoding = { name: '', warnings: [] }
  let text = ''
  for await (const part of decode(chunks(bytes, size), encoding)) text += part
  return { text, ...encoding }
}

async function* chunks(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

describe.each([1, 2, 3, 5, 64, 65_536])('in chunks of %i bytes', (size) => {
  it.each([
    ['UTF-8', Buffer.from('rating,naïve\n4,کیسا رہا؟ 👍\n'), 'rating,naïve\n4,کیسا رہا؟ 👍\n', 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffrating\n4'), 'rating\n4', 'utf-8'],
    ['UTF-16 little endian', Buffer.from('\ufeffrating\r\n4 é\r\n', 'utf16le'), 'rating\n4 é\n', 'utf-16le'],
    ['UTF-16 big endian', utf16be('rating\n4 é 👍'), 'rating\n4 é 👍', 'utf-16be'],
    [
      'Windows-1252',
      latin1('rating,caf\xe9\n4,15\x80 l\x92\xe9t\xe9\n'),
      'rating,café\n4,15€ l’été\n',
      'windows-1252'
    ],
    [
      'lines of two encodings',
      Buffer.concat([Buffer.from('a\nété\n'), latin1('\xe9t\xe9\n')]),
      'a\nété\nété\n',
      'utf-8 and windows-1252'
    ],
    ['line ends of Windows and of an old Mac', Buffer.from('a\r\nb\rc\n\r\nd'), 'a\nb\nc\n\nd', 'utf-8'],
    [
      'a file that ends in the midst of a letter',
      Buffer.from([0x61, 0x0a, 0xe2, 0x82]),
      'a\nâ‚',
      'windows-1252'
    ],
    ['nothing', Buffer.from(''), '', 'utf-8']
  ])('reads %s', async (_what, bytes, text, name) => {
    expect(await read(bytes, size)).toMatchObject({ text, name })
  })
})

it('tells which lines are not UTF-8, and which of them may come from a code page of DOS', async () => {
  const { text, warnings } = await read(
    latin1('a,b\n1,caf\xe9\n2,tr\x8as bien\n3,l\x92\xe9t\xe9 \x96 5\x80\n4,\x90tendre\n5,d\x82lai\n')
  )
  expect(text).toContain('3,l’été – 5€\n')
  expect(warnings).toEqual([
    '5 lines (2, 3, 4, 5, 6) are not UTF-8 and read as Windows-1252.',
    '3 lines (3, 5, 6) are odd in Windows-1252 and may come from CP850 or CP437: accents there may read wrong.'
  ])
})

it('finds nothing to say of a clean file', async () => {
  expect((await read(Buffer.from('a,b\n1,é\n'))).warnings).toEqual([])
})

it('refuses a workbook and a file without lines', async () => {
  await expect(read(Buffer.from('PK\x03\x04…'))).rejects.toThrow('save the sheet as CSV')
  await expect(read(Buffer.alloc(3 * 1024 * 1024, 0x41))).rejects.toThrow('line 1 is longer than')
})
