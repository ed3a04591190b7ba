import type { PlanView } from '../../server/contract/plans'
import {} from '../app/api'
import { day } from '../app/format'
import { Refused, useAttempt } from '../ui/attempt'
import { Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'
import { changePlan } from './change'

/** What is to be done, by whom and by when. */
export function Actions({ plan: { id, actions } }: { plan: PlanView }) {
  const { refused, attempt } = useAttempt()
  const texts = words.plans
  const tick = (place: number, done: boolean) =>
    attempt(async () => {
      await changePlan(id, (plan) => ({
        actions: plan.actions.map((action, at) => (at === place ? { ...action, done } : action))
      }))
    })
  const add = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const action = { what: text('what'), who: text('who'), due: text('due') || null, done: false }
    await changePlan(id, (plan) => ({ actions: [...plan.actions, action] }))
  }
  return (
    <Section title={texts.actions}>
      {actions.length === 0 ? (
        <p class="faint">{texts.noActions}</p>
      ) : (
        <ul class="entries">
          {actions.map(({ what, who, due, done }, place) => (
            <li key={place}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={done}
                  onChange={({ currentTarget }) => tick(place, currentTarget.checked)}
                />
                <bdi>{what}</bdi>
              </label>
              <span class="faint">
                {[who, due && texts.action.dueOn(day(due))].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Refused refused={refused} />
      <details class="plan-add" key={actions.length}>
        <summary>{texts.action.add}</summary>
        <Form submit={texts.action.add} send={add}>
          <Field name="what" label={texts.action.what} required maxLength={500} dir="auto" />
          <Field name="who" label={texts.action.who} maxLength={200} dir="auto" />
          <Field name="due" type="date" label={texts.action.due} />
        </Form>
      </details>
    </Section>
  )
}
