const quarterMs = 15 * 60_000
const remembered = 5_000

/**
 * Makes the function that tells whether an instant is the beginning of a day in a zone, as a time without a
 * time of day is.
 */
export function midnightIn(timeZone: string): (instant: number) => boolean {
  const clock = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  })
  const known = new Map<number, boolean>()
  return (instant) => {
    if (instant % quarterMs !== 0) return false
    const before = known.get(instant)
    if (before !== undefined) return before
    if (known.size >= remembered) known.clear()
    const isOne = clock.format(instant) === '00:00'
    known.set(instant, isOne)
    return isOne
  }
}
