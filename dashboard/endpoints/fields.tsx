import type { EndpointView } from '../../server/contract/endpoints'
import type { SurveyView } from '../../server/contract/surveys'
import { ChoiceField, Field } from '../ui/form'
import { words } from '../words'

type Event = EndpointView['events'][number]

const usual: readonly string[] = [
  'response.created',
  'response.updated',
  'response.left-out',
  'response.erased'
]

/** What is said of an endpoint, new or not. */
export function EndpointFields({
  surveys,
  endpoint
}: {
  surveys: readonly SurveyView[]
  endpoint?: EndpointView
}) {
  const texts = words.endpoints
  const chosen: readonly string[] = endpoint?.events ?? usual
  // The words are those of the contract's events.
  const events = Object.entries(texts.events) as [Event, string][]
  return (
    <>
      <Field
        label={texts.url}
        hint={texts.urlHint}
        name="url"
        type="url"
        required
        maxLength={2_000}
        defaultValue={endpoint?.url ?? ''}
      />
      <Field
        label={texts.name}
        hint={texts.nameHint}
        name="name"
        maxLength={200}
        defaultValue={endpoint?.name ?? ''}
      />
      <ChoiceField
        label={words.frame.survey}
        name="survey"
        options={[
          { value: '', label: texts.everySurvey },
          ...surveys.map(({ id, name }) => ({ value: id, label: name }))
        ]}
        defaultValue={endpoint?.survey ?? ''}
      />
      <fieldset class="field">
        <legend>{texts.told}</legend>
        <div class="checks">
          {events.map(([event, label]) => (
            <label key={event} class="check">
              <input type="checkbox" name="events" value={event} defaultChecked={chosen.includes(event)} />
              <span>
                {label} <code dir="ltr">{event}</code>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

export function endpointIn(fields: FormData) {
  return {
    url: String(fields.get('url')).trim(),
    name: String(fields.get('name')).trim(),
    survey: String(fields.get('survey')) || null,
    events: fields.getAll('events')
  }
}
