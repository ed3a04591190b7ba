import type { PlanView } from '../../server/contract/plans'
import { day } from '../app/format'
import { Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'
import { changePlan } from './change'

/** When it was taught, and who was there. */
export function PlanSessions({ plan: { id, sessions } }: { plan: PlanView }) {
  const texts = words.plans
  const add = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const attended = text('attended')
      .split(/[,،]/)
      .map((name) => name.trim())
      .filter(Boolean)
    const held = { day: text('day'), attended, note: text('note') }
    await changePlan(id, (plan) => ({ sessions: [...plan.sessions, held] }))
  }
  return (
    <Section title={texts.sessions}>
      {sessions.length === 0 ? (
        <p class="faint">{texts.noSessions}</p>
      ) : (
        <ul class="entries">
          {sessions.map((session, place) => (
            <li key={place}>
              <strong>{day(session.day)}</strong>
              {session.attended.length > 0 && (
                <span class="fact-list">
                  {session.attended.map((name, at) => (
                    <bdi key={at}>{name}</bdi>
                  ))}
                </span>
              )}
              {session.note && <bdi class="faint">{session.note}</bdi>}
            </li>
          ))}
        </ul>
      )}
      <details class="plan-add" key={sessions.length}>
        <summary>{texts.session.add}</summary>
        <Form submit={texts.session.add} send={add}>
          <Field name="day" type="date" label={texts.session.day} required />
          <Field
            name="attended"
            label={texts.session.attended}
            hint={texts.session.attendedHint}
            dir="auto"
          />
          <Field name="note" label={texts.session.note} maxLength={500} dir="auto" />
        </Form>
      </details>
    </Section>
  )
}
