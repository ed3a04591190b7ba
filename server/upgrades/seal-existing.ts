import { and, eq, sql } from 'drizzle-orm'
import { channelOfKind } from '../connectors/kinds.ts'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { isSealed } from '../db/vault'
import type { Sealing } from '../secrets/sealing'

const lotSize = 1_000

/**
 * Seals what was kept in plain text before there was a vault, in lots, each whole or not at all: a start
 * that was broken off goes on with the next. Afterwards the file of an SQLite database holds none of it.
 */
export async function sealExisting(
  database: Database,
  sealing: Sealing,
  onLot: (sealed: number) => void = () => {}
): Promise<void> {
  let total = 0
  for (const work of [sealResponses, sealInvitations, sealConversations, sealAnswers]) {
    for (;;) {
      const count = await database.atomically((handle) => work(handle, database))
      total += count
      if (count > 0) onLot(total)
      if (count < lotSize) break
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  total += await database.atomically((handle) => sealSettings(handle, database, sealing))
  if (total > 0) await database.scrub()
}

// Conditions are written out, so that SQLite knows the indexes that hold nothing else. Rows are read and
// written whole, since writing a name is what seals it.

function* sealResponses(handle: Handle, { tables: { response }, vault }: Database) {
  const rows = yield* run(
    handle
      .select({
        surveyId: response.surveyId,
        id: response.id,
        siteId: response.siteId,
        customer: response.customer
      })
      .from(response)
      .where(sql`customer is not null and customer_hash is null`)
      .limit(lotSize)
  )
  for (const { surveyId, id, siteId, customer } of rows) {
    const hash = vault.hash(siteId, customer)
    yield* run(
      handle
        .update(response)
        .set({ customer: hash === null ? null : customer, customerHash: hash })
        .where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
    )
  }
  return rows.length
}

function* sealInvitations(handle: Handle, { tables: { invitation }, vault }: Database) {
  const isPlain = sql`(customer is not null and customer_hash is null) or (address is not null and address_hash is null)`
  const rows = yield* run(
    handle
      .select({
        id: invitation.id,
        siteId: invitation.siteId,
        customer: invitation.customer,
        address: invitation.address
      })
      .from(invitation)
      .where(isPlain)
      .limit(lotSize)
  )
  for (const { id, siteId, customer, address } of rows) {
    const [customerHash, addressHash] = [vault.hash(siteId, customer), vault.hash(siteId, address)]
    const sealed = {
      customer: customerHash === null ? null : customer,
      customerHash,
      address: addressHash === null ? null : address,
      addressHash
    }
    yield* run(handle.update(invitation).set(sealed).where(eq(invitation.id, id)))
  }
  return rows.length
}

function* sealConversations(handle: Handle, { tables: { conversation }, vault }: Database) {
  const rows = yield* run(
    handle
      .select({ siteId: conversation.siteId, id: conversation.id, customer: conversation.customer })
      .from(conversation)
      .where(sql`customer is not null and customer_hash is null`)
      .limit(lotSize)
  )
  for (const { siteId, id, customer } of rows) {
    const hash = vault.hash(siteId, customer)
    yield* run(
      handle
        .update(conversation)
        .set({ customer: hash === null ? null : customer, customerHash: hash })
        .where(and(eq(conversation.siteId, siteId), eq(conversation.id, id)))
    )
  }
  return rows.length
}

function* sealAnswers(handle: Handle, { tables: { delivery } }: Database) {
  const rows = yield* run(
    handle
      .select({ id: delivery.id, answer: delivery.answer })
      .from(delivery)
      .where(sql`answer is not null and answer not like '~1.%'`)
      .limit(lotSize)
  )
  for (const { id, answer } of rows)
    yield* run(handle.update(delivery).set({ answer }).where(eq(delivery.id, id)))
  return rows.length
}

/** The secrets of sites, and what has become a secret of a kind of connector since it was kept. */
function* sealSettings(handle: Handle, { tables: { site, connector } }: Database, sealing: Sealing) {
  let count = 0
  const sites = yield* run(
    handle.select({ id: site.id, secret: site.secret, kept: sql<string>`secret` }).from(site)
  )
  for (const { id, secret, kept } of sites) {
    if (isSealed(kept)) continue
    yield* run(handle.update(site).set({ secret }).where(eq(site.id, id)))
    count += 1
  }
  for (const row of yield* run(handle.select().from(connector))) {
    const settings = JSON.parse(row.settings) as Record<string, unknown> // written by connectors.ts only
    const secret = Object.entries(settings).filter(([name]) =>
      channelOfKind(row.kind)?.secrets.includes(name)
    )
    const opened = secret.length === 0 ? undefined : sealing.open(row.secrets, row.id)
    if (opened === undefined) continue
    const secrets = JSON.stringify({
      ...(JSON.parse(opened) as Record<string, unknown>),
      ...Object.fromEntries(secret)
    })
    const open = Object.fromEntries(
      Object.entries(settings).filter(([name]) => !secret.some(([one]) => one === name))
    )
    yield* run(
      handle
        .update(connector)
        .set({ settings: JSON.stringify(open), secrets: sealing.seal(secrets, row.id) })
        .where(eq(connector.id, row.id))
    )
    count += 1
  }
  return count
}
