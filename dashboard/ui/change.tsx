import type { Change, Score } from '../../server/contract/figures'
import { difference } from '../app/format'
import { words } from '../words'

type Unit = Score['unit']
export type Known = { value: number; lower: number; upper: number; verdict: Change['verdict'] }

/** A change that can be spoken of: both scores may be shown, and there is an interval. */
export function knownChange(
  score: Score,
  previous: Score | undefined,
  change: Change | undefined
): Known | undefined {
  if (!previous || !change || score.state === 'hidden' || previous.state === 'hidden') return undefined
  const { value, lower, upper, verdict } = change
  return value === null || lower === null || upper === null ? undefined : { value, lower, upper, verdict }
}

export function sizeOf(value: number, unit: Unit): string {
  const size = difference(value, 'size')
  return unit === 'mean' ? size : words.change.points(size)
}

/** A verdict as word and shape, so that it is not told by colour alone. */
export function ChangeMark({
  score,
  previous,
  change
}: {
  score: Score
  previous: Score | undefined
  change: Change | undefined
}) {
  const known = knownChange(score, previous, change)
  if (!known) return <span class="change faint">{words.change.tooFew}</span>
  const { value, lower, upper, verdict } = known
  const interval = words.change.interval(difference(lower, 'signed'), difference(upper, 'signed'), score.unit)
  return (
    <span class={`change ${verdict}`} title={interval}>
      <VerdictIcon verdict={verdict} />
      {verdict === 'not-clear'
        ? words.change['not-clear']
        : `${sizeOf(value, score.unit)} ${words.change[verdict]}`}
    </span>
  )
}

export function VerdictIcon({ verdict }: { verdict: Change['verdict'] }) {
  return (
    <svg class="verdict" viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapes[verdict]} />
    </svg>
  )
}

const shapes: Record<Change['verdict'], string> = {
  better: 'M6 10V2M2.5 5.5L6 2l3.5 3.5',
  worse: 'M6 2v8M2.5 6.5L6 10l3.5-3.5',
  'not-clear': 'M1.5 6.5c1.5-2.5 3-2.5 4.5-.5s3 2 4.5-.5'
}
