import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Rejection } from '../../../server/contract/imports'
import { completeMapping, hasRating } from '../../../server/imports/proposal'
import type { ImportRow } from '../../../server/imports/reader'
import { createReader } from '../../../server/imports/reader'
import type { Remarks } from '../../../server/imports/report'
import { openTable } from '../../../server/imports/table'
import { Problem } from '../../../server/problem'

const target = { metric: 'csat', direction: 'higher-is-better', min: 1, max: 5 } as const

/** Reads a whole file as an import does, and gives its rows. */
async function read(bytes: Uint8Array, mapping?: { rating: string }): Promise<(ImportRow | Rejection)[]> {
  const open = async function* () {
    yield bytes
  }
  const table = await openTable({ name: 'x', bytes: bytes.length, open }, {}, { name: '', warnings: [] })
  const remarks: Remarks = new Map()
  const { mapping: complete } = completeMapping(table, target, mapping)
  if (!hasRating(complete)) return []
  const reader = createReader(table, complete, target, 'Asia/Karachi', remarks)
  const all: (ImportRow | Rejection)[] = []
  for await (const row of table.rows) all.push(...[reader.read(row) ?? []].flat())
  return all
}

it('reads any bytes, or says in a sentence why not', async () => {
  const pieces = fc.constantFrom('score', 'comment', ',', ';', '\t', '"', '\n', '\r\n', '5', '٤', '0', '\0', 'é', '\ud83d', '2026-11-01', 'NA')
  const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => new Uint8Array(Buffer.from(`score,created_at,comment\n${parts.join('')}`)))
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

it('names identical rows apart, and a row with an id by its id alone', async () => {
  const keys = async (text: string) => (await read(Buffer.from(text))).map((row) => 'key' in row && row.key)
  const [first, second, other] = await keys('score,comment\n5,ok\n5,ok\n4,ok\n')
  expect(new Set([first, second, other]).size).toBe(3)
  expect(await keys('score,comment\n4,ok\n5,ok\n5,ok\n5,ok\n')).toEqual([other, first, second, expect.stringMatching(/^imp_[\w-]{22}$/)])
  const [named] = await keys('id,score\nx1,5\n')
  expect(await keys('comment,id,score\nlater,x1,2\n')).toEqual([named])
})

it('keeps a “none” that a customer wrote, and cells that a spreadsheet would take for formulas', async () => {
  const rows = await read(Buffer.from('score,comment\n5,none\n4,=1+1\n3,NA\n2,@home\n'))
  expect(rows.map((row) => 'comment' in row && row.comment)).toEqual(['none', '=1+1', null, '@home'])
})
