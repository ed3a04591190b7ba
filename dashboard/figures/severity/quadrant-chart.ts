import { axisX, axisY, dot, gridX, gridY, plot, ruleX, ruleY, text } from '@observablehq/plot'
import { figure, number } from '../../app/format'
import { axisSide, marginsFor, said, withoutStyle } from '../../ui/drawing'
import { words } from '../../words'

/** Both in percent: of all answers, and unhappy ones of those about it. `place`: its number in the table. */
export type QuadrantDot = { place: number; often: number; bad: number; isRising: boolean }

/** What comes up often and is bad lies at the top of the far end; the lines are the middle of all dots. */
export function drawQuadrant(
  dots: readonly QuadrantDot[],
  { width, height }: { width: number; height: number }
): Element {
  const { often, bad } = words.severity.axes
  const percent = (value: number) => figure(value, 'percent')
  const colour = ({ isRising }: QuadrantDot) => (isRising ? 'var(--worse)' : 'var(--accent)')
  return withoutStyle(
    plot({
      className: 'trend',
      width,
      height,
      ...marginsFor(56, 24),
      marginTop: 32,
      marginBottom: 44,
      x: { domain: domainOf(dots.map((one) => one.often)), nice: true },
      y: { domain: domainOf(dots.map((one) => one.bad)), nice: true },
      marks: [
        gridX({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
        gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
        axisX({
          ticks: 5,
          tickSize: 0,
          fontSize: 12,
          label: said(often),
          labelArrow: 'none',
          tickFormat: percent
        }),
        axisY({
          anchor: axisSide,
          ticks: 4,
          tickSize: 0,
          fontSize: 12,
          label: said(bad),
          labelArrow: 'none',
          tickFormat: percent
        }),
        ruleX([middleOf(dots.map((one) => one.often))], { stroke: 'var(--faint)', strokeDasharray: '4 4' }),
        ruleY([middleOf(dots.map((one) => one.bad))], { stroke: 'var(--faint)', strokeDasharray: '4 4' }),
        dot(dots, {
          x: 'often',
          y: 'bad',
          r: 11,
          fill: 'var(--page)',
          stroke: colour,
          strokeWidth: 2,
          symbol: (one: QuadrantDot) => (one.isRising ? 'diamond' : 'circle')
        }),
        text(dots, {
          x: 'often',
          y: 'bad',
          text: ({ place }: QuadrantDot) => number(place),
          fontSize: 12,
          fontWeight: 600,
          fill: 'var(--ink)'
        })
      ]
    })
  )
}

/** From none, with a little room beyond the farthest. */
function domainOf(values: readonly number[]): [number, number] {
  return [0, Math.min(100, Math.max(1, ...values) * 1.1)]
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
}
