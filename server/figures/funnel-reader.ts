import { and, count, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { channelOf, slugOf } from '../channel-names'
import type { FunnelDimension } from '../contract/funnel'
import { limits } from '../contract/terms'
import { instantIn } from '../days'
import type { Database } from '../db/database'
import { reached } from '../invitations/reached'
import type { SiteRow } from '../sites'
import type { Period } from './periods'
import { addDays } from './periods'

const daysAtOnce = 7

/** Which values of a dimension are asked for, as keys; a dimension that is absent is not filtered. */
export type FunnelFilters = Partial<Record<FunnelDimension, readonly string[]>>

/** How far so many invitations with the same tags came. `receipts`: of how many somebody says that they arrived. */
export type FunnelCount = {
  /** What the tags were sent as, and the keys that they are counted under: several for several topics. */
  tags: Partial<Record<FunnelDimension, { key: string; sent: string }[]>>
  state: string
  reason: string
  invited: number
  sent: number
  receipts: number
  delivered: number
  opened: number
  started: number
  completed: number
}

const tagsOf: Record<FunnelDimension, (kept: string) => { key: string; sent: string }[]> = {
  channel: (sent) => [{ key: channelOf(sent), sent }],
  topic: topicsOf,
  agent: (sent) => [{ key: sent, sent }],
  team: (sent) => [{ key: sent, sent }],
  locale: (sent) => [{ key: sent, sent }],
  delivery: (sent) => [{ key: channelOf(sent), sent }]
}

/** The survey, the site whose days count, and the dimensions that are filtered and set side by side. */
export type FunnelOf = { surveyId: string; site: SiteRow; filters: FunnelFilters; by: FunnelDimension | undefined }

/** What became of the invitations that were made in a period. A week at a time, so that a year of them holds up nobody's answer on SQLite. */
export async function readFunnel(database: Database, of: FunnelOf, { from, to }: Period): Promise<FunnelCount[]> {
  const counts: FunnelCount[] = []
  for (let day = from; day <= to; day = addDays(day, daysAtOnce)) {
    const last = addDays(day, daysAtOnce - 1)
    counts.push(...(await readAtOnce(database, of, { from: day, to: last < to ? last : to })))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return counts
}

/** Counted by the database for each combination of the dimensions that are needed. */
async function readAtOnce({ tables, handle }: Database, { surveyId, site, filters, by }: FunnelOf, period: Period): Promise<FunnelCount[]> {
  const { invitation } = tables
  const columns: Record<FunnelDimension, SQL | typeof invitation.channel> = {
    channel: invitation.channel,
    topic: invitation.topics,
    agent: invitation.agent,
    team: invitation.team,
    locale: invitation.locale,
    delivery: sql`coalesce(${invitation.delivery}, '')`
  }
  const needed = [...new Set([...filteredBy(filters), ...(by ? [by] : [])])]
  const { state, stateReason, deliveredAt, answeredAt } = invitation
  const come = reached(tables)
  const sumOf = (step: SQL) => sql<number | string>`sum(case when ${step} then 1 else 0 end)`
  const counted = {
    state,
    reason: sql<string>`coalesce(${stateReason}, '')`,
    invited: count(),
    sent: sumOf(come.sent),
    receipts: count(deliveredAt),
    delivered: sumOf(come.delivered),
    opened: sumOf(come.opened),
    started: sumOf(come.started),
    completed: count(answeredAt)
  }
  const dimensions = Object.fromEntries(needed.map((dimension) => [dimension, columns[dimension]])) as Record<FunnelDimension, typeof invitation.channel>
  const from = gte(invitation.createdAt, instantIn(site.timeZone, period.from))
  const to = lt(invitation.createdAt, instantIn(site.timeZone, addDays(period.to, 1)))
  const rows = await handle
    .select({ ...counted, ...dimensions })
    .from(invitation)
    .where(and(eq(invitation.surveyId, surveyId), from, to, eq(invitation.test, false), eq(invitation.reusable, false), filters.agent && inArray(invitation.agent, [...filters.agent])))
    .groupBy(state, stateReason, ...needed.map((dimension) => columns[dimension]))
  return rows
    .map((row) => ({
      tags: Object.fromEntries(needed.map((dimension) => [dimension, tagsOf[dimension](row[dimension])])),
      state: row.state,
      reason: row.reason,
      // PostgreSQL gives sums as text.
      invited: Number(row.invited),
      sent: Number(row.sent),
      receipts: Number(row.receipts),
      delivered: Number(row.delivered),
      opened: Number(row.opened),
      started: Number(row.started),
      completed: Number(row.completed)
    }))
    .filter(({ tags }) => fits(tags, filters))
}

/** Links for many and how often they were opened and answered since they were made, the most answered first. */
export async function readPlacements({ tables: { invitation, response }, handle }: Database, surveyId: string, filters: FunnelFilters) {
  const { id, name, place, openings, channel, topics, agent, team, locale, delivery } = invitation
  const rows = await handle
    .select({ id, name, place, openings, channel, topic: topics, agent, team, locale, delivery })
    .from(invitation)
    // The flag by itself, as it stands in the index.
    .where(and(eq(invitation.surveyId, surveyId), sql`${invitation.reusable}`, eq(invitation.test, false)))
    .orderBy(desc(invitation.createdAt))
    .limit(limits.pageRows)
  const wanted = rows.filter((row) => fits(Object.fromEntries(filteredBy(filters).map((dimension) => [dimension, tagsOf[dimension](row[dimension] ?? '')])), filters))
  const answers = await handle
    .select({ invitationId: response.invitationId, completed: count() })
    .from(response)
    .where(and(inArray(response.invitationId, wanted.map((row) => row.id)), eq(response.state, 'counted')))
    .groupBy(response.invitationId)
  const completedOf = new Map(answers.map(({ invitationId, completed }) => [invitationId, Number(completed)]))
  return wanted
    .map(({ id, name, place, openings }) => ({ id, name, place, opened: Math.max(openings, completedOf.get(id) ?? 0), completed: completedOf.get(id) ?? 0 }))
    .sort((a, b) => b.completed - a.completed || b.opened - a.opened)
}

function filteredBy(filters: FunnelFilters): FunnelDimension[] {
  return Object.keys(filters) as FunnelDimension[] // the keys of this type
}

function fits(tags: FunnelCount['tags'], filters: FunnelFilters): boolean {
  return filteredBy(filters).every((dimension) => tags[dimension]?.some(({ key }) => filters[dimension]?.includes(key)))
}

/** The topics that are kept on an invitation, as the keys that they are counted under. */
export function topicsOf(kept: string): { key: string; sent: string }[] {
  const sent = JSON.parse(kept) as string[] // written by createInvitations and the imports only
  const tags = new Map(sent.toReversed().map((topic) => [slugOf(topic), { key: slugOf(topic), sent: topic }]))
  tags.delete('')
  return tags.size > 0 ? [...tags.values()] : [{ key: '', sent: '' }]
}
