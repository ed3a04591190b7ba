import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Rejection } from '../../../../server/contract/imports'
import { Problem } from '../../../../server/contract/problem'
import { createKeyTables } from '../../../../server/imports/key-table'
import { completeMapping, hasRating } from '../../../../server/imports/proposal'
import type { ImportRow } from '../../../../server/imports/read-row'
import { createReader } from '../../../../server/imports/read-row'
import type { Remarks } from '../../../../server/imports/report'
import { openTable } from '../../../../server/imports/table'

const target = { metric: 'csat', direction: 'higher-is-better', min: 1, max: 5 } as const

/** Reads a whole file as an import does, and gives its rows. */
async function read(bytes: Uint8Array, mapping?: { rating: string }): Promise<(ImportRow | Rejection)[]> {
  const open = async function* () {
    yield bytes
  }
  const table = await openTable({ name: 'x', bytes: bytes.length, open }, {}, { name: '', warnings: [] })
  const remarks: Remarks = new Map()
  const { mapping: complete } = completeMapping(table, { target, declared: [] }, mapping)
  if (!hasRating(complete)) return []
  const reader = createReader(
    table,
    complete,
    { survey: target, timeZone: 'Asia/Karachi', declared: [] },
    {
      remarks,
      tables: createKeyTables(),
      isFirst: false
    }
  )
  const all: (ImportRow | Rejection)[] = []
  const rows = []
  for await (const row of table.rows) rows.push(row)
  for (const row of rows) reader.look(row)
  for (const row of rows) all.push(...[reader.read(row) ?? []].flat())
  return all
}

it('reads any bytes, or says in a sentence why not', async () => {
  const pieces = fc.constantFrom(
    'score',
    'comment',
    ',',
    ';',
    '\t',
    '"',
    '\n',
    '\r\n',
    '5',
    '٤',
    '0',
    '\0',
    'é',
    '\ud83d',
    '2026-11-01',
    'NA'
  )
  const texts = fc
    .array(pieces, { maxLength: 60 })
    .map((parts) => new Uint8Array(Buffer.from(`score,created_at,comment\n${parts.join('')}`)))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), texts), async (bytes) => {
      try {
        for (const row of await read(bytes)) {
          if ('reason' in row) expect(row.line).toBeGreaterThan(1)
          else expect(JSON.stringify(row)).not.toContain('\\u0000')
        }
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
        expect((error as Problem).status).toBe(422)
      }
    }),
    { numRuns: 500 }
  )
})

it('names a row with an id by its id alone, and leaves the others to what they mean', async () => {
  const keys = async (text: string) => (await read(Buffer.from(text))).map((row) => 'key' in row && row.key)
  expect(await keys('score,comment\n5,ok\n')).toEqual([''])
  const [named] = await keys('id,score\nx1,5\n')
  expect(named).toMatch(/^imp_[\w-]{22}$/)
  expect(await keys('comment,id,score\nlater,x1,2\n')).toEqual([named])
})

it('takes what a spreadsheet shortened for no id, also of a conversation and a customer', async () => {
  const rows = await read(
    Buffer.from('id,score,ticket_id,customer\n1.23E+12,5,4.5E+11,7.7E+10\n1.23E+12,4,c-2,u-2\n')
  )
  expect(rows.map((row) => 'key' in row && [row.key, row.conversation?.id, row.customer])).toEqual([
    ['', '', null],
    ['', 'c-2', 'u-2']
  ])
})

it('keeps a “none” that a customer wrote, and cells that a spreadsheet would take for formulas', async () => {
  const rows = await read(Buffer.from('score,comment\n5,none\n4,=1+1\n3,NA\n2,@home\n'))
  expect(rows.map((row) => 'comment' in row && row.comment)).toEqual(['none', '=1+1', null, '@home'])
})
