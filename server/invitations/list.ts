import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Access, Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { attributesIn } from '../attributes/declared'
import type { InvitationsQuery, InvitationsView, KeptInvitation } from '../contract/invitations'
import { problem } from '../contract/problem'
import type { PeopleDimension, Scope } from '../contract/terms'
import type { Database } from '../db/database'
import { reached } from '../db/invitation-steps'
import type { InvitationRow, SiteRow } from '../db/rows'
import { readable } from '../db/vault'
import { siteById } from '../sites/sites'
import type { OpenSurvey } from '../surveys/open-survey'
import { everyOwnKey, keyIn } from '../tags/filters'
import { rulesOf } from '../tags/rules'
import { sentTagsBy } from '../tags/sent-tags'
import { instantIn } from '../time/days'
import { addDays } from '../time/periods'

/** Where a page begins: after this invitation. */
type Place = { createdAt: number; id: string }

/**
 * The invitations of a survey, newest first, for agents and leads only their own. `next` is the cursor of
 * the page after.
 */
export async function listInvitations(
  database: Database,
  { survey, site, access }: OpenSurvey,
  query: InvitationsQuery
): Promise<InvitationsView> {
  const { invitation } = database.tables
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const rows = await database.handle
    .select()
    .from(invitation)
    .where(
      and(
        eq(invitation.surveyId, survey.id),
        ...conditions(database, site, query),
        query.topic &&
          inArray(
            invitation.topics,
            await keptAs(database, { surveyId: survey.id, site }, 'topic', query.topic)
          ),
        query.channel &&
          inArray(
            invitation.channel,
            await keptAs(database, { surveyId: survey.id, site }, 'channel', query.channel)
          ),
        access.only && inArray(invitation[access.only.dimension], everyOwnKey(rulesOf(site), access.only)),
        after && sql`(${invitation.createdAt}, ${invitation.id}) < (${after.createdAt}, ${after.id})`
      )
    )
    .orderBy(desc(invitation.createdAt), desc(invitation.id))
    .limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: await viewsOf(database, page),
    next: last && rows.length > page.length ? cursorOf(last) : null
  }
}

/**
 * One invitation that the caller may see. Throws `not-found` for those of other sites and of other agents,
 * too.
 */
export async function permittedInvitation(
  database: Database,
  caller: Caller,
  id: string,
  scope: Scope
): Promise<{ row: InvitationRow; access: Access }> {
  const { invitation } = database.tables
  const [row] = await database.handle.select().from(invitation).where(eq(invitation.id, id))
  if (!row) throw problem('not-found')
  const access = await permit(database, caller, row.siteId, scope)
  const { only } = access
  if (only && !everyOwnKey(rulesOf(await siteById(database, row.siteId)), only).includes(row[only.dimension]))
    throw problem('not-found')
  return { row, access }
}

export async function viewOf(database: Database, row: InvitationRow): Promise<KeptInvitation> {
  const [view] = await viewsOf(database, [row])
  if (!view) throw new Error(`invitation ${row.id} has no view`)
  return view
}

async function viewsOf(
  { tables: { response }, handle }: Database,
  rows: readonly InvitationRow[]
): Promise<KeptInvitation[]> {
  const answers = await handle
    .select({ id: response.invitationId, answers: count() })
    .from(response)
    .where(
      and(
        inArray(
          response.invitationId,
          rows.map(({ id }) => id)
        ),
        ne(response.state, 'suspect')
      )
    )
    .groupBy(response.invitationId)
  const counts = new Map(answers.map((row) => [row.id, Number(row.answers)]))
  return rows.map((row) => view(row, counts.get(row.id) ?? 0))
}

