import type { SeverityView } from '../contract/figures-severity'
import { discoveries } from './discoveries'
import type { Proportion } from './proportion'
import { newcombe, pOfProportions } from './proportions'
import { scoreDefaults } from './score'
import { verdictDefaults } from './verdict'

/** How often something came up: of all answers of the period before, and of all of this one. */
export type Frequency = { before: Proportion; after: Proportion }

/** What became of how often something comes up, with the q value that says it (Benjamini and Hochberg). */
export type Trend = Pick<SeverityView['rows'][number], 'trend' | 'q'>

const trendDefaults = {
  ...verdictDefaults,
  hiddenBelow: scoreDefaults.hiddenBelow,
  /** Long-standing is what has neither halved nor doubled: both lie outside of the interval. */
  halved: 0.5,
  doubled: 2
}

/**
 * What became of each problem, all of them judged as one family, in the order given. New, growing and
 * shrinking are clear changes of its share of all answers. Long-standing is shown too, and not merely what
 * no test has found: the 95 % interval of the change (Newcombe) leaves out that the share halved or doubled.
 */
export function trendsOf(rows: readonly Frequency[], settings = trendDefaults): Trend[] {
  const qs = discoveries(
    rows.map((row) => (isLookedAt(row, settings) ? pOfProportions(row.before, row.after) : null))
  )
  return rows.map((row, index) => {
    const q = qs[index] ?? null
    if (q === null) return { trend: 'not-clear', q }
    if (q <= settings.falseDiscoveries) return { trend: changed(row), q }
    return { trend: isSteady(row, settings) ? 'long-standing' : 'not-clear', q }
  })
}

/** Both periods have answers enough, and it came up often enough in one of them. */
function isLookedAt({ before, after }: Frequency, { hiddenBelow }: typeof trendDefaults): boolean {
  return (
    Math.min(before.count, after.count) >= hiddenBelow && Math.max(before.part, after.part) >= hiddenBelow
  )
}

function changed({ before, after }: Frequency) {
  if (before.part === 0) return 'new'
  return shareOf(after) > shareOf(before) ? 'growing' : 'shrinking'
}

function isSteady({ before, after }: Frequency, { halved, doubled }: typeof trendDefaults): boolean {
  const interval = newcombe(before, after)
  if (!interval || before.part === 0) return false
  const was = shareOf(before)
  return was + interval.lower > halved * was && was + interval.upper < doubled * was
}

function shareOf({ part, count }: Proportion): number {
  return part / count
}
