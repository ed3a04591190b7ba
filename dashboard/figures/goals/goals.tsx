import { useState } from 'preact/hooks'
import type { ScoresView } from '../../../server/contract/figures'
import type { GoalsView } from '../../../server/contract/goals'
import { ask } from '../../app/api'
import { day, figure } from '../../app/format'
import { todayIn } from '../../app/period'
import { refresh, useResource } from '../../app/resource'
import { ChoiceField, Field, Form } from '../../ui/form'
import { limitsOf } from '../../ui/interval'
import { Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import { intervalText, scoreText } from '../estimate'
import { TakeOut } from '../marks/take-out'
import type { View } from '../view'

type Goal = GoalsView['rows'][number]

/** What the score is to be, by when, and whether it is; with a way to set another goal. */
export function Goals({ view }: { view: View }) {
  const goals = useResource<GoalsView>(`/v1/scores/goals?survey=${view.survey.id}`)
  const isManaging = view.role === 'owner' || view.role === 'manager'
  if (!isManaging && goals.at === 'ready' && goals.value.rows.length === 0) return null
  return (
    <Section title={words.goals.title}>
      <Loaded of={goals} skeleton={<span class="bone row" />}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p class="faint">{words.goals.none}</p>}
            <ul class="goal-list">
              {rows.map((goal) => (
                <GoalRow key={goal.id} goal={goal} isManaging={isManaging} />
              ))}
            </ul>
            {isManaging && <NewGoal key={rows.length} view={view} />}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function GoalRow({ goal, isManaging }: { goal: Goal; isManaging: boolean }) {
  const { id, team, value, due, score, verdict } = goal
  const texts = words.goals
  const name = team?.label ?? texts.whole
  const wanted = texts.wanted(figure(value, score.unit), day(due))
  return (
    <li>
      <span>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        {wanted}
      </span>
      <span class={`badge goal-${verdict}`}>{texts.verdicts[verdict]}</span>
      <span class="faint">
        {texts.now} {scoreText(score)} {intervalText(score)} · {words.answers(score.count)}
      </span>
      {isManaging && <TakeOut path={`/v1/goals/${id}`} label={texts.removeThis(name, wanted)} />}
    </li>
  )
}

function NewGoal({ view }: { view: View }) {
  const [open, setOpen] = useState(false)
  return (
    <details class="mark-add" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.goals.add}</summary>
      {open && <GoalForm view={view} />}
    </details>
  )
}

function GoalForm({ view }: { view: View }) {
  const { survey, site } = view
  const texts = words.goals
  const teams = useResource<ScoresView>(view.figurePath('scores', { by: 'team' }))
  const send = async (fields: FormData) => {
    await ask('/v1/goals', {
      method: 'POST',
      body: {
        survey: survey.id,
        team: fields.get('team') || null,
        value: Number(fields.get('value')),
        due: fields.get('due')
      }
    })
    refresh()
  }
  return (
    <Loaded of={teams} skeleton={<span class="bone row tall" />}>
      {({ total, rows }) => {
        const { from, to } = limitsOf(total.unit, survey.scale)
        return (
          <Form submit={texts.save} send={send}>
            <ChoiceField
              name="team"
              label={texts.of}
              defaultValue=""
              options={[
                { value: '', label: texts.whole },
                ...rows.filter(({ key }) => key !== '').map(({ key, label }) => ({ value: key, label }))
              ]}
            />
            <Field
              type="number"
              name="value"
              label={texts.value}
              hint={texts.valueHint(figure(from, total.unit), figure(to, total.unit))}
              min={from}
              max={to}
              step={0.1}
              required
            />
            <Field type="date" name="due" label={texts.due} min={todayIn(site.timeZone)} required />
          </Form>
        )
      }}
    </Loaded>
  )
}
