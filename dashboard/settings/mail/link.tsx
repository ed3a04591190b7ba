import { Section } from '../../ui/loading'
import { words } from '../../words/setting-up'

/** The way to the mail server, for whoever runs the server. */
export function MailLink() {
  return (
    <Section title={words.mail.title}>
      <p>{words.mail.openText}</p>
      <p>
        <a class="button" href="/settings/mail">
          {words.mail.open}
        </a>
      </p>
    </Section>
  )
}
