import { and, asc, eq, gt, isNotNull, like } from 'drizzle-orm'
import type { Database } from '../db/database'
import { doneInCode, noteDone } from '../db/migrate'
import type { OptOutRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { siteById } from '../sites/sites'
import { plainly } from '../text/plain-address'
import { markOfCustomer } from './opt-outs'

const lotSize = 2_000

/**
 * Once after the upgrade: opt-outs of customers whose name is a mailbox were kept as it was written. For
 * those who are known from invitations, answers or conversations the mailbox in small letters is kept
 * beside it, so that the wish holds however it is written.
 */
export async function plainOptOutsOnce(database: Database, now: number): Promise<void> {
  const {
    handle,
    tables: { migration, optOut }
  } = database
  const name = doneInCode.optOuts
  await database.exclusively('opt-outs', async () => {
    if ((await handle.select().from(migration).where(eq(migration.name, name))).length > 0) return
    const isMailbox = and(eq(optOut.kind, 'customer'), like(optOut.masked, '%@%'))
    const rows = await handle.select().from(optOut).where(isMailbox)
    for (const siteId of new Set(rows.map((row) => row.siteId))) {
      const its = rows.filter((row) => row.siteId === siteId)
      await keepPlain(database, siteId, new Map(its.map((row) => [row.hash, row])))
    }
    await noteDone(database, name, now)
  })
}

async function keepPlain(
  database: Database,
  siteId: string,
  byHash: ReadonlyMap<string, OptOutRow>
): Promise<void> {
  const site = await siteById(database, siteId)
  for await (const customer of customersOf(database, siteId)) {
    const plain = plainly(customer)
    const row = plain === customer ? undefined : byHash.get(markOfCustomer(site, customer).hash)
    if (!row) continue
    const rows = [{ ...row, ...markOfCustomer(site, plain), id: newId('opt') }]
    const insert = { table: database.tables.optOut, rows, onConflict: 'on conflict do nothing' }
    await database.atomically((handle) => database.insertRows(handle, insert))
  }
}

/** Everybody whom a site has written down, some rows at a time. */
async function* customersOf({ handle, tables }: Database, siteId: string): AsyncGenerator<string> {
  const { invitation, response, conversation } = tables
  for (const table of [invitation, response, conversation]) {
    for (let after = '', isMore = true; isMore; ) {
      const isNext = and(
        eq(table.siteId, siteId),
        isNotNull(table.customerHash),
        gt(table.customerHash, after)
      )
      const columns = { hash: table.customerHash, customer: table.customer }
      const query = handle.select(columns).from(table).where(isNext).orderBy(asc(table.customerHash))
      const rows = await query.limit(lotSize)
      for (const { customer } of rows) if (customer) yield customer
      isMore = rows.length === lotSize
      // Whoever is cut in two by the end of a lot is read once more, from the beginning.
      const last = rows.at(-1)?.hash
      after = rows.findLast(({ hash }) => hash !== last)?.hash ?? last ?? after
    }
  }
}
