import { useState } from 'preact/hooks'
import type { AlertKind, AlertsView } from '../../server/contract/alerts'
import type { ListedSurveyView } from '../../server/contract/surveys'
import { ask } from '../app/api'
import { refresh } from '../app/resource'
import { ChoiceField, Field, Form } from '../ui/form'
import { words } from '../words/setting-up'
import { targetName, targets } from './target-name'

type Props = {
  siteId: string
  surveys: readonly ListedSurveyView[]
  members: AlertsView['members']
  mayManage: boolean
}

/** What to tell, to whom, and when not. Somebody who manages nothing has mails to themselves. */
export function NewAlert({ siteId, surveys, members, mayManage }: Props) {
  const [target, setTarget] = useState<string>('mail')
  const [hasGoal, setHasGoal] = useState(false)
  const texts = words.alerts
  const kinds = Object.keys(texts.kinds) as AlertKind[] // they are written by it
  const send = async (fields: FormData) => {
    const [from, to] = [fields.get('quietFrom'), fields.get('quietTo')].map(String)
    await ask('/v1/alerts', {
      method: 'POST',
      body: {
        site: siteId,
        survey: fields.get('survey') || null,
        kinds: fields.getAll('kinds'),
        to:
          target === 'mail'
            ? { target, member: fields.get('member') ?? 'me' }
            : { target, url: String(fields.get('to')).trim() },
        quiet: from && to ? { from, to } : null,
        ...(hasGoal && { serviceLevel: Number(fields.get('serviceLevel')) })
      }
    })
    refresh()
  }
  return (
    <Form submit={texts.save} send={send}>
      <fieldset class="field">
        <legend>{texts.what}</legend>
        <div class="checks">
          {kinds.map((kind) => (
            <label key={kind} class="check">
              <input
                type="checkbox"
                name="kinds"
                value={kind}
                defaultChecked={kind === 'score-worse'}
                {...(kind === 'target-missed' && {
                  onChange: ({ currentTarget }) => setHasGoal(currentTarget.checked)
                })}
              />
              {texts.kinds[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      {hasGoal && (
        <Field
          type="number"
          name="serviceLevel"
          label={texts.serviceLevel}
          hint={texts.serviceLevelHint}
          required
          min={1}
          max={100}
          defaultValue="80"
        />
      )}
      <ChoiceField
        name="survey"
        label={texts.survey}
        defaultValue=""
        options={[
          { value: '', label: texts.everySurvey },
          ...surveys.map(({ id, name }) => ({ value: id, label: name }))
        ]}
      />
      {mayManage && (
        <ChoiceField
          name="target"
          label={texts.where}
          defaultValue="mail"
          options={targets.map((value) => ({ value, label: targetName(value) }))}
          onChange={({ currentTarget }) => setTarget(currentTarget.value)}
        />
      )}
      {target !== 'mail' ? (
        <Field type="url" name="to" label={texts.url} hint={texts.urlHint} required maxLength={2000} />
      ) : (
        mayManage && (
          <ChoiceField
            name="member"
            label={texts.member}
            defaultValue="me"
            options={[
              { value: 'me', label: texts.me },
              ...members.map(({ id, name }) => ({ value: id, label: name }))
            ]}
          />
        )
      )}
      <Field type="time" name="quietFrom" label={texts.quietBegins} hint={texts.quietHint} />
      <Field type="time" name="quietTo" label={texts.quietEnds} />
    </Form>
  )
}
