import type { Hours, Inviting } from '../../contract/inviting'
import { dayIn, instantIn } from '../../time/days'
import { addDays } from '../../time/periods'
import type { Rule } from './rule'

const minuteMs = 60_000

/**
 * When an invitation is to leave: so long after the conversation ended, and then when the working hours of
 * `timeZone` are next open. Null is at once.
 */
export function dueAt(
  { delayMinutes, hours }: Inviting,
  endedAt: number,
  timeZone: string,
  now: number
): number | null {
  const earliest = Math.max(now, endedAt + delayMinutes * minuteMs)
  const due = withinHours(hours, earliest, timeZone)
  return due > now ? due : null
}

/** The first instant from `from` on that lies in the hours, of which there need be none. */
export function withinHours(hours: Hours | null, from: number, timeZone: string): number {
  return hours ? nextOpen(hours, from, timeZone) : from
}

/** One that would leave only when it has expired is better not made. */
export const notTooLate: Rule<{ due: number; expiresAt: number | undefined }, unknown> = ({
  due,
  expiresAt
}) => (expiresAt !== undefined && due >= expiresAt ? { rule: 'too-late' } : undefined)

/** The end is not in the hours any more. */
function nextOpen(hours: Hours, from: number, timeZone: string): number {
  let day = dayIn(timeZone, from)
  for (;;) {
    // Sunday is 0 to JavaScript and 7 to ISO 8601.
    const isOpen = hours.days.includes(new Date(day).getUTCDay() || 7)
    if (isOpen && from < instantIn(timeZone, day, hours.to))
      return Math.max(from, instantIn(timeZone, day, hours.from))
    day = addDays(day, 1)
  }
}
