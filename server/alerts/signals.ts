import { and, eq, gt, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { AlertKind } from '../contract/alerts'
import type { ControlView } from '../contract/figures-more'
import type { Role } from '../contract/terms'
import type { Database } from '../db/database'
import type { AlertRow } from '../db/rows'
import { addDays, stepOf } from '../time/periods'
import type { Signal } from './detail'
import type { ReadFigure } from './reading'
import { isTold } from './roles'

/** The chart that a day is judged by: long enough for a centre that one bad week does not move. */
const chartDays = 91
/** A server that was down over a day or two tells of them all the same. */
const lookedBackDays = 3
const eventsLookedBackMs = 3 * 86_400_000
const eventsMost = 100

/**
 * What the scores of the days before `today` have to tell: each day on which one was outside of its limits,
 * and not on the day before as well.
 */
export async function scoreSignals(
  database: Database,
  alert: AlertRow,
  { today, createdOn, readFigure }: { today: string; createdOn: string; readFigure: ReadFigure }
): Promise<Signal[]> {
  const wanted = new Set(kindsOf(alert))
  if (!wanted.has('score-worse') && !wanted.has('score-better')) return []
  const period = { from: addDays(today, -chartDays), to: addDays(today, -1) }
  const since = [addDays(today, -lookedBackDays), addDays(createdOn, -1)].sort().at(-1) ?? today
  const signals: Signal[] = []
  for (const survey of await surveysOf(database, alert)) {
    const asked = { survey: survey.id, ...period, by: 'day' }
    const view = await readFigure<ControlView>(alert, '/scores/control', asked)
    for (const [index, { key, until = key, score, limits, signal }] of (view?.points ?? []).entries()) {
      const before = view?.points[index - 1]?.signal
      if (signal === 'none' || !limits || signal === before || until < since) continue
      const kind = `score-${signal}` as const
      if (wanted.has(kind))
        signals.push({
          about: `${kind} ${survey.id} ${until}`,
          detail: { kind, survey, from: key, to: until, score, limits }
        })
    }
  }
  return signals
}

/** The digests that are to come today: of the week before each Monday, of the month before each first day. */
export function digestSignals(
  alert: AlertRow,
  { today, createdOn }: { today: string; createdOn: string }
): Signal[] {
  const wanted = new Set(kindsOf(alert))
  const [monday, first] = [stepOf(today, 'week'), stepOf(today, 'month')]
  const digests = [
    { kind: 'weekly-digest', day: monday, from: addDays(monday, -7) },
    { kind: 'monthly-digest', day: first, from: stepOf(addDays(first, -1), 'month') }
  ] as const
  return digests
    .filter(({ kind, day }) => wanted.has(kind) && isDue(day, { today, createdOn }))
    .map(({ kind, day, from }) => ({
      about: `${kind} ${day}`,
      detail: { kind, from, to: addDays(day, -1) }
    }))
}

/** Whether what is told on a day is told now: that day has come, not too long ago, and the alert was made before. */
export function isDue(day: string, { today, createdOn }: { today: string; createdOn: string }): boolean {
  return day > createdOn && day > addDays(today, -lookedBackDays)
}

/**
 * What happened since the alert was made, and lately: of that what somebody with this role is told, or
 * everything where a chat is told.
 */
export async function eventSignals(
  database: Database,
  alert: AlertRow,
  { role, now }: { role: Role | null; now: number }
): Promise<Signal[]> {
  const since = Math.max(alert.createdAt, now - eventsLookedBackMs)
  const signals: Signal[] = []
  for (const kind of kindsOf(alert)) {
    const find = finders[kind]
    if (find && (role === null || isTold(role, kind))) signals.push(...(await find(database, alert, since)))
  }
  return signals
}

type Find = (database: Database, alert: AlertRow, since: number) => Promise<Signal[]>

const finders: Partial<Record<AlertKind, Find>> = {
  async 'follow-up-overdue'({ handle, tables: { followUp, survey } }, alert, since) {
    const rows = await handle
      .select({ followUp, survey: { id: survey.id, name: survey.name } })
      .from(followUp)
      .innerJoin(survey, eq(survey.id, followUp.surveyId))
      .where(
        and(
          eq(followUp.siteId, alert.siteId),
          ne(followUp.state, 'closed'),
          isNotNull(followUp.overdueAt),
          gt(followUp.overdueAt, since),
          alert.surveyId === null ? undefined : eq(followUp.surveyId, alert.surveyId),
          alert.member === null
            ? undefined
            : or(eq(followUp.owner, alert.member), eq(followUp.escalatedTo, alert.member))
        )
      )
      .limit(eventsMost)
    return rows.map(({ followUp: { id, openedAt, dueAt }, survey: of }) => ({
      about: `follow-up-overdue ${id}`,
      detail: { kind: 'follow-up-overdue', survey: of, followUp: id, openedAt, dueAt }
    }))
  },
  async 'connector-paused'({ handle, tables: { connector } }, alert, since) {
    const rows = await handle
      .select({ id: connector.id, name: connector.name, pausedAt: connector.pausedAt })
      .from(connector)
      .where(
        and(
          eq(connector.siteId, alert.siteId),
          gt(connector.pausedAt, since),
          // One refusal may be about one message: see server/connectors/pausing.ts.
          inArray(connector.pausedTold, ['untold', 'told'])
        )
      )
      .limit(eventsMost)
    return rows.map(({ pausedAt, ...connector }) => ({
      about: `connector-paused ${connector.id} ${pausedAt}`,
      detail: { kind: 'connector-paused', connector }
    }))
  },
  async 'import-done'({ handle, tables: { importRun, survey } }, alert, since) {
    const rows = await handle
      .select({
        id: importRun.id,
        file: importRun.fileName,
        state: importRun.state,
        survey: { id: survey.id, name: survey.name }
      })
      .from(importRun)
      .innerJoin(survey, eq(survey.id, importRun.surveyId))
      .where(
        and(
          eq(importRun.siteId, alert.siteId),
          gt(importRun.finishedAt, since),
          alert.surveyId === null ? undefined : eq(importRun.surveyId, alert.surveyId)
        )
      )
      .limit(eventsMost)
    return rows.map(({ id, file, state, survey: of }) => ({
      about: `import-done ${id}`,
      detail: { kind: 'import-done', survey: of, file, failed: state !== 'done' }
    }))
  }
}

export function kindsOf({ kinds }: Pick<AlertRow, 'kinds'>): AlertKind[] {
  return JSON.parse(kinds) as AlertKind[] // written by createAlert and changeAlert only
}

/** The live surveys that an alert is about. */
export function surveysOf({ handle, tables: { survey, site } }: Database, alert: AlertRow) {
  return handle
    .select({ id: survey.id, name: survey.name })
    .from(survey)
    .innerJoin(site, and(eq(site.id, survey.siteId), isNull(site.deletedAt)))
    .where(
      and(
        eq(survey.siteId, alert.siteId),
        eq(survey.state, 'live'),
        alert.surveyId === null ? undefined : eq(survey.id, alert.surveyId)
      )
    )
}
