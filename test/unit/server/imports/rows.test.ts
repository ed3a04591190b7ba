import { expect, it } from 'vitest'
import type { Row } from '../../../../server/imports/rows'
import { delimiterOf, openRows } from '../../../../server/imports/rows'

async function read(
  text: string,
  chunkSize = 7
): Promise<{ header: string[]; delimiter: string; rows: Row[] }> {
  const bytes = Buffer.from(text)
  const open = async function* () {
    for (let start = 0; start < bytes.length; start += chunkSize)
      yield bytes.subarray(start, start + chunkSize)
  }
  const { rows, ...rest } = await openRows(
    { name: 'x.csv', bytes: bytes.length, open },
    { name: '', warnings: [] }
  )
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return { ...rest, rows: all }
}

it.each([
  ['commas', 'a,b;c\n1,2;3\n', ','],
  ['semicolons', 'a;b\n1,5;2\n2,5;3\n', ';'],
  ['tabs', 'a\tb\n1,2,3\t4\n', '\t'],
  ['semicolons around quoted commas', 'rating;comment\n4;"a, b, c"\n5;"d, e"\n', ';'],
  ['what a line above the header says', 'sep=;\nrating;comment, or none\n4;a, b\n5;c, d\n', ';'],
  ['nothing at all', 'rating\n4\n5\n', ',']
])('sees that cells are separated by %s', (_what, text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter)
})

it.each(['\n', '\r\n', '\r'])(
  'numbers rows by the line on which they begin, also after quoted line ends (%j)',
  async (end) => {
    const { header, rows } = await read(
      ['rating, comment ', '4,"two', 'lines"', '', '5,one', '3,"a', '', 'b"', '2,last'].join(end)
    )
    expect(header).toEqual(['rating', 'comment'])
    expect(rows).toEqual([
      { line: 2, cells: ['4', 'two\nlines'] },
      { line: 5, cells: ['5', 'one'] },
      { line: 6, cells: ['3', 'a\n\nb'] },
      { line: 9, cells: ['2', 'last'] }
    ])
  }
)

it('takes the header from below a line that is for spreadsheets only', async () => {
  expect(await read('sep=;\na;b\n1;2\n')).toEqual({
    header: ['a', 'b'],
    line: 2,
    delimiter: ';',
    rows: [{ line: 3, cells: ['1', '2'] }]
  })
})

it('leaves rows as long as they are and quotation marks inside cells where they stand', async () => {
  const { rows } = await read('a,b\n1\n1,2,3\n1,say "hi"\n"say ""hi""",2\n')
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['1'],
    ['1', '2', '3'],
    ['1', 'say "hi"'],
    ['say "hi"', '2']
  ])
})

it.each([
  ['an empty file', '', 'it is empty'],
  ['a file of empty lines', '\n\n\n', 'it is empty'],
  ['a binary file', '\x00\x01\x02,b\n1,2\n', 'it is not text'],
  [
    'a quotation mark that is never closed',
    'a,b\n1,"x\n2,y\n',
    'a quotation mark is opened and never closed'
  ],
  ['a row without end', `a,b\n1,"${'x\n'.repeat(300_000)}"\n`, 'a quotation mark may be missing']
])('says of %s what is wrong with it', async (_what, text, message) => {
  await expect(read(text, 60_000)).rejects.toThrow(message)
})

it('closes the file when nobody wants the rest of it', async () => {
  let isClosed = false
  const open = async function* () {
    try {
      for (;;) yield Buffer.from('1,2\n'.repeat(10_000))
    } finally {
      isClosed = true
    }
  }
  const { rows } = await openRows({ name: 'endless.csv', bytes: 0, open }, { name: '', warnings: [] })
  await rows.next()
  await rows.return(undefined)
  await expect.poll(() => isClosed).toBe(true)
})

it('reads a long file whole, whatever letters lie where it is cut into pieces', async () => {
  const comments = Array.from({ length: 4_000 }, (_, index) => `${'x'.repeat(index % 7)}👍é${index}`)
  const { rows } = await read(
    `rating,comment\n${comments.map((comment) => `5,${comment}\n`).join('')}`,
    4_099
  )
  expect(rows.map(({ cells: [, comment] }) => comment)).toEqual(comments)
})
