import type { Markish } from '@observablehq/plot'
import { ruleX, ruleY, text } from '@observablehq/plot'
import { said } from '../../ui/drawing'
import type { Marked } from './placed'

/** Dashed lines where something began and ended, with its name beside the first, at the top of the chart. */
export function drawMarks(marked: readonly Marked[], top: number): Markish[] {
  return [
    ruleX(
      marked.flatMap(({ from, to }) => [from, to]),
      { stroke: 'var(--ink)', strokeOpacity: 0.45, strokeDasharray: '3 3', className: 'trend-marks' }
    ),
    ruleY(marked, { y: top, x1: 'from', x2: 'to', stroke: 'var(--ink)', strokeWidth: 3 }),
    ...marked.map((mark) =>
      text([mark], {
        x: 'from',
        y: top,
        text: ({ name }: Marked) => said(name),
        textAnchor: 'start',
        dx: 4,
        dy: 12 + 15 * mark.row,
        fontSize: 12,
        fill: 'var(--ink)',
        stroke: 'var(--page)',
        strokeWidth: 4
      })
    )
  ]
}
