import { expect, it } from 'vitest'
import { daysOfStep, grainOf, periodOf, presetOf, stepsOf, todayIn } from '../../../dashboard/app/period'

const today = '2026-11-21'
const query = (text: string) => new URLSearchParams(text)

it.each([
  ['nothing said', '', '2026-10-25', today],
  ['a week', 'period=7d', '2026-11-15', today],
  ['twelve months', 'period=12m', '2025-11-22', today],
  ['dates of one’s own', 'from=2026-01-01&to=2026-01-31', '2026-01-01', '2026-01-31'],
  ['dates the wrong way round', 'from=2026-01-31&to=2026-01-01', '2026-01-01', '2026-01-31'],
  ['a period that does not exist', 'period=9y', '2026-10-25', today],
  ['a day that does not exist', 'from=2026-13-01&to=2026-01-31', '2026-10-25', today]
])('reads %s from the address', (_name, text, from, to) => {
  expect(periodOf(query(text), today)).toEqual({ from, to })
})

it('prefers dates to a preset, and then names no preset', () => {
  expect(presetOf(query('period=7d&from=2026-01-01&to=2026-01-31'))).toBeUndefined()
})

it.each([
  ['a leap day', '2024-02-29', 'period=12m', '2023-03-02'],
  ['the end of a year', '2026-01-03', 'period=7d', '2025-12-28']
])('counts back over %s', (_name, day, text, from) => {
  expect(periodOf(query(text), day).from).toBe(from)
})

it.each([
  [{ from: '2026-11-01', to: '2026-11-28' }, 'day', 28, '2026-11-01'],
  [{ from: '2026-08-24', to: '2026-11-21' }, 'week', 13, '2026-08-24'],
  [{ from: '2026-08-26', to: '2026-11-21' }, 'week', 13, '2026-08-24'],
  [{ from: '2025-11-22', to: '2026-11-21' }, 'month', 13, '2025-11-01']
])('steps through %o by %s', (period, grain, count, first) => {
  expect(grainOf(period)).toBe(grain)
  const steps = stepsOf(period, grainOf(period))
  expect([steps.length, steps[0]]).toEqual([count, first])
})

it('gives a step no days outside the period', () => {
  const period = { from: '2025-11-22', to: '2026-11-21' }
  expect(daysOfStep('2025-11-01', 'month', period)).toEqual({ from: '2025-11-22', to: '2025-11-30' })
  expect(daysOfStep('2026-02-01', 'month', period)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(daysOfStep('2026-11-01', 'month', period)).toEqual({ from: '2026-11-01', to: '2026-11-21' })
})

it('knows the day by the clocks of the site', () => {
  const lateInUtc = new Date('2026-11-21T21:00:00Z')
  expect([todayIn('Asia/Karachi', lateInUtc), todayIn('UTC', lateInUtc)]).toEqual([
    '2026-11-22',
    '2026-11-21'
  ])
})
