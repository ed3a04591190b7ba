import { randomBytes } from 'node:crypto'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Change } from '../access/act'
import { operatorInPerson } from '../access/operator'
import type { Caller } from '../access/permissions'
import { declaredOf, declaredText } from '../attributes/declared'
import { changesBetween, recordAudit } from '../audit/log'
import { etagOf, isMatch } from '../contract/etag'
import { problem } from '../contract/problem'
import type { SiteView, siteInput, sitePatch } from '../contract/sites'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import { newId, newSiteKey } from '../secrets/ids'
import { groupAnew } from './attributes'
import { botsOf, botsText, countByBots } from './bots'
import { countByClaims } from './claimed-agents'
import {
  openingHoursOf,
  openingHoursText,
  targetsByOf,
  targetsByText,
  targetsOf,
  targetsText
} from './service-settings'

/** So many new topics, agents and teams a site's pages may bring in a day. */
const usualNewKeys = 50

/**
 * Makes a site. A person who makes one owns it; one that the operator makes belongs to whoever set
 * everything up.
 */
export async function createSite(
  database: Database,
  caller: Caller,
  input: z.infer<typeof siteInput>,
  now: number
): Promise<SiteRow> {
  const { site, member } = database.tables
  const row = {
    id: newId('sit'),
    key: newSiteKey(),
    name: input.name,
    origins: JSON.stringify(input.origins),
    timeZone: input.timeZone,
    locale: input.locale,
    secret: randomBytes(32).toString('hex'),
    tagRules: '{}',
    bots: botsText(input.bots),
    attributes: declaredText(input.attributes),
    conversationUrl: input.conversationUrl,
    targets: targetsText(input.targets),
    targetsBy: targetsByText(input.targetsBy),
    openingHours: openingHoursText(input.openingHours),
    retention: '{}',
    retainedOn: null,
    deletedAt: null,
    newKeysPerDay: input.newKeysPerDay ?? usualNewKeys,
    claimedAgents: input.claimedAgents ?? 'count',
    // A site whose maker says nothing is decided by its first signature.
    claimedDecision: input.claimedAgents === undefined ? 'open' : 'made',
    createdAt: now
  }
  const owner = caller.kind === 'person' ? caller.userId : await operatorInPerson(database)
  await database.atomically(function* (handle) {
    yield* run(handle.insert(site).values(row))
    if (owner !== undefined)
      yield* run(
        handle
          .insert(member)
          .values({ siteId: row.id, userId: owner, role: 'owner', agent: null, createdAt: now })
      )
    yield* run(
      recordAudit(handle, database, {
        siteId: row.id,
        caller,
        action: 'site-created',
        subject: row.id,
        detail: { name: row.name },
        at: now
      })
    )
  })
  return row
}

/** The sites that a caller has anything to do with, oldest first. */
export async function listSites(
  { tables: { site, member }, handle }: Database,
  caller: Caller
): Promise<SiteRow[]> {
  const isThere = isNull(site.deletedAt)
  const sites = handle.select().from(site)
  if (caller.kind === 'public') throw problem('sign-in-needed')
  if (caller.kind === 'key')
    return sites
      .where(and(isThere, caller.siteId === null ? undefined : eq(site.id, caller.siteId)))
      .orderBy(asc(site.createdAt))
  const mine = handle.select({ id: member.siteId }).from(member).where(eq(member.userId, caller.userId))
  return sites.where(and(isThere, inArray(site.id, mine))).orderBy(asc(site.createdAt))
}

export async function siteById({ tables: { site }, handle }: Database, id: string): Promise<SiteRow> {
  const [row] = await handle
    .select()
    .from(site)
    .where(and(eq(site.id, id), isNull(site.deletedAt)))
  if (!row) throw problem('site-unknown', id)
  return row
}

/**
 * Changes a site, and notes who did it and what it was before. `ifMatch` names the version that the caller
 * has seen; throws `changed-meanwhile` for another one.
 */
export async function changeSite(
  database: Database,
  id: string,
  { caller, patch, ifMatch, now }: Change<z.infer<typeof sitePatch>>
): Promise<SiteRow> {
  const { site } = database.tables
  const { origins, targets, targetsBy, openingHours, bots, attributes, ...rest } = patch
  const changes = {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(origins ? { origins: JSON.stringify(origins) } : {}),
    ...(targets ? { targets: targetsText(targets) } : {}),
    ...(bots ? { bots: botsText(bots) } : {}),
    ...(attributes ? { attributes: declaredText(attributes) } : {}),
    ...(targetsBy ? { targetsBy: targetsByText(targetsBy) } : {}),
    ...(openingHours ? { openingHours: openingHoursText(openingHours) } : {}),
    ...(rest.claimedAgents ? { claimedDecision: 'made' } : {})
  }
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, id))))
    if (!row) throw problem('site-unknown', id)
    if (!isMatch(ifMatch, siteEtag(row))) throw problem('changed-meanwhile')
    const changed = { ...row, ...changes }
    const detail = changesBetween(settingsOf(row), settingsOf(changed))
    if (!detail) return row
    yield* countByClaims(handle, database, row, changed)
    yield* countByBots(handle, database, row, changed)
    yield* groupAnew(handle, database, row, changed)
    yield* run(handle.update(site).set(changes).where(eq(site.id, id)))
    yield* run(
      recordAudit(handle, database, {
        siteId: id,
        caller,
        action: 'site-changed',
        subject: id,
        detail,
        at: now
      })
    )
    return changed
  })
}

export function siteEtag(row: SiteRow): string {
  return etagOf(row)
}

export function originsOf(site: SiteRow): string[] {
  return JSON.parse(site.origins) as string[] // written by createSite and changeSite only
}

export function siteViewOf(site: SiteRow, publicUrl: string): SiteView {
  return {
    id: site.id,
    key: site.key,
    ...settingsOf(site),
    scriptTag: scriptTag(publicUrl, site.key),
    createdAt: new Date(site.createdAt).toISOString()
  }
}

/** What owners may change of a site. */
function settingsOf(site: SiteRow) {
  const { name, timeZone, locale, conversationUrl, claimedDecision } = site
  const { claimedAgents } = site
  return {
    name,
    origins: originsOf(site),
    timeZone,
    locale,
    conversationUrl,
    targets: targetsOf(site),
    targetsBy: targetsByOf(site),
    openingHours: openingHoursOf(site),
    newKeysPerDay: site.newKeysPerDay,
    claimedAgents,
    bots: botsOf(site),
    attributes: [...declaredOf(site)],
    askAboutClaimed: claimedDecision === 'asked'
  }
}

function scriptTag(publicUrl: string, siteKey: string) {
  return `<script async src="${publicUrl}/w/${siteKey}.js"></script>`
}
