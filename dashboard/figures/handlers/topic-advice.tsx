import { useState } from 'preact/hooks'
import type { HandlersView } from '../../../server/contract/figures-handlers'
import { hrefWith } from '../../app/address'
import { labelOf } from '../../app/filters'
import { share } from '../../app/format'
import { VerdictIcon } from '../../ui/change'
import { Section } from '../../ui/loading'
import { ShowAll } from '../../ui/show-all'
import { words } from '../../words'
import { intervalText, scoreText, signedText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import type { View } from '../view'

type Topic = HandlersView['topics'][number]

const shortMax = 12
const icons = {
  give: 'better',
  keep: 'better',
  'take-back': 'worse',
  'not-clear': 'not-clear',
  untried: 'not-clear'
} as const

/** Which topics to give to the bot and which to take back, what asks for a decision first. */
export function TopicAdvice({ view, topics }: { view: View; topics: readonly Topic[] }) {
  const [all, setAll] = useState(false)
  const texts = words.handling
  const columns = columnsOf(view)
  return (
    <Section
      title={texts.topics}
      aside={<Exports name={texts.topics} view={view} columns={columns} rows={topics} />}
    >
      <p class="faint small">{texts.topicsMean}</p>
      <FiguresTable
        name={texts.topics}
        columns={columns}
        rows={all ? topics : topics.slice(0, shortMax)}
        keyOf={({ key }) => key}
      />
      <ShowAll count={topics.length} {...{ shortMax, all, setAll }} />
    </Section>
  )
}

function columnsOf(view: View): Column<Topic>[] {
  const texts = words.handling
  const nameOf = ({ key, label }: Topic) => labelOf('topic', key, label)
  const isShown = ({ person, begun }: Topic) => person.state !== 'hidden' && begun.state !== 'hidden'
  const signed = (topic: Topic) => (topic.within && isShown(topic) ? signedText(topic.within) : undefined)
  const side = (name: 'person' | 'begun', title: string): Column<Topic> => ({
    name: title,
    text: ({ [name]: score }) => scoreText(score),
    more: (topic) => (
      <>
        {intervalText(topic[name])}
        <br />
        {texts.share(topic[name].count, share(name === 'begun' ? topic.share : 1 - topic.share))}
      </>
    ),
    fields: {
      [name]: ({ [name]: score }) => score.value,
      [`${name}Lower`]: ({ [name]: score }) => score.lower,
      [`${name}Upper`]: ({ [name]: score }) => score.upper,
      [`${name}Answers`]: ({ [name]: score }) => score.count
    }
  })
  return [
    {
      name: words.dimensions.topic.one,
      text: (topic) => <bdi>{nameOf(topic)}</bdi>,
      href: ({ key }) => hrefWith(view.query, { topic: key }),
      fields: { topic: ({ key }) => key, label: ({ label }) => label }
    },
    side('person', texts.people),
    side('begun', texts.begun),
    {
      name: words.figures.difference,
      text: (topic) => signed(topic)?.value ?? '',
      more: (topic) => signed(topic)?.interval,
      fields: {
        within: ({ within }) => within?.value,
        withinLower: ({ within }) => within?.lower,
        withinUpper: ({ within }) => within?.upper,
        q: ({ q }) => q
      }
    },
    {
      name: texts.what,
      text: ({ advice }) => (
        <span class={`change ${icons[advice]}`}>
          <VerdictIcon verdict={icons[advice]} />
          {texts.advice[advice]}
        </span>
      ),
      more: ({ answersNeeded }) => answersNeeded !== null && words.figures.topics.needed(answersNeeded),
      fields: {
        advice: ({ advice }) => advice,
        answersNeeded: ({ answersNeeded }) => answersNeeded,
        share: ({ share }) => share
      }
    }
  ]
}
