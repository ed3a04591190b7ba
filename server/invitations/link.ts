import type { Config } from '../config'
import { hashOf, linkToken } from '../ids'
import type { InvitationRow } from '../invitations'
import { problem } from '../problem'

/** The address that opens an invitation. It follows from the secret, so that it can be sent once more and is kept nowhere. */
export function linkOf({ id, reusable }: Pick<InvitationRow, 'id' | 'reusable'>, { publicUrl, secret }: Pick<Config, 'publicUrl' | 'secret'>): string {
  return `${publicUrl}/${reusable ? 'q' : 's'}/${linkToken(secret, id)}`
}

/** The link once more, of an invitation that there is. Throws `link-lost` where it was made under another secret. */
export function linkAgain(row: InvitationRow, config: Pick<Config, 'publicUrl' | 'secret'>): string {
  if (hashOf(linkToken(config.secret, row.id)) !== row.tokenHash) throw problem('link-lost')
  return linkOf(row, config)
}
