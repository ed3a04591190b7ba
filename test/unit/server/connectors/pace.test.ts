import { expect, it } from 'vitest'
import { channelOfKind } from '../../../../server/connectors/kinds.ts'
import { atFullPace, paceOf, raised, slowed } from '../../../../server/connectors/pace'
import type { ConnectorRow } from '../../../../server/db/rows'

const channel = channelOfKind('whatsapp')
type Paced = Pick<ConnectorRow, 'rate' | 'pace' | 'paceWas' | 'paceAt' | 'paceHoldMs'>
type Vendor = { takes: (second: number) => number; retryAfterS?: number }

/**
 * Sends for so many seconds through a vendor that takes so many a second; gives how many it took and
 * refused.
 */
function sendThrough({ takes, retryAfterS }: Vendor, seconds: number, rate: number | null = null) {
  let row: Paced = { ...atFullPace, rate }
  let [taken, refused] = [0, 0]
  let credit = 0
  for (let second = 0; second < seconds; ) {
    const now = 1_800_000_000_000 + second * 1_000
    row = { ...row, ...raised(row, channel, now) }
    const perSecond = paceOf(row, channel)
    credit += perSecond
    const sent = Math.floor(credit)
    credit -= sent
    const throttled = Math.max(0, sent - takes(second))
    // A vendor that says when to come back stops the rest of the second.
    const cutShort = throttled > 0 && retryAfterS !== undefined
    const tried = cutShort ? sent - throttled + 1 : sent
    taken += sent - throttled
    refused += tried - (sent - throttled)
    if (throttled > 0)
      row = {
        ...row,
        ...slowed(row, perSecond, { tried, throttled: tried - (sent - throttled), cutShort }, now)
      }
    second += 1 + (cutShort ? (retryAfterS ?? 0) : 0)
  }
  return { taken, refused, row }
}

it.each([
  ['says nothing', {}],
  ['says to wait for a second', { retryAfterS: 1 }]
])('finds the rate of a vendor that is slower than usual and %s, and hardly ever exceeds it', (_, says) => {
  const { taken, refused } = sendThrough({ takes: () => 20, ...says }, 1_000)
  expect(taken).toBeGreaterThan((1_000 * 20) / 1.1)
  expect(refused / (taken + refused)).toBeLessThan(0.05)
})

it('comes back to its rate after a vendor had an hour of trouble', () => {
  const { row, taken } = sendThrough({ takes: (second) => (second < 3_600 ? 10 : 80) }, 3_600 + 1_800)
  expect(row.pace).toBeNull()
  expect(taken).toBeGreaterThan((3_600 * 10) / 1.1 + 60_000)
})

it('follows a vendor whose rate falls', () => {
  const { taken, refused } = sendThrough({ takes: (second) => (second < 300 ? 40 : 5) }, 1_300)
  expect(taken).toBeGreaterThan((300 * 40 + 1_000 * 5) / 1.15)
  expect(refused / (taken + refused)).toBeLessThan(0.05)
})

it('does not halt before a vendor that takes nothing', () => {
  const { row } = sendThrough({ takes: () => 0 }, 600)
  expect(paceOf(row, channel)).toBeGreaterThanOrEqual(0.05)
})

it('is not kept from a faster pace by a clock that was set back', () => {
  const row = { rate: null, pace: 20_000, paceWas: 80_000, paceAt: 1_800_000_000_000, paceHoldMs: 300_000 }
  expect(raised(row, channel, 1_800_000_000_000 - 86_400_000)?.pace).toBe(21_000)
})
