import { axisX, axisY, dot, gridX, plot, ruleX, ruleY } from '@observablehq/plot'
import { difference } from '../app/format'
import { axisSide, marginsFor, said, withoutStyle } from '../ui/drawing'
import type { Estimate } from './estimate'

export type DifferenceBar = Estimate & { label: string; flag: 'low' | 'high' | 'none' }

const colours = { low: 'var(--worse)', high: 'var(--accent)', none: 'var(--field)' }

/** How far each is from what it is compared with. What is clear has a shape of its own, not only a colour. */
export function drawDifferences(
  bars: readonly DifferenceBar[],
  { width, height }: { width: number; height: number }
): Element {
  const most = Math.max(...bars.flatMap(({ lower, upper }) => [Math.abs(lower), Math.abs(upper)]))
  return withoutStyle(
    plot({
      className: 'trend',
      width,
      height,
      ...marginsFor(Math.min(170, width / 3), 24),
      marginTop: 8,
      marginBottom: 28,
      x: { domain: [-most, most] },
      y: { type: 'band', domain: bars.map(({ label }) => label), padding: 0 },
      marks: [
        gridX({ ticks: 6, stroke: 'var(--rule)', strokeOpacity: 1 }),
        axisX({
          ticks: 6,
          tickSize: 0,
          fontSize: 12,
          label: null,
          tickFormat: (value: number) => difference(value, 'signed')
        }),
        axisY({
          anchor: axisSide,
          tickSize: 0,
          fontSize: 13,
          label: null,
          tickFormat: said,
          fill: 'var(--ink)'
        }),
        ruleX([0], { stroke: 'var(--faint)' }),
        ruleY(bars, {
          y: 'label',
          x1: 'lower',
          x2: 'upper',
          stroke: ({ flag }: DifferenceBar) => colours[flag],
          strokeWidth: 5,
          strokeOpacity: 0.4
        }),
        dot(bars, {
          y: 'label',
          x: 'value',
          r: 5,
          fill: ({ flag }: DifferenceBar) => colours[flag],
          symbol: ({ flag }: DifferenceBar) => (flag === 'none' ? 'circle' : 'triangle'),
          rotate: ({ flag }: DifferenceBar) => (flag === 'low' ? 180 : 0)
        })
      ]
    })
  )
}
