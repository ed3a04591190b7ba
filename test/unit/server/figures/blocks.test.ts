import { expect, it } from 'vitest'
import { blocksOf, isSnapped, snapped, snappedCompared } from '../../../../server/figures/blocks'

const days = (...counts: number[]) =>
  new Map(
    counts.flatMap((count, index) =>
      count === 0 ? [] : [[`2026-11-${String(index + 1).padStart(2, '0')}`, count] as const]
    )
  )

it('cuts days into blocks of five answers or more, the last with what is left', () => {
  expect(blocksOf([days(2, 3, 1, 4, 9, 2)])).toEqual({
    first: '2026-11-01',
    last: '2026-11-06',
    ends: ['2026-11-02', '2026-11-04']
  })
  expect(blocksOf([days(5, 5)])).toEqual({ first: '2026-11-01', last: '2026-11-02', ends: ['2026-11-01'] })
  expect(blocksOf([days(1, 2)])).toEqual({ first: '2026-11-01', last: '2026-11-02', ends: [] })
  expect(blocksOf([days()])).toBeUndefined()
})

it('asks of each kind that a block holds none of it or five', () => {
  expect(blocksOf([days(5, 5, 5), days(0, 1, 4)])?.ends).toEqual(['2026-11-01'])
})

it('compares with whole blocks of the year before, and with no day of the period itself', () => {
  const blocks = { first: '2025-11-02', last: '2026-11-20', ends: ['2025-11-08', '2025-11-16', '2026-11-09'] }
  expect(snappedCompared({ from: '2026-11-10', to: '2026-11-20' }, 'last-year', blocks)).toEqual({
    from: '2025-11-09',
    to: '2026-11-09'
  })
  expect(snappedCompared({ from: '2026-11-10', to: '2026-11-15' }, 'last-year', blocks)).toEqual({
    from: '2025-11-09',
    to: '2025-11-16'
  })
})

it('takes whole blocks at both ends of a period, and leaves one without answers as it is', () => {
  const blocks = blocksOf([days(2, 3, 1, 4, 9, 2)])
  const on = (from: number, to: number) =>
    snapped(
      { from: `2026-11-${String(from).padStart(2, '0')}`, to: `2026-11-${String(to).padStart(2, '0')}` },
      blocks
    )
  expect(on(2, 3)).toEqual({ from: '2026-11-01', to: '2026-11-04' })
  expect(on(3, 4)).toEqual({ from: '2026-11-03', to: '2026-11-04' })
  expect(on(6, 20)).toEqual({ from: '2026-11-05', to: '2026-11-20' })
  expect(on(8, 20)).toEqual({ from: '2026-11-08', to: '2026-11-20' })
  expect(isSnapped({ from: '2026-11-03', to: '2026-11-04' }, blocks)).toBe(true)
  expect(isSnapped({ from: '2026-11-03', to: '2026-11-05' }, blocks)).toBe(false)
  expect(snappedCompared({ from: '2026-11-05', to: '2026-11-06' }, 'previous', blocks)).toEqual({
    from: '2026-11-03',
    to: '2026-11-04'
  })
})
