import type { TopicsView } from '../../../server/contract/figures-topics'
import type { PageProps } from '../../app/page'
import { useResource } from '../../app/resource'
import { Bones, Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import { ClaimedNote } from '../claimed-note'
import { Drivers } from '../drivers'
import { FiguresPage } from '../figures-page'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { TellingWords } from './marking-words'
import { TopicSayings } from './topic-sayings'
import { AllTopics } from './topics-table'

/**
 * What to work on: the topics that are clearly behind the rest, those ahead of it, and how many answers the
 * others need.
 */
export function Topics({ params, query }: PageProps) {
  const { title, lead } = words.figures.topics
  return (
    <FiguresPage params={params} query={query} tab="topics" title={title} lead={lead} compares>
      {(view) => <Figures view={view} />}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const topics = useResource<TopicsView>(view.figurePath('topics', view.compared))
  const texts = words.figures.topics
  return (
    <Loaded of={topics} skeleton={<Bones widths={[60, 100, 100, 100, 100, 100]} class="bone row tall" />}>
      {(value) => {
        if (value.rows.length === 0)
          return (
            <NoAnswers
              siteId={view.site.id}
              role={view.role}
              query={view.query}
              untold={{ count: value.total.count, text: texts.none }}
            />
          )
        const flagged = (flag: 'low' | 'high') => value.rows.filter((row) => row.flag === flag)
        return (
          <>
            <div class="columns">
              <Section title={texts.low}>
                <TopicSayings view={view} topics={value} rows={flagged('low')} none={texts.lowNone} />
              </Section>
              <Section title={texts.high}>
                <TopicSayings
                  view={view}
                  topics={value}
                  rows={flagged('high').toReversed()}
                  none={texts.highNone}
                />
              </Section>
            </div>
            <AllTopics view={view} topics={value} />
            <ClaimedNote site={view.site} role={view.role} part={value.claimedShare} />
            <TellingWords view={view} />
            <Drivers view={view} />
          </>
        )
      }}
    </Loaded>
  )
}
