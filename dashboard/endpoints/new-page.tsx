import { useState } from 'preact/hooks'
import type { MadeEndpointView } from '../../server/contract/endpoints'
import { ask } from '../app/api'
import type { PageProps } from '../app/page'
import { forget } from '../app/resource'
import { Frame } from '../shell/frame'
import { Copy } from '../ui/copy'
import { Form } from '../ui/form'
import { Title } from '../ui/title'
import { words } from '../words'
import { EndpointFields, endpointIn } from './fields'
import { endpointsPath } from './paths'

/** Makes an endpoint and shows its secret, this once. */
export function NewEndpoint({ params: { site: siteId = '' } }: PageProps) {
  const [made, setMade] = useState<MadeEndpointView>()
  const texts = words.endpoints
  const send = async (fields: FormData) => {
    const body = { site: siteId, ...endpointIn(fields) }
    setMade(await ask<MadeEndpointView>('/v1/endpoints', { method: 'POST', body }))
    // The list that was read before has it not.
    forget()
  }
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys }) => (
        <div class="settings">
          <p class="way-back">
            <a href={endpointsPath(site.id)}>{texts.back}</a>
          </p>
          <Title>{texts.addTitle}</Title>
          {made ? (
            <div class="made" role="status">
              <p>{texts.secretMade}</p>
              <Copy text={made.secret} label={texts.secret} />
              <p>
                <a class="button main" href={`${endpointsPath(site.id)}/${made.id}`}>
                  {texts.open}
                </a>
              </p>
            </div>
          ) : (
            <Form submit={texts.make} send={send}>
              <EndpointFields surveys={surveys} />
            </Form>
          )}
        </div>
      )}
    </Frame>
  )
}
