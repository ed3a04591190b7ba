export type TimeUnit = 'second' | 'minute' | 'hour' | 'day'

/** How a language writes days, times and names of languages. Days come as midnights in UTC. */
export type Written = {
  day(date: Date): string
  dayOfMonth(date: Date): string
  month(date: Date): string
  days(from: Date, to: Date): string
  /** The day of the week. */
  dayName(date: Date): string
  instant(date: Date, timeZone: string): string
  duration(value: number, unit: TimeUnit): string
  /** Nothing where the tag is none, or unknown. */
  languageName(tag: string): string | undefined
}

/** As the browser writes it. Of a language that the browser lacks, the words have to say it themselves. */
export function byIntl(formats: string): Written {
  const utc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formats, { ...options, timeZone: 'UTC' })
  const names = new Intl.DisplayNames([formats], { type: 'language', fallback: 'none' })
  return {
    day: (date) => utc({ dateStyle: 'medium' }).format(date),
    dayOfMonth: (date) => utc({ day: 'numeric', month: 'short' }).format(date),
    month: (date) => utc({ month: 'short', year: 'numeric' }).format(date),
    days: (from, to) => utc({ dateStyle: 'medium' }).formatRange(from, to),
    dayName: (date) => utc({ weekday: 'long' }).format(date),
    instant: (date, timeZone) =>
      new Intl.DateTimeFormat(formats, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(date),
    duration: (value, unit) =>
      new Intl.NumberFormat(formats, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: 1
      }).format(value),
    languageName(tag) {
      try {
        return names.of(tag.replaceAll('_', '-'))
      } catch {
        return undefined // imported answers may carry anything
      }
    }
  }
}
