import type { Config } from '../config'
import { problem } from '../contract/problem'
import type { InvitationRow } from '../db/rows'
import { linkToken, linkTokenAgain } from '../secrets/ids'

export type LinkConfig = Pick<Config, 'publicUrl' | 'secret' | 'formerSecrets'>

type Linked = Pick<InvitationRow, 'id' | 'tokenHash' | 'reusable'>

/**
 * What opens an invitation. It follows from the secret, so that it can be told once more and is kept
 * nowhere.
 */
export function tokenOf(row: Pick<Linked, 'id' | 'tokenHash'>, config: LinkConfig): string {
  return linkTokenAgain(config, row) ?? linkToken(config, row.id)
}

/** The address that opens an invitation. */
export function linkOf(row: Linked, config: LinkConfig): string {
  return `${config.publicUrl}/${row.reusable ? 'q' : 's'}/${tokenOf(row, config)}`
}

/**
 * The link once more, of an invitation that there is. Throws `link-lost` where it was made under a secret
 * that is not known any more.
 */
export function linkAgain(row: Linked, config: LinkConfig): string {
  if (linkTokenAgain(config, row) === undefined) throw problem('link-lost')
  return linkOf(row, config)
}
