import { useState } from 'preact/hooks'
import type { Erased } from '../../server/contract/customers'
import type { SiteView } from '../../server/contract/sites'
import { ask, Refusal } from '../app/api'
import { save } from '../app/save'
import { Field, Form } from '../ui/form'
import { Section, sentenceOf } from '../ui/loading'
import { words } from '../words/setting-up'

type State =
  | { at: 'asking' }
  | { at: 'found'; customer: string; found: Erased }
  | { at: 'erased'; erased: Erased }

/** Hands out what is known of one customer, or erases it after it was said what that takes. */
export function OneCustomer({ site }: { site: SiteView }) {
  const [state, setState] = useState<State>({ at: 'asking' })
  const [refused, setRefused] = useState('')
  const texts = words.customers
  const look = async (fields: FormData) => {
    const customer = String(fields.get('customer')).trim()
    setRefused('')
    setState({
      at: 'found',
      customer,
      found: await ask<Erased>('/v1/customers/erase', {
        method: 'POST',
        body: { site: site.id, customer, dryRun: true }
      })
    })
  }
  const guarded = (work: () => Promise<void>) => async () => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefused(sentenceOf(error))
    }
  }
  return (
    <Section title={texts.oneTitle}>
      <p>{texts.oneText}</p>
      <Form submit={texts.look} send={look}>
        <Field
          label={texts.customer}
          name="customer"
          required
          maxLength={200}
          dir="auto"
          autocomplete="off"
        />
      </Form>
      {state.at === 'found' && (
        <>
          <p role="status">{texts.found(state.found)}</p>
          {Object.values(state.found).some((count) => count > 0) && (
            <p class="form-end">
              <button
                type="button"
                class="button"
                onClick={guarded(async () => {
                  const known = await ask<unknown>('/v1/customers/export', {
                    method: 'POST',
                    body: { site: site.id, customer: state.customer }
                  })
                  save(
                    new Blob([JSON.stringify(known, null, 2)], { type: 'application/json' }),
                    'customer.json'
                  )
                })}
              >
                {texts.download}
              </button>
              <button
                type="button"
                class="button danger"
                onClick={guarded(async () => {
                  if (!confirm(texts.eraseSure)) return
                  setState({
                    at: 'erased',
                    erased: await ask<Erased>('/v1/customers/erase', {
                      method: 'POST',
                      body: { site: site.id, customer: state.customer }
                    })
                  })
                })}
              >
                {texts.erase}
              </button>
            </p>
          )}
          <p class="faint small">{texts.eraseText}</p>
        </>
      )}
      {state.at === 'erased' && <p role="status">{texts.erased}</p>}
      {refused && (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
    </Section>
  )
}
