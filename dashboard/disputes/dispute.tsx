import type { DisputeDecision, DisputeView } from '../../server/contract/disputes'
import { ask } from '../app/api'
import { instant } from '../app/format'
import { refresh } from '../app/resource'
import { ChoiceField, Form } from '../ui/form'
import { LongText } from '../ui/long-text'
import { words } from '../words'

/** So much may be written of a dispute. */
export const sentenceMax = 500

/** What was said of a rating, what was decided, and what whoever reads may do about it. */
export function Dispute({ dispute, timeZone }: { dispute: DisputeView; timeZone: string }) {
  const { agent, cause, why, state, raisedBy, raisedAt, decidedBy, decidedAt, reason } = dispute
  const texts = words.disputes
  const path = `/v1/disputes/${dispute.id}`
  const withdraw = async () => {
    await ask(`${path}/withdrawal`, { method: 'POST', body: {} })
    refresh()
  }
  return (
    <div class="dispute">
      <p>
        <span class="badge">{texts.states[state]}</span> <strong>{texts.causes[cause]}</strong>{' '}
        <span class="faint">
          · <bdi>{agent.label}</bdi> · <bdi>{raisedBy.name ?? texts.somebody}</bdi> ·{' '}
          {instant(raisedAt, timeZone)}
        </span>
      </p>
      <p dir="auto">{why ?? <span class="faint">{texts.gone}</span>}</p>
      {decidedAt !== null && (
        <p class="faint">
          {texts.states[state]} · <bdi>{decidedBy?.name ?? texts.somebody}</bdi> ·{' '}
          {instant(decidedAt, timeZone)}
        </p>
      )}
      {reason !== null && <p dir="auto">{reason}</p>}
      {dispute.mayDecide && <Decision path={path} />}
      {dispute.mayWithdraw && (
        <Form submit={texts.withdraw} send={withdraw}>
          {null}
        </Form>
      )}
    </div>
  )
}

function Decision({ path }: { path: string }) {
  const texts = words.disputes
  const decide = async (form: FormData) => {
    const decision: DisputeDecision['decision'] = form.get('decision') === 'upheld' ? 'upheld' : 'refused'
    const body = { decision, reason: String(form.get('reason') ?? '') }
    await ask(`${path}/decision`, { method: 'POST', body })
    refresh()
  }
  return (
    <details class="plan-add">
      <summary>{texts.decide}</summary>
      <p class="faint">{texts.decideLead}</p>
      <Form submit={texts.decide} send={decide}>
        <ChoiceField
          name="decision"
          label={texts.decision}
          options={(['upheld', 'refused'] as const).map((value) => ({
            value,
            label: texts.decisions[value]
          }))}
          defaultValue="upheld"
        />
        <LongText name="reason" label={texts.reason} longest={sentenceMax} />
      </Form>
    </details>
  )
}
