import type { SeverityView } from '../../../server/contract/figures-severity'
import type { PageProps } from '../../app/page'
import { useResource } from '../../app/resource'
import { Bones, Loaded } from '../../ui/loading'
import { words } from '../../words'
import { FiguresPage } from '../figures-page'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { Quadrant } from './quadrant'
import { Problems } from './severity-table'

/** What customers are unhappy about: how often, how bad, and what it costs. */
export function Severity({ params, query }: PageProps) {
  const { title, lead } = words.severity
  return (
    <FiguresPage params={params} query={query} tab="severity" title={title} lead={lead}>
      {(view) => <Figures view={view} />}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const severity = useResource<SeverityView>(view.figurePath('severity'))
  return (
    <Loaded of={severity} skeleton={<Bones widths={[100, 60, 100, 100, 100, 100]} class="bone row tall" />}>
      {(value) =>
        value.rows.length === 0 ? (
          <NoAnswers
            siteId={view.site.id}
            role={view.role}
            query={view.query}
            untold={{ count: value.total.count, text: words.severity.none }}
          />
        ) : (
          <>
            <Quadrant view={view} severity={value} />
            <Problems view={view} severity={value} />
          </>
        )
      }
    </Loaded>
  )
}
