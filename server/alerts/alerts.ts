import { and, asc, count, desc, eq, inArray } from 'drizzle-orm'
import type { Act } from '../access/act'
import type { Access, Caller } from '../access/permissions'
import { hasScope, operatorName, permit } from '../access/permissions'
import { actorOf, recordAudit } from '../audit/log'
import { PrivateHost, refusePrivateAddress } from '../connectors/public-hosts'
import type { AlertInput, AlertLanguage, AlertPatch, AlertsView, AlertView, Quiet } from '../contract/alerts'
import { problem } from '../contract/problem'
import type { Scope } from '../contract/terms'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { AlertRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { siteById } from '../sites/sites'
import { openSurvey } from '../surveys/open-survey'
import { isTold } from './roles'
import { kindsOf } from './signals'

/** The alerts of a site that the caller may see: all of them, or those that mail to them. */
export async function listAlerts(database: Database, caller: Caller, siteId: string): Promise<AlertsView> {
  const access = await permit(database, caller, siteId, alertScope(caller))
  const { alert } = database.tables
  const mayManage = isManager(caller, access)
  const rows = await database.handle
    .select()
    .from(alert)
    .where(and(eq(alert.siteId, siteId), mayManage ? undefined : eq(alert.member, selfOf(caller))))
    .orderBy(asc(alert.createdAt), asc(alert.id))
  const members = await membersOf(database, siteId)
  return {
    rows: await viewsOf(database, rows),
    members: members
      .filter(({ id }) => mayManage || id === selfOf(caller))
      .map(({ id, name }) => ({ id, name })),
    mayManage
  }
}

/**
 * Throws `invalid` for a survey, a member or an address that will not do, and for one alert too many.
 * Whoever manages the site may tell anybody; everybody else themselves, by mail.
 */
export async function createAlert(
  database: Database,
  { site: siteId, survey, kinds, to, language, quiet, serviceLevel }: AlertInput,
  { caller, now, readsIn }: Act & { readsIn: AlertLanguage }
): Promise<AlertView> {
  const access = await permit(database, caller, siteId, alertScope(caller))
  const site = await siteById(database, siteId)
  await requireSurvey(database, caller, { siteId, survey: survey ?? null })
  const member = to.target === 'mail' ? (to.member === 'me' ? selfOf(caller) : to.member) : null
  if (!isManager(caller, access) && (member === null || member !== selfOf(caller)))
    throw problem('role-missing', 'owners and managers')
  if (member !== null) await requireMember(database, siteId, { member, kinds })
  const trustedBy = (await operatorName(database, caller)) ?? null
  if (to.target !== 'mail') requireChatAddress(to.url, trustedBy)
  const row: AlertRow = {
    id: newId('alt'),
    siteId,
    surveyId: survey ?? null,
    kinds: JSON.stringify(kinds),
    target: to.target,
    member,
    url: to.target === 'mail' ? null : to.url,
    trustedBy,
    language: language ?? readsIn,
    quiet: quiet && JSON.stringify(quiet),
    serviceLevel,
    checkedOn: '',
    createdBy: actorOf(caller),
    createdAt: now
  }
  const { alert } = database.tables
  await database.atomically(function* (handle) {
    const [kept] = yield* run(handle.select({ alerts: count() }).from(alert).where(eq(alert.siteId, siteId)))
    if (Number(kept?.alerts ?? 0) >= limits.alertsPerSite)
      throw problem('invalid', `A site has at most ${limits.alertsPerSite} alerts; take out old ones first.`)
    yield* run(handle.insert(alert).values(row))
    yield* run(
      recordAudit(handle, database, {
        siteId: site.id,
        caller,
        action: 'alert-created',
        subject: row.id,
        detail: auditOf(row),
        at: now
      })
    )
  })
  return one(database, row)
}

/** Changes what an alert tells and when. Where it tells is changed by making another one. */
export async function changeAlert(
  database: Database,
  id: string,
  { survey, kinds, language, quiet, serviceLevel }: AlertPatch,
  { caller, now }: Act
): Promise<AlertView> {
  const row = await openAlert(database, caller, id)
  if (survey !== undefined) await requireSurvey(database, caller, { siteId: row.siteId, survey })
  if (kinds && row.member !== null) await requireMember(database, row.siteId, { member: row.member, kinds })
  const changed: AlertRow = {
    ...row,
    ...(survey !== undefined && { surveyId: survey }),
    ...(kinds && { kinds: JSON.stringify(kinds) }),
    ...(language && { language }),
    ...(quiet !== undefined && { quiet: quiet && JSON.stringify(quiet) }),
    ...(serviceLevel !== undefined && { serviceLevel })
  }
  const { surveyId, kinds: told, language: reads, quiet: silent, serviceLevel: level } = changed
  const { alert } = database.tables
  await database.atomically(function* (handle) {
    yield* run(
      handle
        .update(alert)
        .set({ surveyId, kinds: told, language: reads, quiet: silent, serviceLevel: level })
        .where(eq(alert.id, id))
    )
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'alert-changed',
        subject: id,
        detail: auditOf(changed),
        at: now
      })
    )
  })
  return one(database, changed)
}

export async function removeAlert(database: Database, id: string, act: Act): Promise<void> {
  await removeAlertRow(database, await openAlert(database, act.caller, id), act)
}

