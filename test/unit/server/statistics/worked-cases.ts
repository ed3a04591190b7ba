import { existsSync, readFileSync } from 'node:fs'
import { test } from 'vitest'

const file = new URL('../../../../../shared/statistics-cases.json', import.meta.url)
// The file is trusted test data; each test names the fields that it reads, and a missing one fails its
// comparison.
const worked = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)
  : undefined

/**
 * A test over all worked cases under one key; skipped where the file is absent, because the same formulas
 * have cases in line.
 */
export function testWorkedCases<Cases>(key: string, check: (cases: Cases) => void) {
  test(`every worked case of ${key} comes out`, ({ skip }) => {
    skip(!worked, '../shared/statistics-cases.json is absent')
    check(worked?.[key] as Cases)
  })
}

/** Test data often comes as an object of rating → count. */
export function tallyOf(counts: Record<string, number>): Map<number, number> {
  return new Map(Object.entries(counts).map(([rating, count]) => [Number(rating), count]))
}
