import { useState } from 'preact/hooks'
import type { OptOutsView, OptOutView } from '../../server/contract/opt-outs'
import type { SiteView } from '../../server/contract/sites'
import { ask, Refusal } from '../app/api'
import { instant } from '../app/format'
import type { PageProps } from '../app/page'
import { refresh, useResource } from '../app/resource'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { useAttempt } from '../ui/attempt'
import { Field, Form } from '../ui/form'
import { Bones, Loaded, Section } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'

/** Who wants to be asked no more. Only owners come here. */
export function OptOuts({ params: { site: siteId = '' } }: PageProps) {
  const path = `/v1/opt-outs?site=${encodeURIComponent(siteId)}`
  const first = useResource<OptOutsView>(path)
  const texts = words.optOuts
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, role }) => (
        <div class="settings">
          <SiteTabs siteId={siteId} role={role} current="opt-outs" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <Loaded of={first} skeleton={<Bones widths={[100, 100, 100]} class="bone row" />}>
            {(page) =>
              page.rows.length === 0 ? (
                <p class="faint">{texts.none}</p>
              ) : (
                <Pages path={path} first={page}>
                  {(rows) => (
                    <ul class="keys">
                      {rows.map((row) => (
                        <Somebody key={row.id} optOut={row} site={site} />
                      ))}
                    </ul>
                  )}
                </Pages>
              )
            }
          </Loaded>
          <Adding site={site} />
        </div>
      )}
    </Frame>
  )
}

function Somebody({
  optOut: { id, kind, masked, source, createdAt },
  site
}: {
  optOut: OptOutView
  site: SiteView
}) {
  const { refused, attempt } = useAttempt()
  const texts = words.optOuts
  const takeBack = async () => {
    if (!confirm(texts.askAgainSure(masked))) return
    await attempt(async () => {
      await ask(`/v1/opt-outs/${id}`, { method: 'DELETE' })
      refresh()
    })
  }
  return (
    <li>
      <span>
        <strong>
          <bdi>{masked}</bdi>
        </strong>{' '}
        <span class="faint">
          {texts.kinds[kind]} ·{' '}
          {texts.since(texts.sources[source] ?? source, instant(createdAt, site.timeZone))}
        </span>
        {refused && (
          <span class="refused small" role="alert">
            {' '}
            {refused}
          </span>
        )}
      </span>
      <button type="button" class="plain" aria-label={texts.askAgainOf(masked)} onClick={takeBack}>
        {texts.askAgain}
      </button>
    </li>
  )
}

function Adding({ site }: { site: SiteView }) {
  const [round, setRound] = useState(0)
  const texts = words.optOuts
  const send = async (fields: FormData) => {
    const [customer, address] = ['customer', 'address'].map((name) => String(fields.get(name)).trim())
    if (!customer && !address) throw new Refusal(422, 'invalid', texts.neither, 'customer')
    await ask('/v1/opt-outs', {
      method: 'POST',
      body: { site: site.id, ...(customer && { customer }), ...(address && { address }) }
    })
    setRound(round + 1)
    refresh()
  }
  return (
    <Section title={texts.add}>
      <Form key={round} submit={texts.addIt} send={send}>
        <Field label={texts.customer} hint={texts.customerHint} name="customer" maxLength={200} />
        <Field label={texts.address} name="address" maxLength={200} dir="ltr" />
      </Form>
      <p role="status" class="faint">
        {round > 0 ? texts.added : ''}
      </p>
    </Section>
  )
}
