import type { Change } from '../contract/figures'
import type { FunnelSteps, Rate } from '../contract/funnel'
import { noChange } from '../statistics/change'
import { unknown } from '../statistics/difference'
import { newcombe, pOfProportions, wilson } from '../statistics/proportions'
import { scoreDefaults } from '../statistics/score'
import { judged } from '../statistics/verdict'
import type { FunnelCount } from './reader'

/** Adds up how far invitations came. */
export function funnelSteps(counts: readonly FunnelCount[]): FunnelSteps {
  const sum = (of: (count: FunnelCount) => number) => counts.reduce((total, count) => total + of(count), 0)
  // What was answered after all, by a link that came by another way, was sent.
  const suppressedBy = byReason(counts, 'suppressed')
  const unsendableBy = byReason(counts, 'unsendable')
  const [invited, sent, completed, started] = [
    sum((of) => of.invited),
    sum((of) => of.sent),
    sum((of) => of.completed),
    sum((of) => of.started)
  ]
  const [suppressed, unsendable] = [totalOf(suppressedBy), totalOf(unsendableBy)]
  const delivered = sent > 0 && sum((of) => of.receipts) === 0 ? null : sum((of) => of.delivered)
  return {
    invited,
    suppressed,
    suppressedBy,
    unsendable,
    unsendableBy,
    waiting: invited - suppressed - unsendable - sent,
    sent,
    delivered,
    opened: sum((of) => of.opened),
    started,
    completed,
    rates: {
      completedOfSent: rateOf(completed, sent),
      completedOfDelivered: rateOf(completed, delivered ?? 0),
      completedOfStarted: rateOf(completed, started)
    }
  }
}

export type Steps = { before: FunnelSteps; after: FunnelSteps }

/**
 * What changed in the response rates of the rows of one table, in percentage points, judged as one family.
 * Newcombe's interval.
 */
export function rateChanges(rows: readonly Steps[]): Change[] {
  const found = rows.map(({ before, after }) => {
    const [was, is] = [before.rates.completedOfSent, after.rates.completedOfSent]
    const interval = newcombe(was, is)
    if (!interval || was.value === null || is.value === null) return { ...unknown, isShown: false }
    const isShown = Math.min(was.count, is.count) >= scoreDefaults.hiddenBelow
    return {
      value: is.value - was.value,
      lower: 100 * interval.lower,
      upper: 100 * interval.upper,
      p: pOfProportions(was, is),
      isShown
    }
  })
  const verdicts = judged(
    found.map(({ isShown, ...difference }) => ({ ...difference, p: isShown ? difference.p : null })),
    1
  )
  return found.map(({ isShown: _shown, ...difference }, index) => ({
    ...noChange,
    ...difference,
    ...verdicts[index]
  }))
}

export function rateOf(part: number, count: number): Rate {
  const interval = wilson({ part, count })
  return {
    value: interval && (100 * part) / count,
    lower: interval && 100 * interval.lower,
    upper: interval && 100 * interval.upper,
    part,
    count
  }
}

function byReason(
  counts: readonly FunnelCount[],
  state: 'suppressed' | 'unsendable'
): Record<string, number> {
  const reasons = new Map<string, number>()
  for (const count of counts) {
    const kept = count.invited - count.sent
    if (count.state === state && kept > 0) reasons.set(count.reason, (reasons.get(count.reason) ?? 0) + kept)
  }
  return Object.fromEntries([...reasons].sort(([a, less], [b, more]) => more - less || (a < b ? -1 : 1)))
}

function totalOf(reasons: Record<string, number>): number {
  return Object.values(reasons).reduce((total, count) => total + count, 0)
}
