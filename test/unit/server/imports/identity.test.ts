import { describe, expect, it } from 'vitest'
import { isGarbled } from '../../../../server/imports/garbled'
import type { Meaning } from '../../../../server/imports/identity'
import { fitOf, isOfMeaning, nameAt, rowPlace } from '../../../../server/imports/identity'
import { createKeyTables } from '../../../../server/imports/key-table'
import { midnightIn } from '../../../../server/imports/midnight'
import { bytesHeld } from '../../../support/garbage'

const at = Date.parse('2024-01-25T09:03:12Z')
const row: Meaning = {
  rating: 5,
  at,
  isTimed: true,
  comment: 'good',
  channel: 'email',
  agent: 'ana',
  customer: 'h1',
  conversation: 'c1'
}
const fits = (there: Partial<Meaning> & { isErased?: boolean }, of: Partial<Meaning> = {}) =>
  fitOf({ ...row, ...of }, { ...row, ...there }, isGarbled) !== undefined

describe('a row is what is there', () => {
  it.each<[string, Partial<Meaning> & { isErased?: boolean }]>([
    ['to the letter', {}],
    ['without an agent', { agent: '' }],
    ['without a customer, a channel and a conversation', { customer: '', channel: '', conversation: '' }],
    ['without a comment', { comment: '' }],
    ['with other spaces', { comment: ' good\n' }],
    ['without its seconds', { at: Date.parse('2024-01-25T09:03:00Z') }],
    ['whose comment somebody had erased', { comment: '', isErased: true }]
  ])('%s', (_what, there) => expect(fits(there)).toBe(true))

  it('with its seconds, where a spreadsheet cut them', () =>
    expect(fits({ at }, { at: Date.parse('2024-01-25T09:03:00Z') })).toBe(true))
  it('that was read in a wrong encoding', () => {
    expect(fits({ comment: 'trÃ¨s bien', agent: 'JosÃ©' }, { comment: 'très bien', agent: 'José' })).toBe(
      true
    )
    expect(fits({ comment: 'ÔßÑÇ' }, { comment: 'شكرا' })).toBe(true)
  })
})

describe('a row is another one', () => {
  it.each<[string, Partial<Meaning>]>([
    ['with another rating', { rating: 4 }],
    ['with no rating', { rating: null }],
    ['of another second', { at: at + 5_000 }],
    ['of another day', { at: at + 86_400_000 }],
    ['with another comment', { comment: 'bad' }],
    ['of another agent', { agent: 'ben' }],
    ['of another customer', { customer: 'h2' }],
    ['of another channel', { channel: 'voice' }],
    ['of another conversation', { conversation: 'c2' }]
  ])('%s', (_what, there) => expect(fits(there)).toBe(false))

  it('where many answers of a day have no comment and this one has', () => {
    const day = { at: Date.parse('2024-01-25'), isTimed: false }
    expect(fits({ ...day, comment: '' }, day)).toBe(false)
    expect(fits({ ...day, agent: '' }, day)).toBe(true)
  })
})

it('lies at one place however its seconds and its letters are written', () => {
  expect(rowPlace(row)).toBe(rowPlace({ ...row, at: Date.parse('2024-01-25T09:03:00Z'), comment: '' }))
  expect(rowPlace({ ...row, at: null, comment: 'José' })).toBe(
    rowPlace({ ...row, at: null, comment: 'JosÃ©' })
  )
  expect(rowPlace(row)).not.toBe(rowPlace({ ...row, rating: 4 }))
  expect(isOfMeaning(nameAt('x', 1))).toBe(true)
  expect(nameAt('x', 1)).not.toBe(nameAt('x', 2))
})

it.each([
  ['JosÃ©', 'José'],
  ['Jos?', 'José'],
  ['Jos\ufffd', 'José'],
  ['Ñïàñèáî', 'Спасибо'],
  ['уРБУЙВП', 'Спасибо'],
  ['ÔßÑÇ', 'شكرا'],
  ['°ÝÃD', '問題'],
  ['Ñ¸ËÙ', '迅速'],
  ['R‚clamation', 'Réclamation'],
  ['teþekkürler', 'teşekkürler']
])('sees that “%s” is “%s”, read wrongly', (text, meant) => {
  expect(isGarbled(text, meant)).toBe(true)
})

it.each([
  ['Jose', 'José'],
  ['ana', 'ben'],
  ['José', 'José'],
  ['Ana?', 'Ben é'],
  ['', 'José'],
  ['Спасибо', 'Привет'],
  ['شكرا', 'بطيء']
])('sees that “%s” is not “%s”', (text, meant) => {
  expect(isGarbled(text, meant)).toBe(false)
})

it.each(['memory', 'a file'])('keeps numbers by text, for many of them, in %s', (where) => {
  const tables = createKeyTables(where === 'memory' ? undefined : 2_048)
  const table = tables.make()
  const other = tables.make()
  for (let index = 0; index < 5_000; index++) {
    table.set(`key ${index}`, index)
    other.set(`key ${index}`, 2 ** 32 - 1)
  }
  table.set('key 7', 70)
  table.set('key 0', 0)
  const found = ['key 7', 'key 0', 'key 4999', 'no key'].map((key) => table.get(key))
  expect([table.size, table.has('key 1'), table.has('x'), ...found]).toEqual([
    5_000,
    true,
    false,
    70,
    0,
    4_999,
    undefined
  ])
  expect([other.size, other.get('key 4999')]).toEqual([5_000, 2 ** 32 - 1])
  tables.close()
})

it('takes no more memory for numbers beyond those that fit into it', () => {
  const tables = createKeyTables(2 ** 14)
  const table = tables.make()
  const before = bytesHeld()
  for (let index = 0; index < 60_000; index++) table.set(`key ${index}`, index)
  // All of them would take 1.5 MB.
  expect(bytesHeld() - before).toBeLessThan(700_000)
  expect([table.size, table.get('key 0'), table.get('key 59999')]).toEqual([60_000, 0, 59_999])
  tables.close()
})

it('knows the beginning of a day in a zone', () => {
  const isMidnight = midnightIn('Asia/Kathmandu')
  expect([
    isMidnight(Date.parse('2024-01-24T18:15:00Z')),
    isMidnight(Date.parse('2024-01-25T00:00:00Z')),
    isMidnight(Date.parse('2024-01-24T18:15:01Z'))
  ]).toEqual([true, false, false])
})
