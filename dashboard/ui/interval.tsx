import type { Score } from '../../server/contract/figures'

export type Axis = { from: number; to: number }

const steps: Record<Score['unit'], number> = { percent: 10, points: 20, mean: 1 }

/**
 * One axis for many intervals, so that they can be compared by eye: round ends around everything that is
 * shown.
 */
export function axisOf(scores: readonly Score[], limits: Axis): Axis {
  const shown = scores.filter(
    ({ state, lower, upper }) => state !== 'hidden' && lower !== null && upper !== null
  )
  const unit = shown[0]?.unit
  if (unit === undefined) return limits
  const step = steps[unit]
  const lowest = Math.min(...shown.map(({ lower, value }) => lower ?? value ?? limits.from))
  const highest = Math.max(...shown.map(({ upper, value }) => upper ?? value ?? limits.to))
  return {
    from: Math.max(limits.from, Math.floor(lowest / step) * step),
    to: Math.min(limits.to, Math.ceil(highest / step) * step)
  }
}

export function limitsOf(unit: Score['unit'], scale: { min: number; max: number }): Axis {
  if (unit === 'percent') return { from: 0, to: 100 }
  if (unit === 'points') return { from: -100, to: 100 }
  return { from: scale.min, to: scale.max }
}

/**
 * A score and how sure it is, drawn: the band is the interval, the mark the value. The same is said in
 * words beside it.
 */
export function IntervalBar({
  score,
  axis,
  whole
}: {
  score: Pick<Score, 'value' | 'lower' | 'upper' | 'state'>
  axis: Axis
  whole?: number | null
}) {
  const at = (value: number) => `${(100 * (value - axis.from)) / (axis.to - axis.from)}%`
  const { value, lower, upper, state } = score
  return (
    <span class={`interval ${state}`} aria-hidden="true">
      {whole !== undefined && whole !== null && (
        <span class="interval-whole" style={{ insetInlineStart: at(whole) }} />
      )}
      {state !== 'hidden' && value !== null && (
        <>
          {lower !== null && upper !== null && (
            <span
              class="interval-band"
              style={{
                insetInlineStart: at(lower),
                inlineSize: `${(100 * (upper - lower)) / (axis.to - axis.from)}%`
              }}
            />
          )}
          <span class="interval-value" style={{ insetInlineStart: at(value) }} />
        </>
      )}
    </span>
  )
}
