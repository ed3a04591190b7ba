import { useId } from 'preact/hooks'
import type { PlanView } from '../../server/contract/plans'
import { ChoiceField, Field, Form } from '../ui/form'
import { Picks } from '../ui/picks'
import { words } from '../words'

const kinds = ['training', 'prompt', 'macro', 'article', 'process', 'staffing'] as const
const states = ['draft', 'running', 'done', 'given-up'] as const
const lists = ['topics', 'agents', 'teams', 'comparison'] as const
const texts = ['name', 'kind', 'taught', 'owner', 'coach', 'state', 'notes'] as const
const days = ['chosenFrom', 'chosenTo', 'starts', 'ends'] as const

/** What stands in the form before anybody writes. */
export type Draft = Omit<
  PlanView,
  'id' | 'site' | 'survey' | 'sessions' | 'actions' | 'createdAt' | 'updatedAt'
>

export const emptyDraft: Draft = {
  kind: 'training',
  name: '',
  taught: '',
  topics: [],
  agents: [],
  teams: [],
  comparison: [],
  owner: '',
  coach: '',
  chosenFrom: null,
  chosenTo: null,
  starts: null,
  ends: null,
  notes: '',
  state: 'draft'
}

type Props = { siteId: string; draft: Draft; backTo: string; send(body: object): Promise<void> }

/** What is planned, for whom, on what, by whom and when. */
export function PlanForm({ siteId, draft, backTo, send }: Props) {
  const { fields, kinds: kindNames, states: stateNames, save, cancel } = words.plans
  const picks = (name: (typeof lists)[number], hint?: string) => (
    <Picks
      name={name}
      label={fields[name]}
      siteId={siteId}
      dimension={name === 'topics' ? 'topic' : name === 'teams' ? 'team' : 'agent'}
      chosen={draft[name]}
      {...(hint && { hint })}
    />
  )
  const dayField = (name: (typeof days)[number], hint?: string) => (
    <Field
      type="date"
      name={name}
      label={fields[name]}
      defaultValue={draft[name] ?? ''}
      {...(hint && { hint })}
    />
  )
  return (
    <Form
      submit={save}
      send={(form) => send(bodyOf(form))}
      aside={
        <a class="button" href={backTo}>
          {cancel}
        </a>
      }
    >
      <Field name="name" label={fields.name} defaultValue={draft.name} required maxLength={200} dir="auto" />
      <ChoiceField
        name="kind"
        label={fields.kind}
        options={kinds.map((value) => ({ value, label: kindNames[value] }))}
        defaultValue={draft.kind}
      />
      <Text name="taught" label={fields.taught} value={draft.taught} />
      {picks('topics')}
      {picks('agents')}
      {picks('teams')}
      {picks('comparison', fields.comparisonHint)}
      <div class="plan-pair">
        <Field name="owner" label={fields.owner} defaultValue={draft.owner} maxLength={200} dir="auto" />
        <Field name="coach" label={fields.coach} defaultValue={draft.coach} maxLength={200} dir="auto" />
      </div>
      <div class="plan-pair">
        {dayField('chosenFrom', fields.chosenHint)}
        {dayField('chosenTo')}
      </div>
      <div class="plan-pair">
        {dayField('starts')}
        {dayField('ends')}
      </div>
      <ChoiceField
        name="state"
        label={fields.state}
        options={states.map((value) => ({ value, label: stateNames[value] }))}
        defaultValue={draft.state}
      />
      <Text name="notes" label={fields.notes} value={draft.notes} />
    </Form>
  )
}

function bodyOf(form: FormData): object {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    ...Object.fromEntries(texts.map((name) => [name, text(name)])),
    ...Object.fromEntries(days.map((name) => [name, text(name) || null])),
    ...Object.fromEntries(lists.map((name) => [name, form.getAll(name).map(String)]))
  }
}

function Text({ name, label, value }: { name: string; label: string; value: string }) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} name={name} rows={4} maxLength={5_000} dir="auto" defaultValue={value} />
    </div>
  )
}
