import type { AttributeDeclared, AttributeValue } from '../contract/attributes'

/**
 * What an answer counts under that has this value: '' is none. What was kept while the attribute was of
 * another kind counts as none until it is of that kind again.
 */
export function bandOf(declared: AttributeDeclared, value: AttributeValue | undefined): string {
  switch (declared.kind) {
    case 'number':
      return typeof value === 'number' ? amountBand(declared.limits, value) : ''
    case 'yes-no':
      return typeof value === 'boolean' ? (value ? 'yes' : 'no') : ''
    case 'date':
      return isDay(value) ? dayBand(declared.bands, value) : ''
    default:
      return typeof value === 'string' ? value : ''
  }
}

/** How a value of it is asked for that is no band; nothing where any text may be one. A band that is no more has no answers. */
export function wantedBand(declared: AttributeDeclared, asked: string): string | undefined {
  if (declared.kind === 'yes-no') return asked === 'yes' || asked === 'no' ? undefined : 'yes or no'
  if (declared.kind === 'date') return daysIn(asked) ? undefined : 'a band such as 2026-Q4, 2026-11 or 2026'
  if (declared.kind !== 'number' || /^[-\d.]{0,30}\.\.[-\d.]{0,30}$/.test(asked)) return undefined
  return `a band: ${bandsOf(declared.limits).join(', ')}`
}

function bandsOf(limits: readonly number[]): string[] {
  return [...limits, Infinity].map((_limit, at) => amountKey(limits, at))
}

/** Where a band of amounts begins and ends, its end not in it. */
export function amountsIn(
  limits: readonly number[],
  band: string
): { from: number; until: number } | undefined {
  const at = bandsOf(limits).indexOf(band)
  return at < 0 ? undefined : { from: limits[at - 1] ?? -Infinity, until: limits[at] ?? Infinity }
}

/** Where a band of days begins, and the first day that is not in it any more. */
export function daysIn(band: string): { from: string; until: string } | undefined {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(band) ?? []
  if (year === '') return undefined
  const [first, many] = quarter ? [3 * Number(quarter) - 2, 3] : month ? [Number(month), 1] : [1, 12]
  const begins = (number: number) =>
    `${String(Number(year) + Math.floor((number - 1) / 12)).padStart(4, '0')}-${String(((number - 1) % 12) + 1).padStart(2, '0')}-01`
  return { from: begins(first), until: begins(first + many) }
}

/** What people read of a band whose name says it in signs. */
export function bandLabel(declared: AttributeDeclared | undefined, band: string): string | undefined {
  const amounts = declared?.kind === 'number' ? amountsIn(declared.limits, band) : undefined
  if (!amounts) return undefined
  const { from, until } = amounts
  if (from === -Infinity) return `under ${until}`
  return until === Infinity ? `${from} and more` : `${from} to under ${until}`
}

function amountBand(limits: readonly number[], value: number): string {
  const at = limits.findIndex((limit) => value < limit)
  return amountKey(limits, at < 0 ? limits.length : at)
}

function amountKey(limits: readonly number[], at: number): string {
  return `${limits[at - 1] ?? ''}..${limits[at] ?? ''}`
}

function dayBand(bands: 'month' | 'quarter' | 'year', value: string): string {
  if (bands === 'year') return value.slice(0, 4)
  if (bands === 'month') return value.slice(0, 7)
  return `${value.slice(0, 4)}-Q${Math.ceil(Number(value.slice(5, 7)) / 3)}`
}

function isDay(value: AttributeValue | undefined): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
}
