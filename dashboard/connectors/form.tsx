import type { TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { ConnectorView, KindView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { askTagged, Refusal } from '../app/api'
import { number } from '../app/format'
import { refresh, useResource } from '../app/resource'
import { Field } from '../ui/form'
import { sentenceOf } from '../ui/loading'
import { words } from '../words'
import { ConnectorField } from './field'
import { fieldsOf, isHelpdesk, kindName, settingsIn } from './fields'

/** A connector as it was read, and the tag to change it by. */
export type SavedConnector = { connector: ConnectorView; tag: string }
type State = { at: 'editing' } | { at: 'sending' } | { at: 'saved' } | { at: 'refused'; refusal: Refusal }
type Props = {
  site: SiteView
  surveys: readonly SurveyView[]
  kind: KindView
  kinds: readonly KindView[]
  saved?: SavedConnector
  done(saved: SavedConnector): void
}

/** The settings of a connector, asked for as its kind describes them. */
export function ConnectorForm({ site, surveys, kind, kinds, saved, done }: Props) {
  const [state, setState] = useState<State>({ at: 'editing' })
  const all = useResource<{ rows: ConnectorView[] }>(`/v1/connectors?site=${encodeURIComponent(site.id)}`)
  const carrying = new Set(
    kinds.filter((one) => !isHelpdesk(one) && one.channel !== 'voice').map((one) => one.kind)
  )
  const carriers = all.at === 'ready' ? all.value.rows.filter((one) => carrying.has(one.kind)) : []
  const fields = fieldsOf(kind)
  const places = fields.filter(({ place }) => place)
  const connector = saved?.connector
  const usualRate = kind.limits.perSecond
  const fault = state.at === 'refused' ? state.refusal : undefined

  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    setState({ at: 'sending' })
    const rate = String(given.get('perSecond') ?? '').trim()
    const perSecond = rate === '' ? null : Number(rate)
    const body = {
      name: String(given.get('name')).trim(),
      settings: settingsIn(given, fields, !saved),
      ...(usualRate !== undefined && { perSecond })
    }
    try {
      const { value, tag } = saved
        ? await askTagged<ConnectorView>(`/v1/connectors/${saved.connector.id}`, {
            method: 'PATCH',
            body,
            ifMatch: saved.tag
          })
        : await askTagged<ConnectorView>('/v1/connectors', {
            method: 'POST',
            body: { site: site.id, kind: kind.kind, ...body }
          })
      setState({ at: 'saved' })
      for (const field of fields.filter(({ secret }) => secret)) emptied(form.elements.namedItem(field.path))
      done({ connector: value, tag })
      refresh()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setState({ at: 'refused', refusal: error })
      const path = fields.find((field) => isAt(error, field.path))?.path
      const control = form.elements.namedItem(path ?? error.field ?? '')
      if (control instanceof HTMLElement) {
        control.closest('details')?.setAttribute('open', '')
        control.focus()
      }
    }
  }
  const shown = (list: typeof fields) =>
    list.map((field) => (
      <ConnectorField
        key={field.name}
        field={field}
        value={connector?.settings[field.name]}
        isSet={connector?.secrets[field.name] === 'set'}
        fault={fault && isAt(fault, field.path) ? faultOf(fault) : undefined}
        choices={{ surveys, carriers }}
      />
    ))
  const isElsewhere = fault && !fields.some(({ path }) => isAt(fault, path))
  return (
    <form
      class="form connector-form"
      autocomplete="off"
      onSubmit={send}
      onInput={() => state.at === 'saved' && setState({ at: 'editing' })}
    >
      <Field
        label={words.connectors.name}
        hint={words.connectors.nameHint}
        name="name"
        required
        maxLength={200}
        defaultValue={connector?.name ?? kindName(kind.kind)}
      />
      {shown(fields.filter(({ place }) => !place))}
      {places.length > 0 && (
        <details class="setting-places">
          <summary>{words.connectors.places}</summary>
          <div class="form">{shown(places)}</div>
        </details>
      )}
      {usualRate !== undefined && (
        <Field
          label={words.connectors.rate}
          hint={words.connectors.rateHint(number(usualRate))}
          name="perSecond"
          type="number"
          inputMode="decimal"
          min={0.05}
          max={1_000}
          step="any"
          defaultValue={connector?.perSecond ?? ''}
        />
      )}
      {isElsewhere && (
        <p class="refused" role="alert">
          {fault.status === 412 ? words.connectors.changed : sentenceOf(fault)}
        </p>
      )}
      <div class="form-end">
        <button class="button main" disabled={state.at === 'sending'}>
          {saved ? words.connectors.save : words.connectors.make}
        </button>
        <span role="status" class="faint">
          {state.at === 'saved' ? words.connectors.saved : ''}
        </span>
      </div>
    </form>
  )
}

/** What was kept is not to be sent again, nor to be read over a shoulder. */
function emptied(control: Element | RadioNodeList | null) {
  if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) control.value = ''
}

function isAt({ field }: Refusal, path: string): boolean {
  return field === path || Boolean(field?.startsWith(`${path}.`))
}

/** Beside the field its name need not be said again. */
function faultOf(refusal: Refusal): string {
  const sentence = sentenceOf(refusal).replace(/^“[^”]*” is wrong: /, '')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