/** Takes out an alert that somebody may take out, with what it was still to tell. */
export async function removeAlertRow(database: Database, row: AlertRow, { caller, now }: Act): Promise<void> {
  const { alert, alertMessage } = database.tables
  await database.atomically(function* (handle) {
    yield* run(handle.delete(alertMessage).where(eq(alertMessage.alertId, row.id)))
    yield* run(handle.delete(alert).where(eq(alert.id, row.id)))
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'alert-removed',
        subject: row.id,
        detail: auditOf(row),
        at: now
      })
    )
  })
}

/**
 * An alert that the caller may change. Throws `not-found` for those of other tenants, so that their ids cannot
 * be probed.
 */
export async function openAlert(database: Database, caller: Caller, id: string): Promise<AlertRow> {
  const { alert } = database.tables
  const [row] = await database.handle.select().from(alert).where(eq(alert.id, id))
  if (!row) throw problem('not-found')
  const access = await permit(database, caller, row.siteId, alertScope(caller))
  if (!isManager(caller, access) && row.member !== selfOf(caller))
    throw problem('role-missing', 'owners and managers')
  return row
}

export function quietOf({ quiet }: Pick<AlertRow, 'quiet'>): Quiet {
  return quiet === null ? null : (JSON.parse(quiet) as Quiet) // written by createAlert and changeAlert only
}

/** Everybody has alerts of their own; a key has none, so it sees to those of the site or to none. */
export function alertScope(caller: Caller): Scope {
  return caller.kind === 'key' ? 'admin' : 'scores:read'
}

/** Whether somebody may tell others: owners, managers, and keys that administer. */
function isManager(caller: Caller, access: Access): boolean {
  return caller.kind === 'key' || hasScope(caller, access, 'responses:write')
}

function selfOf(caller: Caller): string {
  return caller.kind === 'person' ? caller.userId : ''
}

async function requireSurvey(
  database: Database,
  caller: Caller,
  { siteId, survey }: { siteId: string; survey: string | null }
) {
  if (survey === null) return
  const opened = await openSurvey(database, caller, survey, 'scores:read')
  if (opened.site.id !== siteId) throw problem('survey-unknown', survey, 'survey')
}

async function requireMember(
  database: Database,
  siteId: string,
  { member, kinds }: { member: string; kinds: AlertInput['kinds'] }
) {
  const found = (await membersOf(database, siteId)).find(({ id }) => id === member)
  if (!found) throw problem('invalid', `“to.member” (${member}) is no member of this site.`, 'to.member')
  const refused = kinds.find((kind) => !isTold(found.role, kind))
  if (refused)
    throw problem('invalid', `“${refused}” is not mailed to somebody with the role “${found.role}”.`, 'kinds')
}

/** An incoming webhook is a secret in an address, so it goes over TLS unless the operator vouches for it. */
function requireChatAddress(url: string, trustedBy: string | null) {
  if (trustedBy !== null) return
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:') throw problem('invalid', '“to.url” must begin with https://.', 'to.url')
  try {
    refusePrivateAddress(hostname)
  } catch (error) {
    if (!(error instanceof PrivateHost)) throw error
    throw problem('invalid', `“to.url” leads into a private network (${hostname}).`, 'to.url')
  }
}

function membersOf({ handle, tables: { member, authUser } }: Database, siteId: string) {
  return handle
    .select({ id: authUser.id, name: authUser.name, role: member.role })
    .from(member)
    .innerJoin(authUser, eq(authUser.id, member.userId))
    .where(eq(member.siteId, siteId))
    .orderBy(asc(member.createdAt), asc(authUser.id))
}

function auditOf(row: AlertRow): Record<string, unknown> {
  return {
    survey: row.surveyId,
    kinds: kindsOf(row),
    target: row.target,
    ...(kindsOf(row).includes('target-missed') && { serviceLevel: row.serviceLevel }),
    ...(row.member !== null && { member: row.member })
  }
}

async function one(database: Database, row: AlertRow): Promise<AlertView> {
  const [view] = await viewsOf(database, [row])
  if (!view) throw new Error('an alert has no view')
  return view
}

async function viewsOf(database: Database, rows: readonly AlertRow[]): Promise<AlertView[]> {
  if (rows.length === 0) return []
  const { survey, authUser, alertMessage } = database.tables
  const ids = rows.map(({ id }) => id)
  const surveyIds = rows.flatMap(({ surveyId }) => surveyId ?? [])
  const memberIds = rows.flatMap(({ member }) => member ?? [])
  const [surveys, members, messages] = await Promise.all([
    database.handle
      .select({ id: survey.id, name: survey.name })
      .from(survey)
      .where(inArray(survey.id, surveyIds)),
    database.handle
      .select({ id: authUser.id, name: authUser.name })
      .from(authUser)
      .where(inArray(authUser.id, memberIds)),
    database.handle
      .select()
      .from(alertMessage)
      .where(inArray(alertMessage.alertId, ids))
      .orderBy(desc(alertMessage.at))
      .limit(limits.alertsPerSite * 20)
  ])
  return rows.map((row) => {
    const last = messages.find(({ alertId }) => alertId === row.id)
    return {
      id: row.id,
      site: row.siteId,
      survey: surveys.find(({ id }) => id === row.surveyId) ?? null,
      kinds: kindsOf(row),
      to: {
        target: row.target,
        member: members.find(({ id }) => id === row.member) ?? null,
        host: row.url === null ? null : new URL(row.url).host
      },
      language: row.language,
      quiet: quietOf(row),
      serviceLevel: row.serviceLevel,
      last: last ? { at: new Date(last.at).toISOString(), state: last.state, said: last.said } : null,
      createdAt: new Date(row.createdAt).toISOString()
    }
  })
}
