import type { AnswerView } from '../../server/contract/answers'
import type { DisputesView } from '../../server/contract/disputes'
import type { SiteView } from '../../server/contract/sites'
import { ask } from '../app/api'
import { refresh, useResource } from '../app/resource'
import { ChoiceField, Form } from '../ui/form'
import { Bones, Loaded, Section } from '../ui/loading'
import { LongText } from '../ui/long-text'
import { words } from '../words'
import { Dispute, sentenceMax } from './dispute'

const causes = ['process', 'product', 'policy', 'wait', 'tool', 'not-mine'] as const

/** The disputes about one answer, and a form to raise one. */
export function AnswerDisputes({ view, site }: { view: AnswerView; site: SiteView }) {
  const texts = words.disputes
  const query = new URLSearchParams({ site: site.id, survey: view.survey, answer: view.id })
  const disputes = useResource<DisputesView>(`/v1/disputes?${query}`)
  const mayBe = view.state === 'counted' && (view.countsAs ?? view).agent !== null
  return (
    <Loaded of={disputes} skeleton={<Bones widths={[60]} class="bone row" />}>
      {({ rows }) =>
        rows.length === 0 && !mayBe ? null : (
          <Section title={texts.ofAnswer}>
            {rows.map((dispute) => (
              <Dispute key={dispute.id} dispute={dispute} timeZone={site.timeZone} />
            ))}
            {mayBe && !rows.some(({ state }) => state === 'open') && (
              <Raise survey={view.survey} answer={view.id} />
            )}
          </Section>
        )
      }
    </Loaded>
  )
}

function Raise({ survey, answer }: { survey: string; answer: string }) {
  const texts = words.disputes
  const send = async (form: FormData) => {
    const body = { survey, answer, cause: form.get('cause'), why: String(form.get('why') ?? '') }
    await ask('/v1/disputes', { method: 'POST', body })
    refresh()
  }
  return (
    <details class="plan-add">
      <summary>{texts.raise}</summary>
      <p class="faint">{texts.raiseLead}</p>
      <Form submit={texts.raise} send={send}>
        <ChoiceField
          name="cause"
          label={texts.cause}
          options={causes.map((value) => ({ value, label: texts.causes[value] }))}
          defaultValue="process"
        />
        <LongText name="why" label={texts.why} longest={sentenceMax} />
      </Form>
    </details>
  )
}
