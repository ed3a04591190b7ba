import { expect, it } from 'vitest'
import { shortOf } from '../../../dashboard/app/rounding'

const written = (value: number, ends: { from: number; to: number }, digits: number) => {
  const [shown, places] = shortOf(value, ends, digits)
  return shown.toFixed(places)
}

it.each([
  [99.6, '99.6'],
  [99.96, '99.96'],
  [99.9999, '99.999'],
  [100, '100'],
  [99.4, '99'],
  [0.3, '0.3'],
  [0.04, '0.04'],
  [0.00001, '0.001'],
  [0, '0'],
  [0.6, '1'],
  [50, '50']
])('writes %s percent as %s, and all or nobody only where it is exactly that', (value, text) => {
  expect(written(value, { from: 0, to: 100 }, 0)).toBe(text)
})

it.each([
  [99.7, '99.7'],
  [-99.8, '-99.8'],
  [100, '100'],
  [0.2, '0'],
  [-100, '-100']
])('writes an NPS of %s as %s', (value, text) => {
  expect(written(value, { from: -100, to: 100 }, 0)).toBe(text)
})

it.each([
  [4.98, '4.98'],
  [5, '5.0'],
  [1.02, '1.02'],
  [3.04, '3.0'],
  [1, '1.0']
])('writes a mean of %s of 5 as %s', (value, text) => {
  expect(written(value, { from: 1, to: 5 }, 1)).toBe(text)
})
