import type { LiftView, PlanView } from '../../server/contract/plans'
import { day, difference, number } from '../app/format'
import { todayIn } from '../app/period'
import { intervalText, pointsText, scoreText, signedText } from '../figures/estimate'
import type { Column } from '../figures/figures-table'
import { FiguresTable } from '../figures/figures-table'
import { VerdictIcon } from '../ui/change'
import { Section } from '../ui/loading'
import { words } from '../words'
import { LiftChart } from './lift-chart'

type Compared = LiftView['programme']
type Row = Compared & { key: string; name: string }

const signs = {
  helped: 'better',
  'did-not-help': 'not-clear',
  worse: 'worse',
  'not-clear': 'not-clear'
} as const

/** What a plan changed: the verdict, what it rests on, and the same week by week. */
export function Lift({ plan, lift, timeZone }: { plan: PlanView; lift: LiftView; timeZone: string }) {
  const texts = words.plans
  return (
    <>
      <Section title={texts.result}>
        <Verdict lift={lift} />
      </Section>
      <Section title={texts.table}>
        <FiguresTable
          name={texts.table}
          columns={columnsOf(lift)}
          rows={rowsOf(lift)}
          keyOf={({ key }) => key}
        />
        {lift.elsewhere && <p class="note faint small">{texts.elsewhereMeans}</p>}
      </Section>
      <Section title={texts.trend}>
        <LiftChart plan={plan} lift={lift} today={todayIn(timeZone)} />
      </Section>
      <Soon lift={lift} />
    </>
  )
}

function Verdict({ lift: { verdict, answersNeeded, programme, comparison, ...lift } }: { lift: LiftView }) {
  const texts = words.plans
  const judged = programme.lift
  const { unit } = programme.after
  const title = !lift.after ? texts.notOver : !judged ? texts.tooFew : texts.verdicts[verdict]
  const period = texts.days(day(lift.before.from), day(lift.before.to))
  const beyond = comparison?.beyond && comparison.beyond
  return (
    <div class="saying">
      <p class={`saying-title ${signs[verdict]}`}>
        <VerdictIcon verdict={signs[verdict]} />
        {title}
      </p>
      {judged && (
        <>
          {verdict === 'did-not-help' && <p>{texts.smallLift}</p>}
          {verdict === 'not-clear' && (
            <p>{answersNeeded === null ? texts.neededNone : texts.needed(answersNeeded)}</p>
          )}
          <p>{texts.rose(difference(judged.naive, 'signed'), pointsText(judged.regression, unit))}</p>
          {beyond && beyond.lower !== null && beyond.upper !== null && (
            <p>
              {texts.judgedByComparison(
                difference(beyond.value, 'signed'),
                words.figures.interval(difference(beyond.lower, 'signed'), difference(beyond.upper, 'signed'))
              )}
            </p>
          )}
        </>
      )}
      <p class="faint small">{texts.guards[lift.guard](period)}</p>
    </div>
  )
}

function rowsOf({ programme, comparison, elsewhere, rows }: LiftView): Row[] {
  const texts = words.plans
  return [
    { key: 'all', name: texts.everybody, ...programme },
    ...(rows.length > 1
      ? rows.map((row) => ({ ...row, key: `${row.dimension} ${row.key}`, name: row.label }))
      : []),
    ...(comparison ? [{ ...comparison, key: 'comparison', name: texts.comparison }] : []),
    ...(elsewhere ? [{ ...elsewhere, key: 'elsewhere', name: texts.elsewhere }] : [])
  ]
}

function columnsOf({ programme: { before } }: LiftView): Column<Row>[] {
  const texts = words.plans
  const sided = (name: string, side: 'before' | 'after'): Column<Row> => ({
    name,
    text: (row) => scoreText(row[side]),
    more: (row) => [intervalText(row[side]), words.answers(row[side].count)].filter(Boolean).join(' · ')
  })
  const liftText = ({ lift }: Row) => {
    if (!lift) return undefined
    const { value, lower, upper } = lift
    return lower === null || upper === null ? undefined : signedText({ value, lower, upper })
  }
  return [
    { name: texts.who, text: ({ name }) => <bdi>{name}</bdi> },
    sided(texts.before, 'before'),
    {
      name: texts.expected,
      text: ({ lift }) => (lift ? scoreText({ ...before, value: lift.expected }) : '')
    },
    sided(texts.after, 'after'),
    {
      name: texts.lift,
      text: (row) => liftText(row)?.value ?? '',
      more: (row) => liftText(row)?.interval ?? ''
    }
  ]
}

/** How many answers it takes to see a lift, and who could be compared with. */
function Soon({ lift: { needed, proposed, programme } }: { lift: LiftView }) {
  const texts = words.plans
  const isMean = programme.before.unit === 'mean'
  return (
    <Section title={texts.soon}>
      <FiguresTable
        name={texts.soon}
        rows={needed.rows}
        keyOf={({ points }) => `${points}`}
        columns={[
          {
            name: texts.lifts,
            text: ({ points }) => (isMean ? `${number(points)}%` : texts.points(number(points)))
          },
          {
            name: texts.eachSide,
            text: ({ answers }) => (answers === null ? texts.noRoom : number(answers))
          },
          { name: texts.by, text: ({ day: on }) => (on === null ? texts.far : day(on)) }
        ]}
      />
      <p class="note faint small">{texts.soonMeans(number(needed.perDay, 1))}</p>
      {proposed.length > 0 && (
        <p class="small">
          {texts.proposed}{' '}
          {proposed.map(({ key, label }, place) => (
            <span key={key}>
              {place > 0 && ' · '}
              <bdi>{label}</bdi>
            </span>
          ))}
        </p>
      )}
    </Section>
  )
}
