import type { AgentsView } from '../../../server/contract/figures-agents'
import { hrefWith } from '../../app/address'
import { figure, number, range, share } from '../../app/format'
import { ChangeMark, VerdictIcon } from '../../ui/change'
import { Section } from '../../ui/loading'
import { words } from '../../words'
import { ClaimedNote, claimedText } from '../claimed-note'
import { DifferencesChart } from '../differences'
import { intervalText, scoreText, signedText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import { scoreColumn } from '../score-columns'
import type { View } from '../view'
import type { AgentRow } from './evidence'

const flags = { better: 'high', worse: 'low', 'not-clear': 'none' } as const

/**
 * Every agent: what to expect of them, what they reached, and where they are from the others on their own
 * mix.
 */
export function AllAgents({ view, agents }: { view: View; agents: AgentsView }) {
  const texts = words.figures.agents
  const { rows, total, unassigned, average, strength } = agents
  const columns = columnsOf(view, agents)
  const bars = rows
    .flatMap(({ label, compared, difference, verdict }) =>
      difference && compared === 'yes' ? [{ label, ...difference, flag: flags[verdict] }] : []
    )
    .toSorted((a, b) => a.value - b.value)
  return (
    <Section
      title={texts.table}
      aside={<Exports name={texts.table} view={view} columns={columns} rows={rows} />}
    >
      {bars.length > 1 && (
        <>
          <DifferencesChart label={texts.chart} bars={bars} />
          <p class="faint small">{texts.legend}</p>
        </>
      )}
      <FiguresTable
        name={texts.table}
        columns={columns}
        rows={rows}
        keyOf={({ key }) => key}
        classOf={({ score }) => score.state}
      />
      <ClaimedNote site={view.site} role={view.role} part={agents.claimedShare} />
      <p class="note faint small">
        {texts.mixMeans}
        {average !== null &&
          strength !== null &&
          ` ${texts.shrunkMeans(figure(average, total.unit), Math.round(strength))}`}
        {unassigned.count > 0 && ` ${texts.unassigned(unassigned.count)}`}
      </p>
    </Section>
  )
}

/** The own answers without those about which a dispute was upheld. */
function withoutDisputes(): Column<AgentRow> {
  return {
    name: words.disputes.column,
    text: ({ disputed }) => (disputed ? scoreText(disputed.without) : ''),
    more: ({ disputed }) =>
      disputed &&
      [intervalText(disputed.without) ?? [], words.disputes.upheld(disputed.upheld)].flat().join(' · '),
    fields: {
      disputesUpheld: ({ disputed }) => disputed?.upheld,
      withoutDisputes: ({ disputed }) => disputed?.without.value,
      withoutDisputesLower: ({ disputed }) => disputed?.without.lower,
      withoutDisputesUpper: ({ disputed }) => disputed?.without.upper
    }
  }
}

function columnsOf(view: View, { rows, total: { unit }, previousPeriod }: AgentsView): Column<AgentRow>[] {
  const texts = words.figures.agents
  return [
    {
      name: texts.agent,
      text: ({ label }) => <bdi>{label}</bdi>,
      more: ({ claimedShare }) => claimedText(claimedShare),
      href: ({ key }) => hrefWith(view.query, { agent: key }),
      fields: {
        agent: ({ key }) => key,
        label: ({ label }) => label,
        claimedShare: ({ claimedShare }) => claimedShare
      }
    },
    {
      name: texts.shrunk,
      text: ({ shrunk }) => (shrunk ? figure(shrunk.value, unit) : ''),
      more: ({ shrunk }) => shrunk && range(shrunk.lower, shrunk.upper, unit),
      fields: {
        shrunk: ({ shrunk }) => shrunk?.value,
        shrunkLower: ({ shrunk }) => shrunk?.lower,
        shrunkUpper: ({ shrunk }) => shrunk?.upper,
        worseThanAverage: ({ worseThanAverage }) => worseThanAverage
      }
    },
    scoreColumn(texts.ownAnswers),
    ...(rows.some(({ disputed }) => disputed) ? [withoutDisputes()] : []),
    {
      name: texts.others,
      text: ({ others, compared }) => (others === null || compared !== 'yes' ? '' : figure(others, unit)),
      more: ({ comparable, compared }) => compared === 'yes' && texts.comparable(comparable),
      fields: {
        others: ({ others }) => others,
        comparable: ({ comparable }) => comparable,
        coverage: ({ coverage }) => coverage
      }
    },
    {
      name: texts.againstOthers,
      text: ({ difference, compared, verdict }) =>
        difference && compared === 'yes' ? (
          <span class={`change ${verdict}`}>
            <VerdictIcon verdict={verdict} />
            {signedText(difference).value} {texts.verdict[verdict]}
          </span>
        ) : (
          <span class="faint">{compared === 'yes' ? '' : texts.standing[compared]}</span>
        ),
      more: ({ difference, compared }) => difference && compared === 'yes' && signedText(difference).interval,
      fields: {
        difference: ({ difference }) => difference?.value,
        differenceLower: ({ difference }) => difference?.lower,
        differenceUpper: ({ difference }) => difference?.upper,
        q: ({ q }) => q,
        verdict: ({ verdict }) => verdict
      }
    },
    {
      name: words.figures.answers,
      text: ({ score }) => number(score.count),
      more: (row) => words.breakdown.share(share(row.share)),
      href: ({ key, score }) => (score.count > 0 ? view.answersHref({ agent: key }) : undefined),
      means: ({ label, score }) => words.figures.read(label, score.count),
      fields: { answers: ({ score }) => score.count }
    },
    ...(previousPeriod
      ? [
          {
            name: words.figures.change,
            text: ({ score, previous, change }: AgentRow) => (
              <ChangeMark score={score} previous={previous} change={change} />
            ),
            fields: {
              previous: ({ previous }: AgentRow) => previous?.value,
              change: ({ change }: AgentRow) => change?.value
            }
          }
        ]
      : [])
  ]
}
