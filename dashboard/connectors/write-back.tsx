import { useEffect, useState } from 'preact/hooks'
import type { ConnectorView, DeliveriesView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import type { WriteBackInput, WriteBackView } from '../../server/contract/write-back'
import { askTagged, Refusal } from '../app/api'
import { instant } from '../app/format'
import { useMessageNews } from '../app/live'
import { refresh, useResource } from '../app/resource'
import { ChoiceField, Field, Form, Saved as SavedNote } from '../ui/form'
import { Loaded, Section } from '../ui/loading'
import { words } from '../words/setting-up'
import { DeliveryAnswer, DeliveryState } from './deliveries'

const answers = ['none', 'low', 'all'] as const
const ticks = ['note', 'tag', 'native', 'reopen'] as const

type Saved = { settings: WriteBackView; tag: string }

/** What a helpdesk is told of answers, and what became of the latest; nothing for what is no helpdesk. */
export function WriteBack({ site, connector }: { site: SiteView; connector: ConnectorView }) {
  const [saved, setSaved] = useState<Saved>()
  const [isDone, setDone] = useState(false)
  const path = `/v1/connectors/${connector.id}/write-back`
  useEffect(() => {
    const abort = new AbortController()
    askTagged<WriteBackView>(path, { signal: abort.signal }).then(
      ({ value, tag }) => setSaved({ settings: value, tag }),
      () => undefined
    )
    return () => abort.abort()
    // What is missing may have been entered meanwhile.
  }, [path, connector.updatedAt])
  if (!saved || saved.settings.takes.length === 0) return null
  return (
    <Section title={words.writeBack.title}>
      <p>{words.writeBack.lead}</p>
      {saved.settings.lacks !== null && (
        <p class="refused">
          {words.writeBack.lacks(words.connectors.fields[saved.settings.lacks] ?? saved.settings.lacks)}
        </p>
      )}
      <WriteBackForm
        key={saved.tag}
        saved={saved}
        path={path}
        isDone={isDone}
        done={(now) => {
          setSaved(now)
          setDone(true)
        }}
      />
      <Latest site={site} connector={connector} />
    </Section>
  )
}

type FormProps = { saved: Saved; path: string; isDone: boolean; done(saved: Saved): void }

function WriteBackForm({ saved: { settings, tag }, path, isDone, done }: FormProps) {
  const texts = words.writeBack
  const takes = new Set(settings.takes)
  const send = async (given: FormData) => {
    const text = (name: string) => String(given.get(name) ?? '').trim() || null
    const body: WriteBackInput = {
      answers: given.get('answers') as WriteBackInput['answers'], // the options below are these
      note: given.has('note'),
      tag: given.has('tag'),
      native: given.has('native'),
      reopen: given.has('reopen'),
      field: text('field'),
      assign: text('assign')
    }
    try {
      const { value, tag: next } = await askTagged<WriteBackView>(path, { method: 'PUT', body, ifMatch: tag })
      done({ settings: value, tag: next })
      refresh()
    } catch (error) {
      throw error instanceof Refusal && error.status === 412
        ? new Refusal(412, error.code, texts.changed)
        : error
    }
  }
  return (
    <Form submit={texts.save} send={send} aside={<SavedNote saved={isDone} />}>
      <ChoiceField
        label={texts.answers}
        name="answers"
        defaultValue={settings.answers}
        options={answers.map((value) => ({ value, label: texts.answersOf[value] }))}
      />
      <fieldset class="checks" aria-label={texts.what}>
        <span>{texts.what}</span>
        {ticks
          .filter((part) => takes.has(part))
          .map((part) => (
            <label key={part} class="check">
              <input type="checkbox" name={part} defaultChecked={settings[part]} />
              {texts.parts[part]}
            </label>
          ))}
      </fieldset>
      {takes.has('field') && (
        <Field
          label={texts.field}
          hint={texts.fieldHint}
          name="field"
          maxLength={100}
          autocomplete="off"
          defaultValue={settings.field ?? ''}
        />
      )}
      {takes.has('assign') && (
        <Field
          label={texts.assign}
          hint={texts.assignHint}
          name="assign"
          maxLength={60}
          autocomplete="off"
          defaultValue={settings.assign ?? ''}
        />
      )}
    </Form>
  )
}

/** The latest answers that were to be written, each with what the helpdesk said of it. */
function Latest({ site, connector }: { site: SiteView; connector: ConnectorView }) {
  const written = useResource<DeliveriesView>(`/v1/connectors/${connector.id}/deliveries?purpose=write-back`)
  useMessageNews()
  const texts = words.writeBack
  return (
    <>
      <h3>{texts.latest}</h3>
      <Loaded of={written} skeleton={null}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="faint">{texts.none}</p>
          ) : (
            <ul class="turned-away">
              {rows.slice(0, 10).map((delivery) => (
                <li key={delivery.id}>
                  <time dateTime={delivery.createdAt}>{instant(delivery.createdAt, site.timeZone)}</time>{' '}
                  <DeliveryState delivery={delivery} /> <DeliveryAnswer delivery={delivery} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}
