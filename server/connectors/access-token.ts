import { eq } from 'drizzle-orm'
import type { Outcome, Outgoing, VendorAnswer } from '../channels/channel'
import { accessTokenHere } from '../channels/channel'
import type { Database } from '../db/database'
import type { Sealing } from '../secrets/sealing'
import type { Connections } from './kept-connections'
import type { Connector } from './settings'
import { exchange } from './vendor-request'

/** A token is not used in its last minute, when it might end on its way. */
const marginMs = 60_000

type Parts = { database: Database; sealing: Sealing; connections: Connections; now: () => number }
type Kept = { token: string; until: number }

/**
 * The request with the vendor's access token in place, got anew where there is none that lasts; or why
 * there is none.
 */
export async function withAccess(
  services: Parts,
  connector: Connector,
  outgoing: Outgoing
): Promise<Outgoing | { outcome: Outcome; answer?: VendorAnswer }> {
  const { access, outcome } = connector.channel
  if (!access || outgoing.to !== 'http') return outgoing
  const kept = keptBy(services, connector)
  if (kept && kept.until - marginMs > services.now()) return filled(outgoing, kept.token)
  const answer = await exchange(access.request(connector.settings), connector, { kept: services.connections })
  if ('unsendable' in answer) return { outcome: { state: 'refused', reason: answer.unsendable } }
  const got = access.read(answer)
  if (!got) {
    // The answer may hold a token all the same, so nothing of it is kept but the words in which the vendor
    // refused.
    const failed = (access.outcome ?? outcome)({
      ...answer,
      body: answer.body.replaceAll(/[\w.-]{20,}/g, '…')
    })
    return {
      answer: { ...answer, body: '' },
      outcome: failed.state === 'sent' ? { state: 'later', reason: 'no-access-token' } : failed
    }
  }
  await keep(services, connector, { token: got.token, until: services.now() + got.forMs })
  return filled(outgoing, got.token)
}

/** Whatever comes next gets a token anew. */
export async function forgetAccess(
  {
    database: {
      handle,
      tables: { connector }
    }
  }: Parts,
  { row }: Connector
): Promise<void> {
  await handle.update(connector).set({ access: null }).where(eq(connector.id, row.id))
}

function filled(request: Extract<Outgoing, { to: 'http' }>, token: string): Outgoing {
  const fill = (text: string) => text.replaceAll(accessTokenHere, () => token)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, fill(value)])
  )
  return { ...request, url: fill(request.url), body: fill(request.body), headers }
}

function keptBy({ sealing }: Parts, { row }: Connector): Kept | undefined {
  const opened = row.access === null ? undefined : sealing.open(row.access, row.id)
  return opened === undefined ? undefined : (JSON.parse(opened) as Kept) // written by keep only
}

async function keep(
  {
    database: {
      handle,
      tables: { connector }
    },
    sealing
  }: Parts,
  { row }: Connector,
  kept: Kept
) {
  await handle
    .update(connector)
    .set({ access: sealing.seal(JSON.stringify(kept), row.id) })
    .where(eq(connector.id, row.id))
}
