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
