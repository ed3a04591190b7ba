import type { ChannelsView } from '../../server/contract/figures-channels'
import { figure, range } from '../app/format'
import { words } from '../words'
import type { Column } from './figures-table'
import type { View } from './view'

type Row = ChannelsView['rows'][number]

/** Where pages ask by themselves: nothing is sent there, and what was shown is counted apart. */
const onPages = ['web', 'in_app']

/** How many of those who were sent an invitation answered, and what the silent could change. */
export function responseColumns<T>(view: View, rowOf: (one: T) => Row): Column<T>[] {
  const texts = words.figures.channels
  return [
    {
      name: texts.responseRate,
      text: (one) => {
        const rate = rowOf(one).responseRate
        return rate && rate.value !== null ? (
          figure(rate.value, 'percent')
        ) : (
          <span class="faint">{texts.noneSent}</span>
        )
      },
      more: (one) => {
        const { key, responseRate: rate } = rowOf(one)
        if (rate) return texts.ofSent(rate.part, rate.count)
        return onPages.includes(key) && <a href={view.pageHref('response')}>{texts.ownPages}</a>
      },
      fields: {
        responseRate: (one) => rowOf(one).responseRate?.value,
        sent: (one) => rowOf(one).responseRate?.count
      }
    },
    {
      name: texts.bounds,
      text: (one) => {
        const { bounds, score } = rowOf(one)
        return bounds ? range(bounds.lower, bounds.upper, score.unit) : ''
      },
      fields: {
        ifSilentUnhappy: (one) => rowOf(one).bounds?.lower,
        ifSilentHappy: (one) => rowOf(one).bounds?.upper
      }
    }
  ]
}
