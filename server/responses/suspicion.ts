import type { ResponseRow } from '../db/rows'
import type { Answer } from './answer'
import { isBot } from './bots'

/**
 * What the hosted page says of the hand on it: each point that was sent from it, and when, in ms since the
 * page was there.
 */
export type Taps = readonly (readonly [point: number, afterMs: number])[]

/** Nobody lifts a finger and puts it down on another point in less. */
const betweenPointsMs = 400
/** Three points in so little time are tried out, not chosen. */
const threePointsMs = 2_000
/** A message is on its way, read and opened in no less. */
const momentsMs = 3_000
/**
 * What changes a rating from another page within this is the same visitor who opens one link after the
 * other.
 */
const burstMs = 5_000

export type Visit = {
  userAgent: string | undefined
  /** What was written into the field that people neither see nor reach. */
  trap: string | undefined
  taps: Taps
  /**
   * When a channel took the message that carried the link. Null where we sent none: a code on a poster is
   * answered as soon as a phone is there.
   */
  sentAt: number | null
}

/**
 * Our own script writes this into the trap: it takes every press of a person, so a form that comes all the
 * same was sent by a program.
 */
const scriptedTrap = 'script'

/**
 * Why an answer by a link looks like a program's, or nothing. It is kept all the same, and whoever reads
 * the answers may overrule it.
 */
export function suspicionOf({ userAgent, trap, taps, sentAt }: Visit, now: number): string | undefined {
  if (trap) return trap === scriptedTrap ? 'sent-by-script' : 'honeypot'
  if (isBot(userAgent)) return 'automated-client'
  if (isBurst(taps)) return 'many-points'
  if (sentAt !== null && now - sentAt < momentsMs) return 'moments-after-sending'
  return undefined
}

function isBurst(taps: Taps): boolean {
  return taps.some(([point, at], index) => {
    const before = taps.slice(0, index)
    const previous = before.at(-1)
    if (previous && previous[0] !== point && at - previous[1] < betweenPointsMs) return true
    return (
      new Set([point, ...before.filter((tap) => at - tap[1] < threePointsMs).map(([other]) => other)]).size >=
      3
    )
  })
}

/**
 * What an answer does to the one that a link has already. Scanners open the five links of a mail one after
 * the other, each in a page of its own, so another point from another page within seconds makes both
 * suspect; a person who comes later has the last word, and what a person said before is not touched by a
 * program.
 */
export function effectOf(
  answer: Answer,
  row: ResponseRow,
  now: number
): 'edit' | 'replace' | 'suspect' | 'ignore' {
  if (row.invitationId === null || row.state === 'test') return 'edit'
  const isFresh = answer.points !== undefined && now - (row.editedAt ?? row.receivedAt) < burstMs
  const isElsewhere = row.rating !== answer.rating && !answer.points?.includes(row.rating)
  const isProgram = answer.state === 'suspect' || (isFresh && (row.state === 'suspect' || isElsewhere))
  if (!isProgram) return row.state === 'suspect' ? 'replace' : 'edit'
  return row.state === 'suspect' || (row.state === 'counted' && isFresh) ? 'suspect' : 'ignore'
}
