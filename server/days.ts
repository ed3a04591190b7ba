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
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  let last = { minute: Number.NaN, day: '' }
  return (instant: number) => {
    const minute = Math.floor(instant / 60_000)
    if (minute !== last.minute) last = { minute, day: format.format(instant) }
    return last.day
  }
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** The first instant (epoch ms, to the minute) of `day` in `timeZone`; where a clock skips midnight, the first one after it. */
export function startOf(timeZone: string, day: string): number {
  // No zone is more than a day away from UTC, and days only ever go on: halve until the minute is found.
  let before = Date.parse(day) - dayMs
  let after = Date.parse(day) + dayMs
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / 2 / minuteMs) * minuteMs
    if (dayIn(timeZone, middle) < day) before = middle
    else after = middle
  }
  return after
}
