import { and, between, eq, sql } from 'drizzle-orm'
import { isAmong } from '../../widget/shared/patterns'
import type { Database, Handle } from '../db/database'
import type { SurveyRow } from '../db/rows'
import { formsOf } from '../presentation/loader-settings'
import { askingOf } from '../surveys/view'
import type { Period } from '../time/periods'

/**
 * What is to be added to the counts of a survey on a day: `page` is the pattern that the page fits, ''
 * where it fits none.
 */
export type AskCount = {
  surveyId: string
  askedOn: string
  page: string
  unanswered: number
  dismissed: number
  answered: number
}

/**
 * The pattern of pages that a path fits, of those that the survey names; '' for any other. The path itself
 * is kept nowhere.
 */
export function patternFor(survey: SurveyRow, path: string): string {
  return (askingOf(survey).pages.in ?? []).find((pattern) => isAmong(formsOf(pattern), path)) ?? ''
}

/** The path of an address that an answer came with. */
export function pathOf(pageUrl: string | null): string {
  return pageUrl !== null && URL.canParse(pageUrl) ? new URL(pageUrl).pathname : ''
}

/** Adds to what is counted, in a transaction of the caller. */
export function* keepAsks(handle: Handle, database: Database, counts: readonly AskCount[]) {
  const rows = new Map<string, AskCount>()
  for (const count of counts) {
    const name = [count.surveyId, count.askedOn, count.page].join('\n')
    const known = rows.get(name)
    if (!known) rows.set(name, { ...count })
    else for (const field of ['unanswered', 'dismissed', 'answered'] as const) known[field] += count[field]
  }
  const sums = ['unanswered', 'dismissed', 'answered']
    .map((field) => `${field} = ask_day.${field} + excluded.${field}`)
    .join(', ')
  yield* database.insertRows(handle, {
    table: database.tables.askDay,
    // Every writer takes the rows in the same order, so that two of them cannot wait for each other.
    rows: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    onConflict: `on conflict (survey_id, asked_on, page) do update set ${sums}`
  })
}

/**
 * Counts what pages tell; those that arrive while one commit is on its way to the disk share the next one.
 */
export function makeAskCounter(database: Database): (count: AskCount) => Promise<void> {
  let waiting: AskCount[] = []
  let next: Promise<void> | undefined
  let current: Promise<unknown> = Promise.resolve()
  const commit = async () => {
    await current.catch(() => {})
    const counts = waiting
    waiting = []
    next = undefined
    current = database.atomically((handle) => keepAsks(handle, database, counts))
    await current
  }
  return (count) => {
    waiting.push(count)
    return (next ??= commit())
  }
}

/** The counts of a period by page. */
export async function readAsks(
  { tables: { askDay }, handle }: Database,
  surveyId: string,
  { from, to }: Period
) {
  const sum = (field: 'unanswered' | 'dismissed' | 'answered') => sql<number | string>`sum(${askDay[field]})`
  const rows = await handle
    .select({
      page: askDay.page,
      unanswered: sum('unanswered'),
      dismissed: sum('dismissed'),
      answered: sum('answered')
    })
    .from(askDay)
    .where(and(eq(askDay.surveyId, surveyId), between(askDay.askedOn, from, to)))
    .groupBy(askDay.page)
  return rows.map(({ page, unanswered, dismissed, answered }) => {
    // What was taken back on another day, or was never told, leaves no less than what is known otherwise.
    const shown = Math.max(Number(unanswered), Number(dismissed), 0) + Number(answered)
    return { page, shown, dismissed: Number(dismissed), answered: Number(answered) }
  })
}
