import type { Ask } from '../channels/channel'
import type { Config } from '../config'
import type { Connector } from '../connectors/settings'
import type { Database } from '../db/database'
import type { InvitationRow } from '../db/rows'
import { askOf } from '../delivery/ask'
import { invitationOf, isOpen, takesMany } from '../invitations/invitation'
import type { Publication, Published } from '../surveys/publication'

/**
 * The customer's invitation that a token names, if it belongs to the connector's site and is for one
 * answer.
 */
export async function invitedBy(
  { database, publication }: { database: Database; publication: Publication },
  { row }: Connector,
  token: string
): Promise<{ invitation: InvitationRow; published: Published } | undefined> {
  const invitation = await invitationOf(database, token)
  if (!invitation || invitation.siteId !== row.siteId || takesMany(invitation)) return undefined
  const published = await publication.survey(invitation.surveyId)
  return published && { invitation, published }
}

/** What a token asks, while it may be answered: a call wants to know what to say. */
export async function openAsk(
  services: { database: Database; publication: Publication; config: Config; now: () => number },
  connector: Connector,
  token: string
): Promise<Ask | undefined> {
  const invited = await invitedBy(services, connector, token)
  if (!invited || !isOpen(invited.invitation, invited.published, services.now())) return undefined
  return askOf(invited.invitation, invited.published, connector, {
    config: services.config,
    key: invited.invitation.id,
    windowOpen: true
  })
}
