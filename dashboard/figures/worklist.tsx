import type { ResponsesView } from '../../server/contract/answers'
import type { TopicsView } from '../../server/contract/figures-topics'
import { hrefWith } from '../app/address'
import { labelOf } from '../app/filters'
import { useResource } from '../app/resource'
import { Bones, Loaded, Section } from '../ui/loading'
import { words } from '../words'
import { TopicSayings } from './topics/topic-sayings'
import type { View } from './view'

const shown = 3

/**
 * The topics to work on, with their evidence, and what waits for somebody: answers to review, and topics
 * that need more answers.
 */
export function ToDo({ view }: { view: View }) {
  const topics = useResource<TopicsView>(view.figurePath('topics'))
  const suspects = useResource<ResponsesView>(view.figurePath('responses', { state: 'suspect', limit: '1' }))
  const texts = words.figures.overview
  const skeleton = <Bones widths={[50, 100, 80, 50, 100, 80]} />
  return (
    <div class="columns">
      <Section
        title={texts.work}
        aside={
          <a class="quiet-link" href={view.pageHref('topics')}>
            {texts.workMore}
          </a>
        }
      >
        <Loaded of={topics} skeleton={skeleton}>
          {(value) => (
            <TopicSayings
              view={view}
              topics={value}
              rows={value.rows.filter(({ flag }) => flag === 'low').slice(0, shown)}
              none={words.figures.topics.lowNone}
            />
          )}
        </Loaded>
      </Section>
      <Section title={texts.waiting}>
        <Loaded of={suspects.at === 'loading' ? suspects : topics} skeleton={skeleton}>
          {({ rows }) => (
            <Waiting
              view={view}
              unclear={rows.filter(({ flag, impact }) => flag === 'none' && impact > 0)}
              suspects={suspects.at === 'ready' ? (suspects.value.total ?? 0) : 0}
            />
          )}
        </Loaded>
      </Section>
    </div>
  )
}

function Waiting({ view, unclear, suspects }: { view: View; unclear: TopicsView['rows']; suspects: number }) {
  const texts = words.figures.overview
  const needing = unclear.filter(({ answersNeeded }) => answersNeeded !== undefined).slice(0, shown)
  if (suspects === 0 && needing.length === 0) return <p class="faint">{texts.nothing}</p>
  return (
    <ul class="to-do">
      {suspects > 0 && (
        <li>
          {texts.suspects(suspects)}. <a href={view.answersHref({ state: 'suspect' })}>{texts.review}</a>
        </li>
      )}
      {needing.map(({ key, label, answersNeeded = 0 }) => (
        <li key={key}>
          <a href={hrefWith(view.query, { topic: key })}>
            <bdi>{labelOf('topic', key, label)}</bdi>
          </a>
          {texts.unclear(answersNeeded)}
        </li>
      ))}
    </ul>
  )
}
