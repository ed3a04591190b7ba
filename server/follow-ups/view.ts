import { inArray } from 'drizzle-orm'
import { actorNames } from '../audit/trail'
import type { FollowUpRowView, FollowUpView } from '../contract/follow-ups'
import type { Database } from '../db/database'
import type { FollowUpRow, ResponseRow, SiteRow, SurveyRow, TagSetRow } from '../db/rows'
import { answerViewer } from '../responses/list'
import { readLabels } from '../tags/labels'
import { readRules } from './rules'

/** A follow-up with the answer that it is about. */
export type Found = { followUp: FollowUpRow; answer: ResponseRow; tags: TagSetRow; survey: SurveyRow }

/** What somebody wrote of a follow-up; it goes with the answer. */
export type Written = { done?: string }

/** How follow-ups of a site are shown to somebody: with the names that people and rules have today. */
export async function followUpViewer(
  database: Database,
  site: SiteRow,
  found: readonly Found[],
  now: number
): Promise<(one: Found) => FollowUpRowView> {
  const views = await answerViews(database, site, found)
  const topicOf = await readLabels(database, site.id, 'topic')
  const { rules } = await readRules(database, site.id)
  const ruleOf = new Map(rules.map(({ id, name }) => [id, name]))
  const people = await namesOf(
    database,
    found.flatMap(({ followUp }) => [followUp.owner ?? [], followUp.escalatedTo ?? []].flat())
  )
  const personOf = (id: string | null) => {
    const name = id === null ? undefined : people.get(id)
    return id === null || name === undefined ? null : { id, name }
  }
  return ({ followUp, survey, ...about }) => {
    const written = JSON.parse(followUp.detail) as Written // written by changeFollowUp, emptied by erasure
    const answer = views({ survey, ...about })
    return {
      id: followUp.id,
      site: site.id,
      survey: { id: survey.id, name: survey.name },
      answer,
      topics: (answer.countsAs ?? answer).topics.map((key) => ({ key, label: topicOf(key) })),
      rule: ruleOf.get(followUp.ruleId) ?? null,
      state: followUp.state,
      owner: personOf(followUp.owner),
      openedAt: timeOf(followUp.openedAt),
      dueAt: timeOf(followUp.dueAt),
      overdue: followUp.state !== 'closed' && followUp.dueAt <= now,
      escalatedTo: personOf(followUp.escalatedTo),
      closedAt: followUp.closedAt === null ? null : timeOf(followUp.closedAt),
      ended: followUp.ended,
      nature: followUp.nature,
      severity: followUp.severity,
      done: written.done ?? null,
      updatedAt: timeOf(followUp.updatedAt)
    }
  }
}

type About = Omit<Found, 'followUp'>

/** How answers to several surveys of a site are shown. */
export async function answerViews(
  database: Database,
  site: SiteRow,
  found: readonly About[]
): Promise<(one: About) => FollowUpRowView['answer']> {
  const surveys = new Map(found.map(({ survey }) => [survey.id, survey]))
  const viewers = new Map<string, Awaited<ReturnType<typeof answerViewer>>>()
  for (const [id, survey] of surveys) viewers.set(id, await answerViewer(database, { survey, site }))
  return ({ answer, tags, survey }) => {
    const view = viewers.get(survey.id)
    if (!view) throw new Error(`survey ${survey.id} is not among those of the answers`)
    return view(answer, tags)
  }
}

/** What happened to a follow-up, the latest first. */
export function followUpHistory(
  rows: readonly Database['tables']['followUpEvent']['$inferSelect'][],
  names: ReadonlyMap<string, string>
): FollowUpView['history'] {
  return rows.map(({ at, actor, action, detail }) => ({
    at: timeOf(at),
    actor: { key: actor, name: names.get(actor) ?? null },
    action: action as FollowUpView['history'][number]['action'], // written by noteEvent only
    detail: withNames(JSON.parse(detail) as Record<string, unknown>, names)
  }))
}

/** The names of whoever did something, and of whom it was given to. */
export async function historyNames(
  database: Database,
  rows: readonly Database['tables']['followUpEvent']['$inferSelect'][]
): Promise<Map<string, string>> {
  const given = rows.flatMap(({ detail }) => peopleIn(JSON.parse(detail) as Record<string, unknown>))
  return actorNames(database, [...rows.map(({ actor }) => actor), ...given.map((id) => `person:${id}`)])
}

async function namesOf(
  { handle, tables: { authUser } }: Database,
  ids: readonly string[]
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await handle
    .select({ id: authUser.id, name: authUser.name })
    .from(authUser)
    .where(inArray(authUser.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const personFields = ['owner', 'escalatedTo'] as const

function peopleIn(detail: Record<string, unknown>): string[] {
  return personFields.flatMap((field) => {
    const id = detail[field]
    return typeof id === 'string' ? [id] : []
  })
}

function withNames(detail: Record<string, unknown>, names: ReadonlyMap<string, string>) {
  const named = personFields.flatMap((field) => {
    const id = detail[field]
    return typeof id === 'string' ? [[field, names.get(`person:${id}`) ?? null] as const] : []
  })
  return { ...detail, ...Object.fromEntries(named) }
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString()
}
