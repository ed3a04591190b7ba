import type { AgentsView } from '../../../server/contract/figures-agents'
import { hrefWith } from '../../app/address'
import { mayManage } from '../../app/roles'
import { VerdictIcon } from '../../ui/change'
import { Section } from '../../ui/loading'
import { words } from '../../words'
import type { Unit } from '../estimate'
import { pointsText } from '../estimate'
import type { View } from '../view'
import type { AgentRow } from './evidence'
import { evidenceOf } from './evidence'

/**
 * Agents of whom it is clear that they serve better or worse than the others on their own mix of topics and
 * channels.
 */
export function AgentSayings({ view, agents: { rows, total } }: { view: View; agents: AgentsView }) {
  const texts = words.figures.agents
  const clear = rows.filter(({ verdict }) => verdict !== 'not-clear').toSorted(byDistance)
  return (
    <Section title={texts.clear}>
      {clear.length === 0 && (
        <p class="faint">
          {rows.some(({ compared }) => compared === 'yes') ? texts.clearNone : texts.clearUnknown}
        </p>
      )}
      <ol class="sayings">
        {clear.map((row) => (
          <Saying key={row.key} view={view} row={row} unit={total.unit} />
        ))}
      </ol>
    </Section>
  )
}

/**
 * Who is behind comes first, and who is further from the others: by what was compared, never by raw scores.
 */
function byDistance(a: AgentRow, b: AgentRow): number {
  const size = ({ difference }: AgentRow) => Math.abs(difference?.value ?? 0)
  return Number(a.verdict === 'better') - Number(b.verdict === 'better') || size(b) - size(a)
}

function Saying({ view, row, unit }: { view: View; row: AgentRow; unit: Unit }) {
  const texts = words.figures.agents
  const { key, label, difference, verdict } = row
  if (!difference || verdict === 'not-clear') return null
  return (
    <li class={verdict}>
      <VerdictIcon verdict={verdict} />
      <div>
        <p class="saying-name">
          <a href={hrefWith(view.query, { agent: key })}>
            <bdi>{label}</bdi>
          </a>
        </p>
        <p>
          <strong>{texts.saying[verdict](pointsText(difference.value, unit))}</strong>
        </p>
        <p class="faint small">{evidenceOf(row, unit)}</p>
        <p class="small">
          <a
            href={view.pageHref('map', { rows: 'agent', columns: 'topic', agent: key })}
            aria-label={texts.topicsOf(label)}
          >
            {texts.topics}
          </a>
          {verdict === 'worse' && mayManage(view.role) && (
            <>
              {' · '}
              <a
                href={view.pageHref('plans/new', { agent: key, ...view.period })}
                aria-label={words.plans.makeFor(label)}
              >
                {words.plans.make}
              </a>
            </>
          )}
        </p>
      </div>
    </li>
  )
}
