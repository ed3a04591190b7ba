import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../db/database'
import type { VersionRow } from '../../db/rows'
import type { Further, SetOfTags } from '../wire'
import { placeNumbers } from '../wire'
import { inLots, readInParts } from './lots'

const dayMs = 86_400_000

/** What of an answer the columns hold. */
export type ReadAnswer = {
  id: string
  siteId: string
  tagSetId: string
  answeredAt: number
  answeredOn: string
  version: number
  rating: number
  state: string
  repeated: string | null
  conversation: string | null
  answers: string | null
  hasComment: boolean
  attributes: string | null
}

/** Which place an answer has now; 0 where it is counted nowhere. */
export function countedPlace({ state, repeated }: Pick<ReadAnswer, 'state' | 'repeated'>): number {
  if (state !== 'counted') return 0
  return placeNumbers[(repeated ?? 'alone') as keyof typeof placeNumbers] // written by settleRepeats only
}

export function dayNumber(day: string): number {
  return Math.round(Date.parse(day) / dayMs)
}

export function dayOf(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10)
}

/** All answers to a survey that count, by time. */
export function countedAnswers(database: Database, surveyId: string): AsyncGenerator<ReadAnswer[]> {
  const {
    tables: { response },
    handle
  } = database
  return inLots<ReadAnswer>(async (after, size) => {
    const isLater =
      after && sql`(${response.answeredAt}, ${response.id}) > (${after.answeredAt}, ${after.id})`
    const query = handle
      .select(columnsRead(database))
      .from(response)
      .where(and(eq(response.surveyId, surveyId), eq(response.state, 'counted'), isLater))
      .orderBy(asc(response.answeredAt), asc(response.id))
      .limit(size)
    return (await database.cells(query)).map(answerIn)
  })
}

/** These answers to a survey as they are now; what is not there any more is left out. */
export function theseAnswers(
  database: Database,
  surveyId: string,
  ids: readonly string[]
): Promise<ReadAnswer[]> {
  const {
    tables: { response },
    handle
  } = database
  return readInParts(ids, async (some) => {
    const isOne = and(eq(response.surveyId, surveyId), inArray(response.id, [...some]))
    return (await database.cells(handle.select(columnsRead(database)).from(response).where(isOne))).map(
      answerIn
    )
  })
}

/** In the order in which `answerIn` takes them. */
function columnsRead({ tables: { response } }: Database) {
  const {
    id,
    siteId,
    tagSetId,
    answeredAt,
    answeredOn,
    version,
    rating,
    state,
    repeated,
    conversation,
    answers,
    comment,
    attributes
  } = response
  return {
    id,
    siteId,
    tagSetId,
    answeredAt,
    answeredOn,
    version,
    rating,
    state,
    repeated,
    conversation,
    answers,
    hasComment: sql<boolean | number>`${comment} is not null`,
    attributes
  }
}

function answerIn(cells: unknown[]): ReadAnswer {
  return {
    id: cells[0] as string, // as `columnsRead` has it, and so below
    siteId: cells[1] as string,
    tagSetId: cells[2] as string,
    answeredAt: Number(cells[3]),
    answeredOn: cells[4] as string,
    version: cells[5] as number,
    rating: cells[6] as number,
    state: cells[7] as string,
    repeated: cells[8] as string | null,
    conversation: cells[9] as string | null,
    answers: cells[10] as string | null,
    hasComment: Boolean(cells[11]),
    attributes: cells[12] as string | null
  }
}

/** The versions of a survey, by their number. */
export async function versionsByNumber(
  { tables: { surveyVersion }, handle }: Database,
  surveyId: string
): Promise<Map<number, VersionRow>> {
  const rows = await handle.select().from(surveyVersion).where(eq(surveyVersion.surveyId, surveyId))
  return new Map(rows.map((row) => [row.version, row]))
}

export type ReadSet = SetOfTags & { id: string; siteId: string }

/** What these sets of tags count as now. */
export function theseSets(database: Database, ids: readonly string[]): Promise<Omit<ReadSet, 'code'>[]> {
  const {
    tables: { tagSet, tagSetTopic },
    handle
  } = database
  const { id, siteId, channel, agent, team, locale, surface, claimed, handler, bot } = tagSet
  return readInParts(ids, async (some) => {
    const [sets, members] = await Promise.all([
      handle
        .select({ id, siteId, channel, agent, team, locale, surface, claimed, handler, bot })
        .from(tagSet)
        .where(inArray(id, [...some])),
      handle
        .select()
        .from(tagSetTopic)
        .where(inArray(tagSetTopic.tagSetId, [...some]))
    ])
    const topics = new Map<string, string[]>()
    for (const { tagSetId, topic } of members) topics.set(tagSetId, [...(topics.get(tagSetId) ?? []), topic])
    return sets.map(({ id, siteId, ...tags }) => ({
      id,
      siteId,
      tags,
      topics: (topics.get(id) ?? []).sort()
    }))
  })
}

/** How long a page was read is measured and not said, and leave to get in touch is no judgement. */
const noJudgements = new Set(['readingSeconds', 'contact'])
/** What “Was it solved?” is answered with, as steps. */
const solved: Record<string, number> = { no: 0, 'not-yet': 0.5, yes: 1 }

/** The answers to further questions, by name. */
export function saidIn(answers: string | null): Readonly<Record<string, unknown>> {
  return answers === null ? {} : JSON.parse(answers) // written by storeAnswers only
}

/** What further questions were answered with that can be counted. */
export function furtherOf(said: Readonly<Record<string, unknown>>): Further {
  return Object.entries(said).flatMap(([name, value]) => {
    const step = typeof value === 'string' ? solved[value] : value
    if (noJudgements.has(name) || (typeof step !== 'number' && typeof step !== 'boolean')) return []
    return [{ name, value: Number(step), isPoints: typeof value === 'number' }]
  })
}
