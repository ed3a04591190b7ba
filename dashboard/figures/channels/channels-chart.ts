import { axisX, axisY, dot, gridX, plot, ruleX, ruleY } from '@observablehq/plot'
import type { Score } from '../../../server/contract/figures'
import { figure } from '../../app/format'
import { axisSide, marginsFor, said, withoutStyle } from '../../ui/drawing'
import type { Axis } from '../../ui/interval'
import type { Estimate } from '../estimate'

type Bar = { label: string; crude: Score; adjusted: Estimate | null }

/** Each channel twice: hollow as it stands, filled like for like. */
export function drawChannels(
  bars: readonly Bar[],
  { width, height, axis, whole }: { width: number; height: number; axis: Axis; whole: Score }
): Element {
  const adjusted = bars.flatMap(({ label, adjusted }) => (adjusted ? [{ label, ...adjusted }] : []))
  const crude = bars.map(({ label, crude: { value, lower, upper } }) => ({ label, value, lower, upper }))
  return withoutStyle(
    plot({
      className: 'trend',
      width,
      height,
      ...marginsFor(Math.min(140, width / 3), 24),
      marginTop: 8,
      marginBottom: 28,
      x: { domain: [axis.from, axis.to] },
      y: { type: 'band', domain: bars.map(({ label }) => label), padding: 0 },
      marks: [
        gridX({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
        axisX({
          ticks: 5,
          tickSize: 0,
          fontSize: 12,
          label: null,
          tickFormat: (value: number) => figure(value, whole.unit)
        }),
        axisY({
          anchor: axisSide,
          tickSize: 0,
          fontSize: 13,
          label: null,
          tickFormat: said,
          fill: 'var(--ink)'
        }),
        ...(whole.value === null
          ? []
          : [ruleX([whole.value], { stroke: 'var(--faint)', strokeDasharray: '2 4' })]),
        ruleY(crude, {
          y: 'label',
          x1: 'lower',
          x2: 'upper',
          stroke: 'var(--field)',
          strokeWidth: 5,
          strokeOpacity: 0.45,
          dy: -7
        }),
        dot(crude, {
          y: 'label',
          x: 'value',
          r: 4.5,
          fill: 'var(--page)',
          stroke: 'var(--field)',
          strokeWidth: 2,
          dy: -7
        }),
        ruleY(adjusted, {
          y: 'label',
          x1: 'lower',
          x2: 'upper',
          stroke: 'var(--accent)',
          strokeWidth: 5,
          strokeOpacity: 0.4,
          dy: 7
        }),
        dot(adjusted, { y: 'label', x: 'value', r: 5, fill: 'var(--accent)', dy: 7 })
      ]
    })
  )
}
