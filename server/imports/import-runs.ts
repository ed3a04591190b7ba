import { and, desc, eq, ne } from 'drizzle-orm'
import type { Act } from '../access/act'
import { recordAudit } from '../audit/log'
import type { ImportReport } from '../contract/imports'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { withoutCells } from './report'

const listedMax = 50
/**
 * A running import tells of itself every chunk; one that is silent for this long went down with its
 * process.
 */
const silenceMaxMs = 120_000

/** Notes that an import begins. A dry run leaves no trace. */
export async function openRun(
  database: Database,
  report: ImportReport,
  siteId: string,
  { caller, now }: Act
) {
  const { id } = report
  if (id === null) return
  await database.atomically(function* (handle) {
    const row = {
      id,
      siteId,
      surveyId: report.survey,
      fileName: report.file,
      state: report.state,
      report: JSON.stringify(withoutCells(report)),
      createdAt: now,
      finishedAt: null
    }
    yield* run(handle.insert(database.tables.importRun).values(row))
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action: 'import-started',
        subject: id,
        detail: { survey: report.survey, file: report.file },
        at: now
      })
    )
  })
}

/** Whether nothing was imported into a survey before. */
export async function isFirstRun(
  { tables: { importRun }, handle }: Database,
  surveyId: string,
  id: string | null
): Promise<boolean> {
  const others = id === null ? undefined : ne(importRun.id, id)
  return (
    (
      await handle
        .select({ id: importRun.id })
        .from(importRun)
        .where(and(eq(importRun.surveyId, surveyId), others))
        .limit(1)
    ).length === 0
  )
}

/** Keeps how far an import has come, or how it ended. */
export async function keepProgress(
  { tables: { importRun }, handle }: Database,
  report: ImportReport,
  now: number
) {
  report.updatedAt = new Date(now).toISOString()
  if (report.id === null) return
  const isRunning = report.state === 'running'
  // What stays out may be long: it is written once, not with every chunk.
  const kept = isRunning ? { ...report, rejected: [] } : report
  await handle
    .update(importRun)
    .set({
      state: report.state,
      report: JSON.stringify(withoutCells(kept)),
      finishedAt: isRunning ? null : now
    })
    .where(eq(importRun.id, report.id))
}

/** How an import goes or went, and the site that it belongs to. */
export async function importById(
  { tables: { importRun }, handle }: Database,
  id: string,
  now: number
): Promise<{ siteId: string; report: ImportReport }> {
  const [row] = await handle.select().from(importRun).where(eq(importRun.id, id))
  if (!row) throw problem('not-found')
  return { siteId: row.siteId, report: reportIn(row, now) }
}

/** The latest imports into a survey, newest first, without the rows that each left out. */
export async function listImports(
  { tables: { importRun }, handle }: Database,
  surveyId: string,
  now: number
): Promise<ImportReport[]> {
  const rows = await handle
    .select()
    .from(importRun)
    .where(eq(importRun.surveyId, surveyId))
    .orderBy(desc(importRun.createdAt), desc(importRun.id))
    .limit(listedMax)
  return rows.map((row) => ({ ...reportIn(row, now), rejected: [] }))
}

function reportIn(
  { report: kept }: Database['tables']['importRun']['$inferSelect'],
  now: number
): ImportReport {
  const report = JSON.parse(kept) as ImportReport // written by openRun and keepProgress only
  const isSilent = report.state === 'running' && now - Date.parse(report.updatedAt) > silenceMaxMs
  return isSilent
    ? {
        ...report,
        state: 'failed',
        problem: 'The process stopped in the midst of it; import the file again, nothing will be there twice.'
      }
    : report
}
