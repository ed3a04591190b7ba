import { createClock } from './wall-clock'

const formats = new Map<string, (instant: number) => string>()

/** The day (YYYY-MM-DD) that it is at `instant` (epoch ms) in `timeZone`. */
export function dayIn(timeZone: string, instant: number): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = formatIn(timeZone)
    formats.set(timeZone, format)
  }
  return format(instant)
}

/** Answers come many in a minute, and the day of that minute is worked out once. */
function formatIn(timeZone: string) {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit'
  })
  let last = { minute: Number.NaN, day: '' }
  return (instant: number) => {
    const minute = Math.floor(instant / 60_000)
    if (minute !== last.minute) last = { minute, day: format.format(instant) }
    return last.day
  }
}

const clocks = new Map<string, ReturnType<typeof createClock>>()

/**
 * The instant at which a clock in `timeZone` shows `time` (HH:MM) on `day` (YYYY-MM-DD); where the clocks
 * skip it, as much later as they skip.
 */
export function instantIn(timeZone: string, day: string, time = '00:00'): number {
  let clock = clocks.get(timeZone)
  if (!clock) clocks.set(timeZone, (clock = createClock(timeZone)))
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const instant = clock({ year, month, day: date, hour, minute, second: 0, millisecond: 0 })
  if (instant === undefined) throw new Error(`there is no ${time} on ${day}`)
  return instant
}
