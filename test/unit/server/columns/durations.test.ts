import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeDurations } from '../../../../server/columns/durations'
import { makeKit } from '../../../../server/columns/kit'
import { durationFigures } from '../../../../server/statistics/durations'
import { z95 } from '../../../../server/statistics/interval'
import { wilson } from '../../../../server/statistics/proportions'
import { nearly } from '../../../support/nearly'

const figures = makeDurations(wilson, z95)
const unknown = 0
const impossible = 1
/** Some alike, some of every size, in the codes of this test: 2 and the milliseconds. */
const code = fc.oneof(
  fc.constant(unknown),
  fc.constant(impossible),
  fc.constantFrom(2, 302, 1_002),
  fc.integer({ min: 2, max: 90_000 }),
  fc.integer({ min: 2, max: 2 ** 32 - 1 })
)

it('tells mean, median, nine of ten and their intervals as sorting everything would', () => {
  fc.assert(
    fc.property(fc.array(fc.array(code, { maxLength: 300 }), { minLength: 1, maxLength: 4 }), (groups) => {
      const starts = Uint32Array.from([
        0,
        ...groups.map((_, group) => groups.slice(0, group + 1).flat().length)
      ])
      const all = groups.map((_, group) => group)
      const rows = [all, ...all.map((group) => [group]), all.slice(1)]
      const found = figures(Uint32Array.from(groups.flat()), starts, rows, (code) => code - 2)
      for (const [row, its] of rows.entries()) {
        const codes = its.flatMap((group) => groups[group] ?? [])
        const tally = new Map<number, number>()
        for (const one of codes)
          if (one >= 2) tally.set((one - 2) / 1_000, (tally.get((one - 2) / 1_000) ?? 0) + 1)
        const { attainment: _none, excluded: _no, ...expected } = durationFigures(tally, null)
        const { excluded, ...told } = found[row] ?? { excluded: NaN }
        expect(excluded).toBe(codes.filter((one) => one === impossible).length)
        expect(told).toEqual(nearly(expected))
      }
    })
  )
})

it('grows its columns to every row that was ever set, whatever was set before', () => {
  const column = makeKit().words()
  column.set(500, 0)
  column.set(3, 7)
  column.set(20_000, 9)
  expect([
    column.at(500),
    column.block(0)[500],
    column.at(3),
    column.at(20_000),
    column.block(1)[7],
    column.at(1e6)
  ]).toEqual([0, 0, 7, 9, 0, 0])
})
