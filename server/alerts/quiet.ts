import type { Quiet } from '../contract/alerts'
import { dayIn, instantIn } from '../time/days'
import { addDays } from '../time/periods'

/** When something that happens at `now` may be told: at once, or where quiet hours end. */
export function tellAt(quiet: Quiet, timeZone: string, now: number): number {
  if (!quiet) return now
  const today = dayIn(timeZone, now)
  for (const day of [addDays(today, -1), today]) {
    const begins = instantIn(timeZone, day, quiet.from)
    const ends = instantIn(timeZone, quiet.to > quiet.from ? day : addDays(day, 1), quiet.to)
    if (begins <= now && now < ends) return ends
  }
  return now
}
