import type { Style } from './protocol'

/**
 * The drawing on a point, as SVG path data in a box of 48 by 48, shared by the widget and the hosted page.
 * Numbers have none.
 */
export function drawingOf(style: Style, fraction: number): { path: string; transform?: string } {
  if (style === 'stars') return { path: star }
  if (style === 'faces') return { path: eyes + mouth(fraction) }
  return fraction ? { path: thumb } : { path: thumb, transform: 'matrix(1 0 0 -1 0 48)' }
}

/** A mouth between a frown (0) and a smile (1), so that a scale of any length has its faces. */
const mouth = (fraction: number) => {
  const bend = fraction * 2 - 1
  return `M15 ${round(31 - 2.5 * bend)}Q24 ${round(31 + 8 * bend)} 33 ${round(31 - 2.5 * bend)}`
}

const eyes = 'M17 18v3M31 18v3'
const star = 'M24 5l5.9 12 13.2 1.9-9.6 9.3 2.3 13.1L24 35.1l-11.8 6.2 2.3-13.1-9.6-9.3 13.2-1.9z'
const thumb = 'M15 21v19H8V21zM15 21l8-15a5 5 0 0 1 5 5v8h9.5a4 4 0 0 1 4 4.7l-2.3 13a4 4 0 0 1-4 3.3H15'

const round = (value: number) => Math.round(value * 10) / 10
