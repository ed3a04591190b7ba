import type { Caller } from '../access/permissions'
import { recordAudit } from '../audit/log'
import type { Config } from '../config'
import { problem } from '../contract/problem'
import { unsendable } from '../contract/unsendable'
import type { Database } from '../db/database'
import type { ConnectorRow } from '../db/rows'
import type { Sealing } from '../secrets/sealing'
import { usable } from './settings'
import { exchange } from './vendor-request'
import { hookUrlOf } from './view'

type Connecting = { database: Database; sealing: Sealing; config: Config; now: () => number }

/**
 * Tells the vendor to call us, which takes a bot's one webhook from whoever has it: so it is done when an
 * owner says so, and not when a connector is saved. Throws `connect-needless` where the vendor is told by
 * hand, `connect-refused` with what it said.
 */
export async function connectVendor(
  { database, sealing, config, now }: Connecting,
  row: ConnectorRow,
  caller: Caller
): Promise<void> {
  const connector = usable(row, sealing)
  if (!connector) throw problem('connect-refused', unsendable['connector-locked'])
  const { channel, settings } = connector
  const message = channel.connect?.(settings, hookUrlOf(row, config.publicUrl))
  if (!message) throw problem('connect-needless')
  const answer = await exchange(message, connector)
  if ('unsendable' in answer) throw problem('connect-refused', unsendable[answer.unsendable])
  const outcome = channel.outcome(answer)
  if (outcome.state !== 'sent') throw problem('connect-refused', outcome.reason)
  await recordAudit(database.handle, database, {
    siteId: row.siteId,
    caller,
    action: 'connector-connected',
    subject: row.id,
    detail: { name: row.name },
    at: now()
  })
}
