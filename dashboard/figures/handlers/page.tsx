import type { HandlersView } from '../../../server/contract/figures-handlers'
import { share } from '../../app/format'
import type { PageProps } from '../../app/page'
import { useResource } from '../../app/resource'
import { Bones, Loaded } from '../../ui/loading'
import { words } from '../../words'
import { FiguresPage } from '../figures-page'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { Comparisons } from './comparisons'
import { AllBots, AllHandlers } from './handlers-tables'
import { TopicAdvice } from './topic-advice'

/** Whether the bot is as good as people, what a hand-over costs, and which topics to give to whom. */
export function Handlers({ params, query }: PageProps) {
  const { title, lead } = words.handling
  return (
    <FiguresPage params={params} query={query} tab="handlers" title={title} lead={lead}>
      {(view) => <Figures view={view} />}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const handlers = useResource<HandlersView>(view.figurePath('handlers'))
  return (
    <Loaded of={handlers} skeleton={<Bones widths={[60, 100, 100, 100, 100, 100]} class="bone row tall" />}>
      {(value) =>
        value.rows.some(({ key }) => key !== '') ? (
          <>
            <Comparisons handlers={value} />
            <AllHandlers view={view} handlers={value} />
            {value.told < 1 && <p class="note faint small">{words.handling.told(share(value.told))}</p>}
            {value.topics.length > 0 && <TopicAdvice view={view} topics={value.topics} />}
            {value.bots.length > 0 && <AllBots view={view} bots={value.bots} />}
          </>
        ) : (
          <NoAnswers
            siteId={view.site.id}
            role={view.role}
            query={view.query}
            untold={{ count: value.total.count, text: words.handling.none }}
          />
        )
      }
    </Loaded>
  )
}
