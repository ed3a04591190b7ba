import type { AgentsView } from '../../../server/contract/figures-agents'
import { days } from '../../app/format'
import { useResource } from '../../app/resource'
import { VerdictIcon } from '../../ui/change'
import { Bones, Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import type { Unit } from '../estimate'
import { intervalText, pointsText, scoreText } from '../estimate'
import type { View } from '../view'
import type { AgentRow } from './evidence'
import { evidenceOf } from './evidence'

/**
 * An agent beside the others on the same topics and channels: what the manager reads, and nothing of
 * anybody else.
 */
export function Comparison({ view }: { view: View }) {
  const texts = words.figures.agents.own
  const agents = useResource<AgentsView>(view.figurePath('agents'))
  return (
    <Section title={texts.title}>
      <Loaded of={agents} skeleton={<Bones widths={[70, 100]} />}>
        {({ rows, total, comparedPeriod, period }) =>
          rows.map((row) => (
            <div key={row.key}>
              <p class={`headline-change ${row.verdict}`}>
                {row.compared === 'yes' && <VerdictIcon verdict={row.verdict} />}
                <strong>{saidOf(row, total.unit)}</strong>
              </p>
              {row.compared === 'yes' && <p class="faint small">{evidenceOf(row, total.unit)}</p>}
              {row.disputed && (
                <p>{words.disputes.without(withInterval(row.disputed.without), row.disputed.upheld)}</p>
              )}
              <p class="note faint small">
                {comparedPeriod.from === period.from && comparedPeriod.to === period.to
                  ? ''
                  : `${texts.days(days(comparedPeriod))} `}
                {texts.means}
              </p>
            </div>
          ))
        }
      </Loaded>
    </Section>
  )
}

function saidOf({ compared, comparable, verdict, difference }: AgentRow, unit: Unit): string {
  const texts = words.figures.agents.own
  if (compared === 'too-few') return texts['too-few'](comparable)
  if (compared !== 'yes' || !difference) return texts[compared === 'yes' ? 'unknown' : compared]
  return verdict === 'not-clear' ? texts['not-clear'] : texts[verdict](pointsText(difference.value, unit))
}

function withInterval(score: AgentRow['score']): string {
  const interval = intervalText(score)
  return interval === undefined ? scoreText(score) : `${scoreText(score)} (${interval})`
}
