import type { FollowUpPatch, FollowUpView } from '../../server/contract/follow-ups'
import { ask, askTagged } from '../app/api'
import { refresh } from '../app/resource'
import { ChoiceField, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { LongText } from '../ui/long-text'
import { words } from '../words'

const steps = ['open', 'in-progress', 'waiting'] as const
const natures = ['process', 'product', 'policy', 'waiting-time', 'tool', 'person', 'customer'] as const
const severities = ['low', 'medium', 'high'] as const

/** Whose it is, how far it is, what is noted, and how it is closed. */
export function Work({ followUp }: { followUp: FollowUpView }) {
  const { id, site, state, ended, owner, people } = followUp
  const texts = words.followUps
  if (!followUp.mayChange || ended === 'erased') return null
  const path = `/v1/sites/${site}/follow-ups/${id}`
  const change = async (patch: FollowUpPatch) => {
    const { tag } = await askTagged<FollowUpView>(path)
    await ask(path, { method: 'PATCH', body: patch, ifMatch: tag })
    refresh()
  }
  const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
  const note = async (form: FormData) => {
    await ask(`${path}/notes`, { method: 'POST', body: { text: text(form, 'text') } })
    refresh()
  }
  const others = owner && !people.some((one) => one.id === owner.id) ? [owner] : []
  return (
    <Section title={texts.work}>
      <Form
        key={`${state} ${owner?.id}`}
        submit={state === 'closed' ? texts.reopen : texts.save}
        send={(form) =>
          change({
            state: steps.find((step) => step === text(form, 'state')) ?? 'open',
            ...(people.length > 0 && { owner: text(form, 'owner') || null })
          })
        }
      >
        {state !== 'closed' && (
          <ChoiceField
            name="state"
            label={texts.filters.state}
            options={steps.map((value) => ({ value, label: texts.states[value] }))}
            defaultValue={state}
          />
        )}
        {people.length > 0 && (
          <ChoiceField
            name="owner"
            label={texts.owner}
            options={[
              { value: '', label: texts.filters.nobody },
              ...[...others, ...people].map(({ id: value, name: label }) => ({ value, label }))
            ]}
            defaultValue={owner?.id ?? ''}
          />
        )}
      </Form>
      <details class="plan-add" key={`note ${followUp.history.length}`}>
        <summary>{texts.addNote}</summary>
        <Form submit={texts.addNote} send={note}>
          <LongText name="text" label={texts.note} />
        </Form>
      </details>
      {state !== 'closed' && (
        <details class="plan-add">
          <summary>{texts.close}</summary>
          <p class="faint">{texts.closeLead}</p>
          <Form
            submit={texts.close}
            send={(form) => {
              const nature = natures.find((one) => one === text(form, 'nature'))
              const severity = severities.find((one) => one === text(form, 'severity'))
              return change({
                state: 'closed',
                done: text(form, 'done'),
                ...(nature && { nature }),
                ...(severity && { severity })
              })
            }}
          >
            <ChoiceField
              name="nature"
              label={texts.root}
              required
              options={[
                { value: '', label: '' },
                ...natures.map((value) => ({ value, label: texts.natures[value] }))
              ]}
              defaultValue={followUp.nature ?? ''}
            />
            <ChoiceField
              name="severity"
              label={texts.severity}
              required
              options={[
                { value: '', label: '' },
                ...severities.map((value) => ({ value, label: texts.severities[value] }))
              ]}
              defaultValue={followUp.severity ?? ''}
            />
            <LongText name="done" label={texts.done} value={followUp.done ?? ''} />
          </Form>
        </details>
      )}
    </Section>
  )
}
