const formats = new Map<string, Intl.DateTimeFormat>()

/** The day (YYYY-MM-DD) that it is at `instant` (epoch ms) in `timeZone`. */
export function dayIn(timeZone: string, instant: number): string {
  let format = formats.get(timeZone)
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(instant)
}
