import { expect, it } from 'vitest'
import { figure, range, share } from '../../dashboard/format'

it.each([
  [99.6, '99.6%'], [99.96, '99.96%'], [99.9999, '99.999%'], [100, '100%'], [99.4, '99%'], [0.3, '0.3%'], [0.04, '0.04%'], [0.00001, '0.001%'], [0, '0%'], [0.6, '1%'], [50, '50%']
])('writes %s percent as %s, and all or nobody only where it is exactly that', (value, text) => {
  expect(figure(value, 'percent')).toBe(text)
})

it('writes shares, ends of intervals, NPS and means no more certainly than they are', () => {
  expect([share(0.996), share(0.9999), share(1), share(0.004), share(0), share(0.00001)]).toEqual(['99.6%', '99.99%', '100%', '0.4%', '0%', '0.001%'])
  expect([range(98.97, 99.84, 'percent'), range(0.2, 3.4, 'percent'), range(56.55, 100, 'percent')]).toEqual(['99–99.8%', '0.2–3%', '57–100%'])
  expect([figure(99.7, 'points'), figure(-99.8, 'points'), figure(100, 'points'), figure(0.2, 'points')]).toEqual(['+99.7', '−99.8', '+100', '0'])
  const ends = { from: 1, to: 5 }
  expect([figure(4.98, 'mean', ends), figure(5, 'mean', ends), figure(1.02, 'mean', ends), figure(3.04, 'mean', ends)]).toEqual(['4.98', '5.0', '1.02', '3.0'])
})
