import type { AgentsView } from '../../../server/contract/figures-agents'
import { hrefWith } from '../../app/address'
import type { PageProps } from '../../app/page'
import { useResource } from '../../app/resource'
import { disputesPath } from '../../disputes/paths'
import { Bones, Loaded } from '../../ui/loading'
import { words } from '../../words'
import { AskAboutClaimed } from '../claimed-settings'
import { FiguresPage } from '../figures-page'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { AgentSayings } from './agent-sayings'
import { AllAgents } from './agents-table'
import { OwnPage } from './own'

/**
 * Agents, fair to small numbers and to what each is asked about. An agent has a page of their own, on which
 * nobody is ranked.
 */
export function Agents({ params, query }: PageProps) {
  const { title, lead } = words.figures.agents
  const own = words.access.own
  return (
    <FiguresPage
      params={params}
      query={query}
      tab="agents"
      title={(role) => (role === 'agent' ? own.tab : title)}
      lead={(role) => (role === 'agent' ? own.lead : lead)}
      compares
    >
      {(view) => (
        <>
          <p>
            <a class="quiet-link" href={disputesPath(view.site.id)}>
              {words.disputes.link}
            </a>
          </p>
          {view.role === 'owner' && <AskAboutClaimed site={view.site} />}
          {view.role === 'agent' ? <OwnPage view={view} /> : <Figures view={view} />}
        </>
      )}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const of = view.query.get('of') === 'person' ? 'person' : 'outcome'
  const asked = of === 'person' ? { of } : {}
  const agents = useResource<AgentsView>(view.figurePath('agents', { ...view.compared, ...asked }))
  return (
    <>
      {(view.survey.parts.person || of === 'person') && <RatingChoice view={view} of={of} />}
      <Loaded of={agents} skeleton={<Bones widths={[60, 100, 100, 100, 100, 100]} class="bone row tall" />}>
        {(value) =>
          value.rows.length === 0 ? (
            <NoAnswers
              siteId={view.site.id}
              role={view.role}
              query={view.query}
              untold={{ count: value.total.count, text: words.figures.agents.none }}
            />
          ) : (
            <>
              <AgentSayings view={view} agents={value} />
              <AllAgents view={view} agents={value} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

/** Customers may rate the person as distinct from the outcome, for which nobody alone answers. */
function RatingChoice({ view, of }: { view: View; of: 'outcome' | 'person' }) {
  return (
    <nav class="segments kinds" aria-label={words.said.rating}>
      {(['outcome', 'person'] as const).map((one) => (
        <a
          key={one}
          class="segment"
          href={hrefWith(view.query, { of: one === 'outcome' ? null : one })}
          {...(one === of ? { 'aria-current': 'page' as const } : {})}
        >
          {words.said.of[one]}
        </a>
      ))}
    </nav>
  )
}
