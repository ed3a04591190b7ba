import { and, desc, eq, gt, inArray, lt, or } from 'drizzle-orm'
import type { RefusedOriginsView } from '../contract/refused-origins'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { allowsOrigin, isOwnOrigin } from './origins'
import { originsOf } from './sites'

/** A widget keeps an answer for so long and tries again; after that nobody waits for the origin any more. */
const keptMs = 14 * 86_400_000
/** That pages of an origin go on sending is written no more often. */
const writtenEveryMs = 600_000
const writtenMax = 10_000
/**
 * So many of each kind are kept of a site: anybody can name any origin, and must not push out the site's
 * own.
 */
const keptMax = { own: 10, foreign: 10 }
/** So many may be allowed by one press. */
const allowableMax = 3

/** Keeps that a page of this origin was refused, so that the owner of the site can be told. */
export function makeRefusedOrigins({
  database,
  now,
  steady
}: {
  database: Database
  now: () => number
  steady: () => number
}) {
  const written = new Map<string, number>()

  return async function note(site: SiteRow, origin: string | undefined): Promise<void> {
    const seen = pageOrigin(origin)
    if (seen === undefined) return
    const key = `${site.id} ${seen}`
    if (steady() - (written.get(key) ?? -Infinity) < writtenEveryMs) return
    if (written.size >= writtenMax) written.clear()
    written.set(key, steady())
    const at = now()
    const { refusedOrigin } = database.tables
    await database.handle
      .insert(refusedOrigin)
      .values({ siteId: site.id, origin: seen, refusedAt: at })
      .onConflictDoUpdate({ target: [refusedOrigin.siteId, refusedOrigin.origin], set: { refusedAt: at } })
    await forgetOldest(database, site, at)
  }
}

/** Of each kind the latest stay. */
async function forgetOldest(database: Database, site: SiteRow, at: number): Promise<void> {
  const { refusedOrigin } = database.tables
  const isTheirs = eq(refusedOrigin.siteId, site.id)
  const rows = await database.handle
    .select()
    .from(refusedOrigin)
    .where(isTheirs)
    .orderBy(desc(refusedOrigin.refusedAt), refusedOrigin.origin)
  const left = { ...keptMax }
  const surplus = rows
    .filter(({ origin }) => left[isOwnOrigin(originsOf(site), origin) ? 'own' : 'foreign']-- <= 0)
    .map(({ origin }) => origin)
  const isOver = lt(refusedOrigin.refusedAt, at - keptMs)
  await database.handle
    .delete(refusedOrigin)
    .where(and(isTheirs, surplus.length > 0 ? or(isOver, inArray(refusedOrigin.origin, surplus)) : isOver))
}

/** What was refused lately and is not allowed meanwhile, the latest first. */
export async function refusedOrigins(
  { handle, tables: { refusedOrigin } }: Database,
  site: SiteRow,
  now: number
): Promise<RefusedOriginsView> {
  const allowed = originsOf(site)
  const isLate = and(eq(refusedOrigin.siteId, site.id), gt(refusedOrigin.refusedAt, now - keptMs))
  const rows = await handle
    .select()
    .from(refusedOrigin)
    .where(isLate)
    .orderBy(desc(refusedOrigin.refusedAt), refusedOrigin.origin)
  let left = allowableMax
  return {
    rows: rows
      .filter(({ origin }) => !allowsOrigin(allowed, origin))
      .map(({ origin, refusedAt }) => ({
        origin,
        refusedAt: new Date(refusedAt).toISOString(),
        allowable: isOwnOrigin(allowed, origin) && left-- > 0
      }))
  }
}

/** What a browser names as the origin of a web page; nothing of what no site could allow. */
function pageOrigin(origin: string | undefined): string | undefined {
  if (
    origin === undefined ||
    origin.length > limits.originLength ||
    !/^https?:\/\/[^*]+$/.test(origin) ||
    !URL.canParse(origin)
  )
    return undefined
  return new URL(origin).origin === origin ? origin : undefined
}
