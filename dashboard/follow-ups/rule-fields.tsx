import { useState } from 'preact/hooks'
import type { FollowUpRules, FollowUpRulesView } from '../../server/contract/follow-ups'
import type { ListedSurveyView } from '../../server/contract/surveys'
import { labelOf } from '../app/filters'
import { ChoiceField, Field } from '../ui/form'
import { Picks } from '../ui/picks'
import { words } from '../words'

type Rule = FollowUpRules['rules'][number]
/** A rule in the form; fields of several rules are told apart by its key. */
export type Draft = Rule & { key: string }

const lists = ['channels', 'topics', 'teams'] as const
const handlers = ['person', 'bot', 'bot-then-person'] as const
const solved = ['yes', 'not-yet', 'no'] as const
const owners = ['queue', 'lead', 'member', 'turn'] as const
const dimensionOf = { channels: 'channel', topics: 'topic', teams: 'team' } as const

export function emptyRule(name: string): Rule {
  return {
    name,
    survey: null,
    when: {
      rating: 'unsatisfied',
      atMost: null,
      reasons: [],
      solved: [],
      commented: false,
      contact: false,
      channels: [],
      handlers: [],
      topics: [],
      teams: []
    },
    owner: { by: 'queue', members: [] },
    dueHours: 8
  }
}

type Props = {
  draft: Draft
  siteId: string
  surveys: readonly ListedSurveyView[]
  members: FollowUpRulesView['members']
}

/** What an answer must be for a rule to fit, whose the follow-up is then, and by when it is due. */
export function RuleFields({ draft, siteId, surveys, members }: Props) {
  const texts = words.followUps.rules
  const { when, owner } = draft
  const [by, setBy] = useState(owner.by)
  const [survey, setSurvey] = useState(draft.survey)
  const reasons = reasonsOf(surveys.filter(({ id }) => survey === null || id === survey))
  const known = new Set(reasons.map(([key]) => key))
  const name = (field: string) => `${draft.key}.${field}`
  const checks = (
    field: string,
    label: string,
    options: readonly (readonly [value: string, label: string])[],
    chosen: readonly string[]
  ) => (
    <fieldset class="checks" aria-label={label}>
      <span>{label}</span>
      {options.map(([value, one]) => (
        <label key={value} class="check">
          <input type="checkbox" name={name(field)} value={value} defaultChecked={chosen.includes(value)} />
          <bdi>{one}</bdi>
        </label>
      ))}
    </fieldset>
  )
  const check = (field: string, label: string, isSet: boolean) => (
    <label class="check">
      <input type="checkbox" name={name(field)} value="yes" defaultChecked={isSet} />
      {label}
    </label>
  )
  return (
    <>
      <Field
        name={name('name')}
        label={texts.name}
        defaultValue={draft.name}
        required
        maxLength={200}
        dir="auto"
      />
      <div class="plan-pair">
        <ChoiceField
          name={name('survey')}
          label={texts.survey}
          options={[
            { value: '', label: words.followUps.filters.everySurvey },
            ...surveys.map(({ id: value, name: label }) => ({ value, label }))
          ]}
          defaultValue={draft.survey ?? ''}
          onChange={({ currentTarget: { value } }) => setSurvey(value || null)}
        />
        <ChoiceField
          name={name('rating')}
          label={texts.rating}
          options={(['unsatisfied', 'any'] as const).map((value) => ({
            value,
            label: texts.ratings[value]
          }))}
          defaultValue={when.rating}
        />
      </div>
      <Field
        type="number"
        step="any"
        name={name('atMost')}
        label={texts.atMost}
        hint={texts.atMostHint}
        defaultValue={when.atMost === null ? '' : String(when.atMost)}
      />
      {reasons.length + when.reasons.length > 0 &&
        checks(
          'reasons',
          texts.reasons,
          [...reasons, ...when.reasons.flatMap((key) => (known.has(key) ? [] : [[key, key] as const]))],
          when.reasons
        )}
      {checks(
        'solved',
        texts.solved,
        solved.map((value) => [value, texts.solvedIs[value]]),
        when.solved
      )}
      {checks(
        'handlers',
        texts.handlers,
        handlers.map((value) => [value, labelOf('handler', value)]),
        when.handlers
      )}
      {check('commented', texts.commented, when.commented)}
      {check('contact', texts.contact, when.contact)}
      {lists.map((list) => (
        <Picks
          key={list}
          name={name(list)}
          label={texts[list]}
          siteId={siteId}
          dimension={dimensionOf[list]}
          chosen={when[list].map((key) => ({ key, label: key }))}
        />
      ))}
      <div class="plan-pair">
        <ChoiceField
          name={name('owner')}
          label={texts.owner}
          options={owners.map((value) => ({ value, label: texts.owners[value] }))}
          defaultValue={owner.by}
          onChange={({ currentTarget: { value } }) => setBy(owners.find((one) => one === value) ?? 'queue')}
        />
        <Field
          type="number"
          min="0.25"
          max="1000"
          step="any"
          required
          name={name('dueHours')}
          label={texts.dueHours}
          hint={texts.dueHint}
          defaultValue={String(draft.dueHours)}
        />
      </div>
      {by === 'member' && (
        <ChoiceField
          name={name('members')}
          label={texts.member}
          options={members.map(({ id: value, name: label }) => ({ value, label }))}
          defaultValue={owner.members[0] ?? ''}
        />
      )}
      {by === 'turn' &&
        checks(
          'members',
          texts.members,
          members.map(({ id, name: label }) => [id, label]),
          owner.members
        )}
    </>
  )
}

/** The reasons that customers can choose in these surveys, as people read them. */
function reasonsOf(surveys: readonly ListedSurveyView[]): (readonly [key: string, label: string])[] {
  const found = new Map<string, string>()
  for (const { parts } of surveys)
    for (const { key, label } of [...(parts.reasons?.low ?? []), ...(parts.reasons?.high ?? [])])
      found.set(key, label[document.documentElement.lang] ?? label['en'] ?? Object.values(label)[0] ?? key)
  return [...found]
}

/** The rule that the fields of a draft say. */
export function ruleIn(form: FormData, { key, id }: Draft): Rule {
  const text = (field: string) => String(form.get(`${key}.${field}`) ?? '').trim()
  const all = (field: string) => form.getAll(`${key}.${field}`).map(String)
  const among = <Value extends string>(known: readonly Value[], field: string) =>
    known.filter((value) => all(field).includes(value))
  const by = owners.find((one) => one === text('owner')) ?? 'queue'
  const members = all('members')
  return {
    ...(id !== undefined && { id }),
    name: text('name'),
    survey: text('survey') || null,
    when: {
      rating: text('rating') === 'any' ? 'any' : 'unsatisfied',
      atMost: text('atMost') === '' ? null : Number(text('atMost')),
      reasons: all('reasons'),
      solved: among(solved, 'solved'),
      commented: text('commented') === 'yes',
      contact: text('contact') === 'yes',
      handlers: among(handlers, 'handlers'),
      channels: all('channels'),
      topics: all('topics'),
      teams: all('teams')
    },
    owner: { by, members: by === 'member' || by === 'turn' ? members : [] },
    dueHours: Number(text('dueHours'))
  }
}
