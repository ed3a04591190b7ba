import { useState } from 'preact/hooks'
import type { ChannelsView, PairView } from '../../../server/contract/figures-channels'
import { hrefWith } from '../../app/address'
import { labelOf } from '../../app/filters'
import { difference } from '../../app/format'
import { Section } from '../../ui/loading'
import { ShowAll } from '../../ui/show-all'
import { words } from '../../words'
import { signedText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import type { View } from '../view'

const shortMax = 8
const order: readonly PairView['says'][] = ['better', 'same', 'not-clear', 'nothing-in-common', 'too-few']

/** Every two channels with what may be said of them, those first of which something may be said. */
export function ChannelPairs({ view, channels }: { view: View; channels: ChannelsView }) {
  const [all, setAll] = useState(false)
  const texts = words.figures.channels
  const labels = new Map(channels.rows.map(({ key, label }) => [key, labelOf('channel', key, label)]))
  const nameOf = (key: string) => labels.get(key) ?? key
  const pairs = channels.pairs
    .filter(({ a, b }) => a !== '' && b !== '')
    .toSorted((one, other) => order.indexOf(one.says) - order.indexOf(other.says))
  const columns: Column<PairView>[] = [
    {
      name: texts.two,
      text: ({ a, b }) => texts.pairNames(nameOf(a), nameOf(b)),
      href: ({ a, b }) => hrefWith(view.query, { a, b }),
      fields: { a: ({ a }) => a, b: ({ b }) => b }
    },
    {
      name: words.figures.asTheyStand,
      text: (pair) => (pair.says === 'too-few' ? '' : difference(pair.crude, 'signed')),
      fields: { crude: ({ crude }) => crude, service: ({ service }) => service, mix: ({ mix }) => mix }
    },
    {
      name: words.figures.likeForLike,
      text: ({ within, says }) => (within && says !== 'too-few' ? signedText(within).value : ''),
      more: ({ within, says }) => within && says !== 'too-few' && signedText(within).interval,
      fields: {
        within: ({ within }) => within?.value,
        withinLower: ({ within }) => within?.lower,
        withinUpper: ({ within }) => within?.upper,
        p: ({ within }) => within?.p
      }
    },
    {
      name: texts.verdictColumn,
      text: ({ says, verdict, a, b }) =>
        ({
          better: <strong>{texts.better(nameOf(verdict === 'a' ? a : b))}</strong>,
          same: texts.same,
          'not-clear': <span class="faint">{texts.notClear}</span>,
          'nothing-in-common': <span class="faint">{texts.nothing}</span>,
          'too-few': <span class="faint">{texts.tooFew}</span>
        })[says],
      more: ({ says, answersNeeded }) =>
        says === 'not-clear' && answersNeeded !== null && words.figures.topics.needed(answersNeeded),
      fields: { verdict: ({ verdict }) => verdict, answersNeeded: ({ answersNeeded }) => answersNeeded }
    }
  ]
  return (
    <Section
      title={texts.pairs}
      aside={<Exports name={texts.pairs} view={view} columns={columns} rows={pairs} />}
    >
      <p class="faint small">{texts.pairsHint}</p>
      <FiguresTable
        name={texts.pairs}
        columns={columns}
        rows={all ? pairs : pairs.slice(0, shortMax)}
        keyOf={({ a, b }) => `${a} ${b}`}
      />
      <ShowAll count={pairs.length} {...{ shortMax, all, setAll }} />
    </Section>
  )
}
