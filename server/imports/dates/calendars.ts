const dayMs = 86_400_000

/**
 * A day of the calendar that most of the world counts by, where its year tells that it was written in
 * another one.
 */
export function gregorianDay(day: {
  year: number
  month: number
  day: number
}): { year: number; month: number; day: number } | undefined {
  // Thailand counts 543 years more.
  if (day.year >= 2450 && day.year <= 2743) return { ...day, year: day.year - 543 }
  return day.year >= 1300 && day.year <= 1500 ? fromPersian(day) : day
}

let persian: Intl.DateTimeFormat | undefined

/**
 * Looks for the day that `Intl` calls so: the first six months of the Persian year have 31 days, the next
 * ones 30.
 */
function fromPersian({ year, month, day }: { year: number; month: number; day: number }) {
  persian ??= new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric'
  })
  const about =
    Date.UTC(year + 621, 2, 19) + ((month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1) * dayMs
  for (let off = 0; off <= 4; off++) {
    const date = new Date(about + off * dayMs)
    const parts = Object.fromEntries(
      persian.formatToParts(date).map(({ type, value }) => [type, Number.parseInt(value)])
    )
    if (parts['year'] === year && parts['month'] === month && parts['day'] === day)
      return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  }
  return undefined
}
