import { hrefWith } from '../address'
import { figure } from '../format'
import { words } from '../words'
import { VerdictIcon } from './change'
import { pointsText, scoreText, signedText } from './estimate'
import { Section } from './states'
import { chance } from './topic-sayings'
import type { AgentsView } from '../../server/contract/figures-agents'
import type { Unit } from './estimate'
import type { View } from './figures-page'

type AgentRow = AgentsView['rows'][number]

/** Agents of whom it is clear that they serve better or worse than their own mix of topics and channels explains. */
export function AgentSayings({ view, agents: { rows, total } }: { view: View; agents: AgentsView }) {
  const texts = words.figures.agents
  const clear = rows.filter(({ verdict }) => verdict !== 'not-clear')
  return (
    <Section title={texts.clear}>
      {clear.length === 0 && <p class="faint">{texts.clearNone}</p>}
      <ol class="sayings">{clear.map((row) => <Saying key={row.key} view={view} row={row} unit={total.unit} />)}</ol>
    </Section>
  )
}

function Saying({ view, row, unit }: { view: View; row: AgentRow; unit: Unit }) {
  const texts = words.figures.agents
  const { key, label, score, expected, difference, q, verdict } = row
  if (!difference || expected === null || verdict === 'not-clear') return null
  const evidence = [texts.against(scoreText(score), figure(expected, unit), score.count), signedText(difference).interval, ...(q === null ? [] : [words.figures.topics.q(chance(q))])]
  return (
    <li class={verdict}>
      <VerdictIcon verdict={verdict} />
      <div>
        <p class="saying-name"><a href={hrefWith(view.query, { agent: key })}><bdi>{label}</bdi></a></p>
        <p><strong>{texts.saying[verdict](pointsText(difference.value, unit))}</strong></p>
        <p class="faint small">{evidence.join(' · ')}</p>
        <p class="small"><a href={view.pageHref('map', { rows: 'agent', columns: 'topic', agent: key })} aria-label={texts.topicsOf(label)}>{texts.topics}</a></p>
      </div>
    </li>
  )
}
