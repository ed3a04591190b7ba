import { expect, it } from 'vitest'
import { createIds } from '../../../../server/imports/ids'
import { createKeyTables } from '../../../../server/imports/key-table'

function whyNone(ids: readonly (readonly [id: string, sign?: string])[]) {
  const all = createIds(createKeyTables().make)
  for (const [id, sign] of ids) all.note(id, sign)
  return [...new Set(ids.map(([id]) => id))].map((id) => all.whyNone(id))
}

it.each(['1.23457E+12', '1,23457E+12', '1E+15', '-1.2E+08', '1.23457e+12'])(
  'takes “%s” for a number that a spreadsheet shortened',
  (id) => {
    expect(whyNone([[id, 'x']])).toEqual(['shortened'])
  }
)

it.each(['12E3', 'E+12', '1E5', 'a1', '1234567890', '2024-01', '1.23', 'TK-1.5E+3x'])(
  'takes “%s” for an id',
  (id) => {
    expect(whyNone([[id, 'x']])).toEqual([undefined])
  }
)

it('sees by all ids of a file that their last digits were lost', () => {
  expect(
    whyNone([
      ['1234567890123450000', 'a'],
      ['1234567890123460000', 'b']
    ])
  ).toEqual(['shortened', 'shortened'])
  expect(
    whyNone([
      ['1234567890123450000', 'a'],
      ['1234567890123461234', 'b']
    ])
  ).toEqual([undefined, undefined])
  expect(
    whyNone([
      ['1234567890123450', 'a'],
      ['12', 'b']
    ])
  ).toEqual([undefined, undefined])
})

it('refuses ids that repeat with different answers, and all of them where many do', () => {
  expect(
    whyNone([
      ['a', '5'],
      ['a', '5'],
      ['b', '4'],
      ['b', '1'],
      ['c', '3']
    ])
  ).toEqual([undefined, 'repeats', undefined])
  expect(
    whyNone([
      ['a', '5'],
      ['a', '4'],
      ['b', '4'],
      ['b', '1'],
      ['c', '3'],
      ['c', '2'],
      ['d', '1']
    ])
  ).toEqual(['repeats', 'repeats', 'repeats', 'repeats'])
  expect(whyNone([['a'], ['a', '5'], ['a']])).toEqual([undefined])
})
