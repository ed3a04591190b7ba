import { areaY, dot, line } from '@observablehq/plot'
import type { ControlView } from '../../server/contract/figures-more'
import type { Axis } from '../ui/interval'
import type { Unit } from './estimate'
import { drawMarks } from './marks/drawing'
import type { Marked } from './marks/placed'
import { plotOverTime } from './time-plot'

type Settings = { width: number; height: number; axis: Axis; centre: number; unit: Unit }
type Drawn = { points: readonly ControlPoint[]; marked: readonly Marked[] }

/**
 * Steps around their common centre, and the limits that chance alone keeps them within. What lies outside
 * has a shape of its own.
 */
export function drawControl({ points, marked }: Drawn, settings: Settings): Element {
  const { axis } = settings
  const steps = points.map(({ key, score, limits, signal }, at) => ({
    at,
    date: new Date(key),
    signal,
    value: score.state === 'hidden' || score.value === null ? NaN : score.value,
    lower: score.state === 'hidden' || !limits ? NaN : Math.max(axis.from, limits.lower),
    upper: score.state === 'hidden' || !limits ? NaN : Math.min(axis.to, limits.upper)
  }))
  const of = (wanted: ControlPoint['signal']) => steps.filter(({ signal }) => signal === wanted)
  return plotOverTime({ ...settings, dates: steps.map(({ date }) => date) }, [
    areaY(steps, { x: 'at', y1: 'lower', y2: 'upper', fill: 'var(--field)', fillOpacity: 0.16 }),
    line(steps, { x: 'at', y: 'value', stroke: 'var(--field)', strokeWidth: 1.5 }),
    dot(of('none'), { x: 'at', y: 'value', r: 3, fill: 'var(--field)' }),
    dot(of('worse'), { x: 'at', y: 'value', r: 6, symbol: 'triangle', rotate: 180, fill: 'var(--worse)' }),
    dot(of('better'), { x: 'at', y: 'value', r: 6, symbol: 'triangle', fill: 'var(--accent)' }),
    ...drawMarks(marked, axis.to)
  ])
}

export type ControlPoint = ControlView['points'][number] & { name: string }
