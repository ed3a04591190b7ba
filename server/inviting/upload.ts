import { and, eq, inArray } from 'drizzle-orm'
import { declaredOf } from '../attributes/declared'
import type { UploadedLine, UploadMapping, UploadReport } from '../contract/invitation-upload'
import type { MadeInvitation } from '../contract/invitations'
import { invitationInput } from '../contract/invitations'
import { Problem, problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import type { Encoding } from '../imports/decode'
import type { ImportFile, Row } from '../imports/rows'
import { openRows } from '../imports/rows'
import { hashOf } from '../secrets/ids'
import type { Published } from '../surveys/publication'
import { dayIn } from '../time/days'
import type { Ready } from './batch'
import { createEach } from './batch'
import type { Inviting } from './create'
import type { Told } from './upload-columns'
import { proposedColumns, uploadReader } from './upload-columns'

/** So many are made in one commit; a dry run knows of no more at a time what earlier rows would have done. */
const chunkRows = 250

type Upload = { file: ImportFile; published: Published; mapping: UploadMapping | undefined; dryRun: boolean }
type Line = { line: number } & ({ ready: Ready } | { rejected: { field?: string; reason: string } })

/**
 * Makes an invitation for each row of a CSV file, by the same rules as any other, and says what became of
 * each. A row whose `externalId` is known, from before or from further above, makes none; nor does one
 * without, if it was uploaded today already. Throws `malformed-csv`, `invalid` for a mapping that does not
 * fit, and `too-large`, before anything is made.
 */
export async function uploadInvitations(
  database: Database,
  { file, published, mapping: given, dryRun }: Upload,
  inviting: Omit<Inviting, 'dryRun'>
): Promise<UploadReport> {
  const encoding: Encoding = { name: '', warnings: [] }
  const { header, delimiter, rows } = await openRows(file, encoding)
  try {
    const [declared, { timeZone }] = [declaredOf(published.site), published.site]
    const mapping = given ?? proposedColumns(header, declared)
    const { unused, read } = uploadReader(header, mapping, { timeZone, declared })
    const lines: Line[] = []
    const nameOf = namesOn(dayIn(published.site.timeZone, inviting.now))
    for await (const row of rows) {
      if (lines.length === limits.uploadRows) throw problem('too-large', `${limits.uploadRows} rows`)
      lines.push(lineOf(row, read(row), published, { now: inviting.now, nameOf }))
    }
    const results = await resultsOf(database, lines, published, { ...inviting, dryRun })
    return {
      survey: published.row.id,
      dryRun,
      rows: lines.length,
      counts: countsOf(results),
      columns: header,
      unused,
      mapping,
      delimiter,
      encoding: { name: encoding.name, warnings: encoding.warnings },
      results
    }
  } finally {
    await rows.return(undefined)
  }
}

function lineOf(
  { line }: Row,
  row: Told,
  published: Published,
  { now, nameOf }: { now: number; nameOf: (told: Record<string, unknown>) => string }
): Line {
  if ('reason' in row) return { line, rejected: row }
  const parsed = invitationInput.safeParse({ survey: published.row.id, ...row.told })
  const issue = parsed.error?.issues[0]
  if (!parsed.success)
    return {
      line,
      rejected: {
        ...(issue?.path.length ? { field: issue.path.join('.') } : {}),
        reason: issue?.message ?? 'does not fit'
      }
    }
  const input = { ...parsed.data, externalId: parsed.data.externalId ?? nameOf(row.told) }
  if (input.expiresAt !== undefined && Date.parse(input.expiresAt) <= now)
    return { line, rejected: { field: 'expiresAt', reason: 'is over already' } }
  return { line, ready: { input, published } }
}

/**
 * Names rows that bring no name of their own after the day, what they say, and how often the file said it
 * before: the same file again invites nobody again on that day, and next month's list may hold the same
 * customers.
 */
function namesOn(day: string) {
  const times = new Map<string, number>()
  return (told: Record<string, unknown>) => {
    const says = hashOf(JSON.stringify(told)).slice(0, 22)
    const time = (times.get(says) ?? 0) + 1
    times.set(says, time)
    return `row:${day}:${says}:${time}`
  }
}

/** What of a row lets whoever sent it know it again. */
function aboutOf({
  input: { customer, address, channel, topics, agent }
}: Ready): Omit<UploadedLine, 'line' | 'state'> {
  const about = { customer, address, channel, topics, agent }
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined))
}

async function resultsOf(
  database: Database,
  lines: readonly Line[],
  published: Published,
  inviting: Inviting
): Promise<UploadedLine[]> {
  const results: UploadedLine[] = []
  const named = new Set<string>()
  const known = new Set<string>()
  for (let start = 0; start < lines.length; start += chunkRows) {
    const chunk = lines.slice(start, start + chunkRows)
    const ready = chunk.flatMap((line) => ('ready' in line ? [line.ready] : []))
    for (const name of await knownNames(database, published, ready)) named.add(name)
    const made = (await createEach(database, ready, { ...inviting, known })).values()
    for (const line of chunk) {
      if ('rejected' in line) {
        results.push({ line: line.line, state: 'rejected', ...line.rejected })
        continue
      }
      const result = made.next().value
      if (!result) throw new Error('a row of the upload has no result')
      const { externalId } = line.ready.input
      // Somebody else may have made it since the names were read.
      const isKnown =
        (externalId !== undefined && named.has(externalId)) ||
        (!(result instanceof Problem) && known.has(result.id))
      results.push({ line: line.line, ...aboutOf(line.ready), ...outcomeOf(result, isKnown, inviting) })
      if (externalId !== undefined) named.add(externalId)
    }
    // Whoever waits for an answer meanwhile gets it between two chunks.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return results
}

function outcomeOf(
  result: MadeInvitation | Problem,
  isKnown: boolean,
  { dryRun }: Inviting
): Omit<UploadedLine, 'line'> {
  if (result instanceof Problem)
    return {
      state: 'rejected',
      reason: result.message,
      ...(result.field === undefined ? {} : { field: result.field })
    }
  const { id, state, url, reason, dueAt, until } = result
  return {
    state: isKnown ? 'known' : state,
    // Whoever made an invitation was given its link then; nobody is given it again.
    ...(dryRun ? {} : isKnown ? { id } : { id, url }),
    ...(reason === undefined ? {} : { reason }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(until === undefined ? {} : { until })
  }
}

/** Those of the rows' own ids that the survey has an invitation of already. */
async function knownNames(
  { tables: { invitation }, handle }: Database,
  { row: { id } }: Published,
  ready: readonly Ready[]
): Promise<string[]> {
  const wanted = ready.flatMap(({ input: { externalId } }) => externalId ?? [])
  if (wanted.length === 0) return []
  const rows = await handle
    .select({ name: invitation.externalId })
    .from(invitation)
    .where(and(eq(invitation.surveyId, id), inArray(invitation.externalId, wanted)))
  return rows.flatMap(({ name }) => name ?? [])
}

function countsOf(results: readonly UploadedLine[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state } of results) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
