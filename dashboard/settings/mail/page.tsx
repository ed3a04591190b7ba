import { useState } from 'preact/hooks'
import type { MailServerView } from '../../../server/contract/mail'
import type { MeView } from '../../../server/contract/people'
import { ask } from '../../app/api'
import { refresh, useResource } from '../../app/resource'
import { Top } from '../../shell/top'
import { Bones, Loaded } from '../../ui/loading'
import { Title } from '../../ui/title'
import { words } from '../../words/setting-up'
import { MailServerForm } from './server-form'
import { MailTest } from './test'

/**
 * By which mail server this server writes to the people who work with it. Only whoever runs it comes here.
 */
export function MailServer() {
  const mail = useResource<MailServerView>('/v1/mail-server')
  const me = useResource<MeView>('/v1/me')
  const [isSaved, setSaved] = useState(false)
  const texts = words.mail
  const remove = async () => {
    if (!confirm(texts.sureRemove)) return
    await ask('/v1/mail-server', { method: 'DELETE' })
    setSaved(false)
    refresh()
  }
  const remover = (
    <button type="button" class="plain" onClick={remove}>
      {texts.remove}
    </button>
  )
  return (
    <>
      <Top me={me.at === 'ready' ? me.value : undefined} />
      <main class="profile settings">
        <Title>{texts.title}</Title>
        <p class="lead">{texts.lead}</p>
        <Loaded of={mail} skeleton={<Bones widths={[100, 100, 100, 100]} class="bone row tall" />}>
          {({ by, server }) => (
            <>
              {by !== 'settings' && (
                <p class="mail-state">{by === null ? texts.none : texts.byEnvironment}</p>
              )}
              <MailServerForm
                key={JSON.stringify(server)}
                by={by}
                server={server}
                isSaved={isSaved}
                setSaved={setSaved}
                aside={by === 'settings' && remover}
              />
              {by !== null && me.at === 'ready' && <MailTest to={me.value.email} />}
            </>
          )}
        </Loaded>
      </main>
    </>
  )
}
