import { useState } from 'preact/hooks'
import type { RetentionView } from '../../server/contract/retention'
import type { SiteView } from '../../server/contract/sites'
import { ask } from '../app/api'
import { refresh, useResource } from '../app/resource'
import { Field, Form } from '../ui/form'
import { Bones, Loaded, Section } from '../ui/loading'
import { words } from '../words/setting-up'

const kinds = ['comments', 'links', 'addresses', 'deliveries', 'conversations'] as const
type Days = Partial<Record<(typeof kinds)[number], number>>

/**
 * For how many days a site keeps what it knows of customers. What that would empty today is said before it
 * is switched on.
 */
export function Keeping({ site }: { site: SiteView }) {
  const path = `/v1/sites/${site.id}/retention`
  const set = useResource<RetentionView>(path)
  const [wanted, want] = useState<{ days: Days; today: RetentionView['today'] } | undefined>(undefined)
  const [isSaved, setSaved] = useState(false)
  const texts = words.customers
  const look = async (fields: FormData) => {
    setSaved(false)
    const days: Days = Object.fromEntries(
      kinds.flatMap((kind) => (fields.get(kind) ? [[kind, Number(fields.get(kind))]] : []))
    )
    const asked = new URLSearchParams(Object.entries(days).map(([kind, count]) => [kind, String(count)]))
    const nothing = { comments: 0, links: 0, addresses: 0, deliveries: 0, conversations: 0 }
    want({
      days,
      today: Object.keys(days).length === 0 ? nothing : (await ask<RetentionView>(`${path}?${asked}`)).today
    })
  }
  const keep = async () => {
    await ask(path, {
      method: 'PATCH',
      body: Object.fromEntries(kinds.map((kind) => [kind, wanted?.days[kind] ?? null]))
    })
    want(undefined)
    setSaved(true)
    refresh()
  }
  return (
    <Section title={texts.keepTitle}>
      <p>{texts.keepText}</p>
      <Loaded of={set} skeleton={<Bones widths={[100, 100, 100]} class="bone row" />}>
        {({ days }) => (
          <Form submit={texts.keepLook} send={look}>
            {kinds.map((kind) => (
              <Field
                key={kind}
                label={texts.kinds[kind]}
                hint={texts.kindHints[kind]}
                name={kind}
                type="number"
                min={1}
                max={3660}
                inputMode="numeric"
                value={(wanted ? wanted.days[kind] : days[kind]) ?? ''}
              />
            ))}
          </Form>
        )}
      </Loaded>
      {wanted && (
        <Form submit={texts.keepSave} send={keep}>
          <p role="status">{texts.today}</p>
          <ul>
            {kinds.map((kind) => (
              <li key={kind}>
                {texts.kinds[kind]}: {texts.emptied(wanted.days[kind], wanted.today[kind])}
              </li>
            ))}
          </ul>
        </Form>
      )}
      <p role="status" class="faint">
        {isSaved ? texts.kept : ''}
      </p>
    </Section>
  )
}
