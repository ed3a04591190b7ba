import { Section } from '../parts/states'
import { useResource } from '../resource'
import { words } from '../words'
import type { MeView } from '../../server/contract/people'

/** The way to the mail server, for whoever runs the server. */
export function MailLink() {
  const me = useResource<MeView>('/v1/me')
  if (me.at !== 'ready' || !me.value.runsServer) return null
  return (
    <Section title={words.mail.title}>
      <p>{words.mail.openText}</p>
      <p><a class="button" href="/settings/mail">{words.mail.open}</a></p>
    </Section>
  )
}
