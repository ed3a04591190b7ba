import { eq } from 'drizzle-orm'
import { nextHours } from '../asking/why-not'
import type { Unsendable } from '../channels/channel'
import type { Connector } from '../connectors/settings'
import type { InvitationRow } from '../db/rows'
import { askedAgain } from '../presentation/asked-again'
import { definitionOf } from '../presentation/definition'
import { unsubscribeWords } from '../presentation/unsubscribe-words'
import { linkTokenAgain } from '../secrets/ids'
import type { Published } from '../surveys/publication'
import { askingOf } from '../surveys/view'
import type { SendingServices } from './sending'

type About = { published: Published; connector: Connector; invitation: InvitationRow | undefined }

/**
 * The words that ask a customer once more, with the link to the question, in their language; a mail says where to
 * be left alone. It keeps to the hours in which the survey asks.
 */
export async function askingAgain(
  { database, config, now }: SendingServices,
  followUpId: string,
  { published, connector, invitation }: About
): Promise<string | Unsendable | { cancel: string } | { wait: number }> {
  const { secondAsk } = database.tables
  const [ask] = await database.handle.select().from(secondAsk).where(eq(secondAsk.followUpId, followUpId))
  if (!ask) return { cancel: 'answer-erased' }
  if (ask.state === 'answered') return { cancel: 'answered' }
  if (published.row.state !== 'live') return { cancel: 'survey-not-live' }
  const opensAt = nextHours({ test: false, timeZone: invitation?.timeZone ?? null }, published, now())
  if (opensAt > now()) return { wait: opensAt }
  const token = linkTokenAgain(config, { id: followUpId, tokenHash: ask.tokenHash })
  if (token === undefined) return { unsendable: 'secret-changed' }
  const { locale, question } = definitionOf(
    published.meaning,
    invitation?.locale ?? published.site.locale,
    askingOf(published.row)
  )
  const said = `${askedAgain(locale)}\n\n${question}\n${config.publicUrl}/a/${token}`
  return connector.row.kind === 'email'
    ? `${said}\n\n-- \n${published.site.name}\n${unsubscribeWords(locale).wish}: ${config.publicUrl}/u/${token}`
    : said
}
