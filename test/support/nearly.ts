import { expect } from 'vitest'

/** The same with numbers that may differ in their last digits, as sums in another order do. */
export function nearly(value: unknown): unknown {
  if (typeof value === 'number')
    return value === 0
      ? value
      : (expect.closeTo(value, 8 - Math.ceil(Math.log10(Math.abs(value)))) as unknown)
  if (Array.isArray(value)) return value.map(nearly)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, nearly(one)]))
}
