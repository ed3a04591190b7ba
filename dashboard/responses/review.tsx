import type { AnswerView } from '../../server/contract/answers'
import { states } from '../app/answer-states'
import { ask } from '../app/api'
import { refresh } from '../app/resource'
import { ChoiceField, Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'

/** Takes the answer out of the figures or back into them. A reason is asked for, since others will wonder. */
export function AnswerReview({ view }: { view: AnswerView }) {
  const texts = words.manage.answer
  const send = async (fields: FormData) => {
    await ask(`/v1/responses/${encodeURIComponent(view.id)}?survey=${view.survey}`, {
      method: 'PATCH',
      body: { state: fields.get('state'), reason: fields.get('reason') }
    })
    refresh()
  }
  return (
    <Section title={texts.review}>
      <Form submit={texts.save} send={send}>
        <ChoiceField
          label={texts.state}
          name="state"
          options={states.map((state) => ({ value: state, label: texts.states[state] }))}
          defaultValue={view.state}
        />
        <Field label={texts.reason} hint={texts.reasonHint} name="reason" required maxLength={500} />
      </Form>
    </Section>
  )
}
