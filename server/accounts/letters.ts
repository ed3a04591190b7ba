import { AsyncLocalStorage } from 'node:async_hooks'
import type { Config } from '../config'
import { attackLetter, inviteLetter, proveLetter, resetLetter } from '../mail/letters'
import type { Mailer } from '../mail/sender'
import type { MailLanguage } from '../mail/words'
import { shownEmail } from './addresses'

type Person = { name: string; email: string; claimedEmail?: unknown }

/** What is mailed about accounts. Nothing is sent where there is no mail server. */
export type Letters = {
  isOffered(): Promise<boolean>
  reset(person: Person, token: string): void
  prove(person: Person, token: string): void
  attack(person: { name: string; email: string }): void
  /** Waits for the mail server; false where it did not take the mail. */
  invite(invited: { email: string; name: string; site: string; by: string; token: string }): Promise<boolean>
  /** Mails of `work` are written in this language. */
  in<T>(language: MailLanguage, work: () => Promise<T>): Promise<T>
}

export function makeLetters(mailer: Mailer | undefined, { publicUrl }: Config): Letters {
  const language = new AsyncLocalStorage<MailLanguage>()
  const now = () => language.getStore() ?? 'en'
  const addressOf = ({ email, claimedEmail }: Person) =>
    shownEmail({ email, claimedEmail: typeof claimedEmail === 'string' ? claimedEmail : null })
  return {
    isOffered: async () => (await mailer?.isOffered()) ?? false,
    reset: (person, token) =>
      mailer?.post(
        addressOf(person),
        resetLetter(now(), { name: person.name, url: resetUrl(publicUrl, token) })
      ),
    prove: (person, token) =>
      mailer?.post(
        addressOf(person),
        proveLetter(now(), { name: person.name, url: `${publicUrl}/prove?token=${token}` })
      ),
    attack: ({ name, email }) =>
      mailer?.post(email, attackLetter(now(), { name, url: `${publicUrl}/profile` })),
    invite: async ({ email, name, site, by, token }) => {
      const outcome = await mailer?.send(
        email,
        inviteLetter(now(), { name, site, by, url: joinUrl(publicUrl, token) })
      )
      return outcome?.state === 'sent'
    },
    in: (tag, work) => language.run(tag, work)
  }
}

export function joinUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/join?token=${token}`
}

export function resetUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/reset?token=${token}`
}