function view(row: InvitationRow, answers: number): KeptInvitation {
  return {
    id: row.id,
    survey: row.surveyId,
    state: row.state,
    reason: row.stateReason,
    channel: row.channel,
    delivery: row.delivery,
    topics: JSON.parse(row.topics) as string[], // written by createInvitations
    agent: row.agent || null,
    team: row.team || null,
    handledBy: row.handledBy || null,
    bot: row.bot || null,
    attributes: attributesIn(row.attributes),
    conversation: row.conversation,
    customer: readable(row.customer),
    locale: row.locale,
    externalId: row.externalId,
    reusable: row.reusable,
    uses: row.uses,
    name: row.name,
    place: row.place,
    test: row.test,
    // A page without a script says nothing of being opened, and was when it is answered.
    openings: Math.max(row.openings, answers),
    answers,
    createdAt: new Date(row.createdAt).toISOString(),
    expiresAt: timeOf(row.expiresAt),
    dueAt: timeOf(row.dueAt),
    suppressedUntil: timeOf(row.suppressedUntil),
    sentAt: timeOf(row.sentAt),
    deliveredAt: timeOf(row.deliveredAt),
    openedAt: timeOf(row.openedAt),
    startedAt: timeOf(row.startedAt),
    answeredAt: timeOf(row.answeredAt),
    reply: readable(row.reply),
    repliedAt: timeOf(row.repliedAt),
    remindAt: timeOf(row.remindAt),
    revokedAt: timeOf(row.revokedAt)
  }
}

function conditions({ tables, vault }: Database, site: SiteRow, query: InvitationsQuery) {
  const { id: siteId, timeZone } = site
  const rules = rulesOf(site)
  const peopleNamed = (dimension: PeopleDimension, sent: readonly string[]) => [
    ...new Set([...sent, ...everyOwnKey(rules, { dimension, keys: sent })])
  ]
  const { invitation } = tables
  const {
    state,
    reason,
    from,
    to,
    agent,
    team,
    locale,
    conversation,
    customer,
    reusable,
    answered,
    replied,
    test
  } = query
  return [
    state && inArray(invitation.state, state),
    reason === undefined ? undefined : eq(invitation.stateReason, reason),
    query.reached && reached(tables)[query.reached],
    from === undefined ? undefined : gte(invitation.createdAt, instantIn(timeZone, from)),
    to === undefined ? undefined : lt(invitation.createdAt, instantIn(timeZone, addDays(to, 1))),
    locale && inArray(invitation.locale, locale),
    test === undefined ? undefined : eq(invitation.test, test),
    agent && inArray(invitation.agent, peopleNamed('agent', agent)),
    team && inArray(invitation.team, peopleNamed('team', team)),
    conversation === undefined ? undefined : eq(invitation.conversation, conversation),
    customer === undefined ? undefined : eq(invitation.customerHash, vault.hash(siteId, customer) ?? ''),
    reusable === undefined ? undefined : eq(invitation.reusable, reusable),
    answered === undefined
      ? undefined
      : answered
        ? isNotNull(invitation.answeredAt)
        : isNull(invitation.answeredAt),
    replied === undefined
      ? undefined
      : replied
        ? isNotNull(invitation.repliedAt)
        : isNull(invitation.repliedAt)
  ]
}

/** What stands on invitations that count under any of these topics or channels: each as it was sent. */
async function keptAs(
  { tables: { invitation }, handle }: Database,
  { surveyId, site }: { surveyId: string; site: SiteRow },
  dimension: 'topic' | 'channel',
  asked: readonly string[]
): Promise<string[]> {
  const column = dimension === 'topic' ? invitation.topics : invitation.channel
  const rules = rulesOf(site)
  const wanted = asked.map((sent) => rules.canonical(dimension, keyIn(rules, dimension, sent)))
  const rows = await handle
    .selectDistinct({ kept: column })
    .from(invitation)
    .where(eq(invitation.surveyId, surveyId))
  return rows
    .map(({ kept }) => kept)
    .filter((kept) => sentTagsBy[dimension](kept, rules).some(({ key }) => wanted.includes(key)))
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

function cursorOf({ createdAt, id }: Place): string {
  return `${createdAt}.${id}`
}

/** Only what we would write ourselves is taken. */
function placeOf(cursor: string): Place {
  const [, createdAt, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(cursor) ?? []
  if (createdAt === undefined || id === undefined)
    throw problem('invalid', '“cursor” is none of ours; begin again without it.', 'cursor')
  return { createdAt: Number(createdAt), id }
}
