import { figure, range } from '../format'
import { words } from '../words'
import type { ChannelsView } from '../../server/contract/figures-channels'
import type { Column } from './figures-table'

type Row = ChannelsView['rows'][number]

/** How many of those who were asked answered, and what the silent could change. */
export function responseColumns<T>(rowOf: (one: T) => Row): Column<T>[] {
  const texts = words.figures.channels
  return [
    {
      name: texts.responseRate,
      text: (one) => {
        const rate = rowOf(one).responseRate
        return rate && rate.value !== null ? figure(rate.value, 'percent') : <span class="faint">{texts.nobodyAsked}</span>
      },
      more: (one) => {
        const rate = rowOf(one).responseRate
        return rate && texts.ofSent(rate.part, rate.count)
      },
      fields: { responseRate: (one) => rowOf(one).responseRate?.value, sent: (one) => rowOf(one).responseRate?.count }
    },
    {
      name: texts.bounds,
      text: (one) => {
        const { bounds, score } = rowOf(one)
        return bounds ? range(bounds.lower, bounds.upper, score.unit) : ''
      },
      fields: { ifSilentUnhappy: (one) => rowOf(one).bounds?.lower, ifSilentHappy: (one) => rowOf(one).bounds?.upper }
    }
  ]
}
