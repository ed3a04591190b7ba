import { setImmediate as turn } from 'node:timers/promises'
import type { Caller } from '../people/access'
import { channelOf, slugOf } from '../channel-names'
import type { Metric } from '../contract/terms'
import { dayIn } from '../days'
import type { Database } from '../db/database'
import { newId } from '../ids'
import { Problem } from '../problem'
import type { SiteRow } from '../sites'
import type { Survey } from '../surveys'
import type { Encoding } from './decode'
import { keepProgress, openRun } from './kept'
import type { Mapping, MappingInput } from './mapping'
import { completeMapping } from './proposal'
import type { ImportRow } from './reader'
import { createReader } from './reader'
import type { ImportReport, Remarks, SampleRow } from './report'
import { noCounts, reject, remark, sentences } from './report'
import type { ImportFile, Opened } from './rows'
import { openRows } from './rows'
import type { Target } from './store'
import { storeRows } from './store'

/** Rows of one commit: enough to be fast, few enough for other requests to come in between and for the limits on bound values. */
const chunkRows = 1_000
const sampleRowsMax = 10

export type ImportOrder = { file: ImportFile; survey: Survey; site: SiteRow; mapping: MappingInput | undefined; dryRun: boolean; caller: Caller }
/** Bytes while the file is checked, then rows while they are stored. */
export type ImportProgress = { at: 'checking' | 'storing'; done: number; total: number }

/**
 * Imports a file, or, as a dry run, says what importing it would do. The file is read twice: once to the end, so that
 * nothing is stored of a file that cannot be read, then row by row in chunks. What was stored before stays as it is, so
 * that an import may be repeated, also one that broke off. Throws `malformed-csv`, or `invalid` for a wrong mapping.
 */
export async function importFile(database: Database, order: ImportOrder, now: () => number, onProgress: (progress: ImportProgress) => void = () => {}): Promise<ImportReport> {
  const { file, survey, site, dryRun } = order
  const checked = await check(order, (done) => onProgress({ at: 'checking', done, total: file.bytes }))
  const startedAt = new Date(now()).toISOString()
  const report: ImportReport = {
    id: dryRun ? null : newId('imp'),
    survey: survey.row.id,
    file: file.name,
    state: 'running',
    dryRun,
    mapping: checked.mapping,
    suggested: checked.suggested,
    columns: checked.header,
    scale: { min: survey.meaning.scaleMin, max: survey.meaning.scaleMax },
    encoding: checked.encoding,
    delimiter: checked.delimiter,
    total: checked.total,
    counts: noCounts(),
    warnings: [],
    rejected: [],
    rejectedByReason: {},
    sample: [],
    startedAt,
    updatedAt: startedAt
  }
  await openRun(database, report, site.id, order.caller, now())
  try {
    await storeAll(database, order, checked, report, now, onProgress)
    report.state = 'done'
  } catch (error) {
    report.state = 'failed'
    report.problem = error instanceof Problem ? error.message : 'Something broke on our side; import the file again, nothing will be there twice.'
    throw error
  } finally {
    await keepProgress(database, report, now())
    await database.tell(JSON.stringify({ site: site.id, import: report.id, state: report.state, rows: report.counts.rows }))
  }
  const isNews = !dryRun && report.counts.accepted + report.counts.changed > 0
  if (isNews) await database.tell(JSON.stringify({ site: site.id, survey: survey.row.id, state: 'counted' }))
  return report
}

type Checked = Omit<Opened, 'rows'> & { mapping: Mapping; suggested: MappingInput; encoding: Encoding; total: number; invites: boolean }

/** The first look: whether the file can be read to its end, how long it is, and whether it says who did not answer. */
async function check({ file, survey: { meaning }, site, mapping: given }: ImportOrder, onBytes: (bytes: number) => void): Promise<Checked> {
  const encoding = { name: '', warnings: [] }
  const { header, delimiter, rows } = await openRows(file, encoding, onBytes)
  try {
    const { mapping, suggested } = completeMapping(header, meaning.metric as Metric, given) // written from this union
    const reader = createReader(header, mapping, scaleOf(meaning), site.timeZone, new Map())
    let total = 0
    let invites = false
    for await (const row of rows) {
      total++
      // A file that lists answers only says nothing of whom was asked: invitations made from it would all be answered.
      invites ||= reader.rating(row)?.is === 'unanswered'
    }
    return { header, delimiter, mapping, suggested, encoding, total, invites }
  } finally {
    await rows.return(undefined)
  }
}

async function storeAll(database: Database, order: ImportOrder, checked: Checked, report: ImportReport, now: () => number, onProgress: (progress: ImportProgress) => void) {
  const { file, survey, site, dryRun } = order
  const target: Target = { ...survey, site, invites: checked.invites, dryRun }
  const remarks: Remarks = new Map()
  const reader = createReader(checked.header, checked.mapping, scaleOf(survey.meaning), site.timeZone, remarks)
  const { rows } = await openRows(file, { name: '', warnings: [] })
  /** Whether the row of a key had an answer. */
  const seen = new Map<string, boolean>()
  let chunk: ImportRow[] = []

  async function flush() {
    if (chunk.length > 0) {
      const outcomes = await storeRows(database, target, chunk, now())
      chunk.forEach((row, index) => count(report, row, outcomes[index] ?? 'same'))
    }
    chunk = []
    report.warnings = sentences(remarks)
    await keepProgress(database, report, now())
    await database.tell(JSON.stringify({ site: site.id, import: report.id, state: report.state, rows: report.counts.rows }))
    onProgress({ at: 'storing', done: report.counts.rows, total: checked.total })
    await turn()
  }

  for await (const row of rows) {
    report.counts.rows++
    const read = reader.read(row)
    if ('reason' in read) reject(report, read)
    else {
      const earlier = seen.get(read.key)
      if (earlier === true || (earlier === false && read.rating === null)) {
        report.counts.duplicate++
        remark(remarks, 'rows with the id of an earlier row were left out', read.line)
        continue
      }
      // The answer of somebody whose row without one came before must wait for the next chunk: keys differ in a chunk.
      if (earlier === false) await flush()
      seen.set(read.key, read.rating !== null)
      chunk.push(read)
      if (report.sample.length < sampleRowsMax) report.sample.push(sampleOf(read, site.timeZone))
    }
    if (chunk.length === chunkRows) await flush()
  }
  await flush()
}

function count(report: ImportReport, row: ImportRow, outcome: Awaited<ReturnType<typeof storeRows>>[number]) {
  const { counts } = report
  if (outcome === 'locked') return reject(report, { line: row.line, reason: 'is there already with another answer, and the time to change it is over' })
  if (outcome === 'same') {
    counts.duplicate++
    counts.sameAsBefore++
  } else counts[outcome]++
  if (row.offScale && outcome === 'unanswered') counts.offScale++
}

function sampleOf(row: ImportRow, timeZone: string): SampleRow {
  const { line, key, rating, comment, tags, customer, conversation, answeredAt } = row
  return {
    line,
    id: key,
    rating,
    comment,
    channel: channelOf(tags.channel),
    topics: tags.topics.map(slugOf),
    agent: tags.agent || null,
    team: tags.team || null,
    locale: tags.locale || null,
    customer,
    conversation: conversation?.id ?? null,
    answeredAt: answeredAt === null ? null : new Date(answeredAt).toISOString(),
    answeredOn: answeredAt === null ? null : dayIn(timeZone, answeredAt)
  }
}

function scaleOf({ scaleMin, scaleMax }: Survey['meaning']) {
  return { min: scaleMin, max: scaleMax }
}
