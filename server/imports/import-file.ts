import { setImmediate as turn } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Caller } from '../access/permissions'
import { attributesIn, declaredOf } from '../attributes/declared'
import type { EncodingName } from '../contract/encodings'
import type { ImportReport, ImportSource, MappingInput, SampleRow } from '../contract/imports'
import { Problem, problem } from '../contract/problem'
import { ratingOf, scaleOf } from '../contract/rating-steps'
import type { Metric } from '../contract/terms'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { tellNews } from '../live'
import { newId } from '../secrets/ids'
import { stepsPerPointOf } from '../statistics/steps'
import { meaningOn } from '../surveys/meaning'
import type { Survey } from '../surveys/view'
import { channelOf, slugOf } from '../tags/channel-names'
import { personKeyOf } from '../tags/names'
import { dayIn } from '../time/days'
import type { Encoding } from './decode'
import type { Place } from './fill'
import { isFirstRun, keepProgress, openRun } from './import-runs'
import type { KeyTables } from './key-table'
import { createKeyTables } from './key-table'
import { createLot } from './lot'
import { named } from './mapping'
import { createMatcher } from './matcher'
import { meaningFor } from './meaning'
import { fileTarget, lookAtNumbers } from './point'
import { completeMapping, hasRating } from './proposal'
import { inEncoding, sentenceOf } from './questions'
import type { Target } from './rating'
import type { ImportRow, Reader } from './read-row'
import { createReader } from './read-row'
import type { Remarks } from './report'
import { noCounts, reject, remark, sentences, shortened, tallyFound } from './report'
import type { ImportFile } from './rows'
import { storeRows } from './store-rows'
import type { Table } from './table'
import { openTable } from './table'
import { timeZoneOf } from './time-cells'
import { topicsApart } from './topics'

/** How often an import says how far it is. */
const tellEveryMs = 500
const sampleRowsMax = 10
/** What is remembered of the row of an id. */
const [answered, unanswered] = [1, 2]

const examplesMax = 3
/** How many rows there are about, from the length of what was read. */
const estimateDigits = 2

/** Without a source, the layout of the file is recognised; without a mapping, one is proposed from it. */
export type ImportOrder = {
  file: ImportFile
  survey: Survey
  site: SiteRow
  source: ImportSource | undefined
  mapping: MappingInput | undefined
  encoding?: EncodingName | undefined
  dryRun: boolean
  caller: Caller
  log: Logger
}
/**
 * How far an import is, in rows: first all of the file is read, when `total` is an estimate by its length,
 * then its rows are compared with what is there, and stored unless it is a dry run.
 */
export type ImportProgress = { at: 'checking' | 'comparing' | 'storing'; done: number; total: number }

/**
 * Imports a file, or, as a dry run, says what importing it would do. The file is read twice: once to the
 * end, so that nothing is stored of a file that cannot be read, then row by row in chunks. What was stored
 * before stays as it is, so that an import may be repeated, also one that broke off. Throws
 * `malformed-csv`, or `invalid` for a wrong mapping.
 */
export async function importFile(
  database: Database,
  order: ImportOrder,
  now: () => number,
  onProgress: (progress: ImportProgress) => void = () => {}
): Promise<ImportReport> {
  const tables = createKeyTables()
  try {
    return await importBy(tables, database, order, { now, onProgress })
  } finally {
    tables.close()
  }
}

type Running = { now: () => number; onProgress: (progress: ImportProgress) => void }

async function importBy(
  tables: KeyTables,
  database: Database,
  order: ImportOrder,
  { now, onProgress }: Running
): Promise<ImportReport> {
  const { file, survey, site, dryRun } = order
  const checked = await check(database, order, tables, (done, total) =>
    onProgress({ at: 'checking', done, total })
  )
  const { table, questions } = checked
  const startedAt = new Date(now()).toISOString()
  const report: ImportReport = {
    id: dryRun ? null : newId('imp'),
    survey: survey.row.id,
    file: file.name,
    source: table.source?.id ?? 'csv',
    state: 'running',
    dryRun,
    mapping: checked.mapping,
    suggested: checked.suggested,
    questions,
    headerLine: table.headerLine,
    columns: table.header,
    timeZone: checked.timeZone,
    examples: table.header.map((_name, index) => examplesOf(table, index)),
    scale: checked.scale,
    ratings: checked.ratings,
    channels: checked.channels,
    sharedTopics: checked.reader?.topics.shared() ?? [],
    encoding: {
      name: checked.encoding.name,
      warnings: checked.encoding.warnings,
      ...(checked.encoding.readings && { readings: checked.encoding.readings })
    },
    delimiter: table.delimiter,
    total: checked.total,
    counts: noCounts(),
    withoutRating: checked.withoutRating,
    warnings: [],
    rejected: [],
    rejectedByReason: {},
    sample: [],
    startedAt,
    updatedAt: startedAt
  }
  const { reader } = checked
  if (!reader) {
    const sentence =
      'No column looks like a rating; name it as {"rating": "…"} in the mapping. The columns ' +
      `are: ${named(table.header)}.`
    if (!dryRun) throw problem('invalid', sentence, 'mapping.rating')
    return { ...report, state: 'failed', problem: sentence }
  }
  const [question] = questions
  if (question && !dryRun) throw problem('import-asks', sentenceOf(question, survey.meaning, checked.scale))
  await openRun(database, report, site.id, { caller: order.caller, now: now() })
  try {
    await storeAll(database, order, { checked, tables, reader, report }, { now, onProgress })
    report.state = 'done'
  } catch (error) {
    report.state = 'failed'
    report.problem =
      error instanceof Problem
        ? error.message
        : 'Something broke on our side; import the file again, nothing will be there twice.'
    throw error
  } finally {
    await keepProgress(database, report, now())
    await tellProgress(database, order, report)
  }
  const isNews = !dryRun && report.counts.accepted + report.counts.changed + report.counts.filled > 0
  if (isNews) await tellNews(database, order.log, site.id, { survey: survey.row.id, state: 'counted' })
  return report
}

async function tellProgress(
  database: Database,
  { log, site }: ImportOrder,
  { id, state, counts }: ImportReport
) {
  if (id !== null) await tellNews(database, log, site.id, { import: id, state, rows: counts.rows })
}

type Checked = Pick<
  ImportReport,
  | 'timeZone'
  | 'mapping'
  | 'suggested'
  | 'ratings'
  | 'channels'
  | 'total'
  | 'questions'
  | 'withoutRating'
  | 'scale'
> & { table: Table; encoding: Encoding; invites: boolean; reader: Reader | undefined; remarks: Remarks }

/**
 * The first look: whether the file can be read to its end, how long it is, and whether it says who did not
 * answer.
 */
async function check(
  database: Database,
  order: ImportOrder,
  tables: KeyTables,
  onRows: (rows: number, about: number) => void
): Promise<Checked> {
  const {
    file,
    survey: {
      row: { id: surveyId },
      meaning
    },
    site,
    source,
    mapping: given,
    encoding: said = given?.encoding
  } = order
  const encoding: Encoding = { name: '', warnings: [] }
  let total = 0
  let bytesBefore = 0
  const onBytes = (bytes: number) => {
    // What was just read has not become rows yet.
    const about = Number(((total * file.bytes) / bytesBefore).toPrecision(estimateDigits))
    if (total > 0 && bytesBefore > 0) onRows(total, Math.max(total, about))
    bytesBefore = bytes
  }
  const table = await openTable(
    file,
    { source, encoding: said, headerLine: given?.headerLine },
    encoding,
    onBytes
  )
  try {
    const target = targetOf(meaning)
    const declared = declaredOf(site)
    const { mapping: complete, suggested } = completeMapping(table, { target, declared }, given)
    const mapping = said === undefined ? complete : { ...complete, encoding: said }
    const timeZone = timeZoneOf(mapping, table, site.timeZone)
    const remarks: Remarks = new Map()
    const isFirst = await isFirstRun(database, surveyId, null)
    const reader = hasRating(mapping)
      ? createReader(table, mapping, { survey: target, timeZone, declared }, { remarks, tables, isFirst })
      : undefined
    if (hasRating(mapping))
      reader?.topics.keptBefore(await topicsApart(database, site.id, mapping, table.source))
    const scale = fileTarget(target, mapping)
    const found = tallyFound(scale)
    const numbers = lookAtNumbers(mapping, table.source, target)
    if (mapping.scale) meaningOn(meaning, mapping.scale)
    let invites = false
    for await (const row of table.rows) {
      total++
      const seen = reader?.look(row)
      if (!reader || !seen) continue
      found.rating(seen.sent, seen.rating)
      numbers.note(seen.sent, seen.rating)
      if (seen.channel !== '') found.channel(seen.channel, reader.channelOf(seen.channel))
      // A file that lists answers only says nothing of whom was asked: invitations made from it would all be
      // answered.
      invites ||= seen.rating.is === 'unanswered'
    }
    onRows(total, total)
    const told = {
      mapping,
      suggested,
      ratings: found.ratings(),
      channels: found.channels(),
      questions: [...inEncoding(encoding), ...numbers.questions()],
      withoutRating: numbers.silent,
      scale: { min: scale.min, max: scale.max, ...(scale.step !== undefined && { step: scale.step }) }
    }
    return { table, timeZone, encoding, total, invites, reader, remarks, ...told }
  } finally {
    await table.rows.return(undefined)
  }
}

type Begun = { checked: Checked; tables: KeyTables; reader: Reader; report: ImportReport }

async function storeAll(
  database: Database,
  order: ImportOrder,
  { checked, tables, reader, report }: Begun,
  { now, onProgress }: Running
) {
  const { file, survey, site, dryRun } = order
  const { table, invites, total, remarks, mapping } = checked
  const meaning = dryRun ? survey.meaning : await meaningFor(database, survey, checked.scale, now())
  const place: Place = { row: survey.row, meaning, site, invites, dryRun }
  const stepsPerPoint = stepsPerPointOf(checked.scale)
  const undated =
    mapping.answeredAt === undefined
      ? ['No column says when they were answered, so all of them count as answered now.']
      : []
  const { rows } = await openTable(
    file,
    { source: table.source?.id ?? 'csv', encoding: mapping.encoding, headerLine: mapping.headerLine },
    { name: '', warnings: [] }
  )
  const isFirst = await isFirstRun(database, survey.row.id, report.id)
  const matcher = createMatcher(database, place, { timeZone: checked.timeZone, isFirst, tables })
  /** Whether the row of a key had an answer. */
  const seen = tables.make()
  let chunk: ImportRow[] = []
  const lot = createLot(database.dialect)
  let toldAt = -Infinity

  async function flush() {
    if (chunk.length > 0) {
      const begunAt = performance.now()
      const named = await matcher.named(chunk)
      const outcomes = await storeRows(database, place, named, now())
      named.forEach((row, index) => count(report, row, outcomes[index] ?? 'same'))
      for (const row of named.slice(0, sampleRowsMax - report.sample.length))
        report.sample.push(sampleOf(row, site.timeZone, stepsPerPoint))
      lot.took(performance.now() - begunAt)
    }
    chunk = []
    if (performance.now() - toldAt >= tellEveryMs) {
      report.warnings = [...undated, ...sentences(remarks)]
      await keepProgress(database, report, now())
      await tellProgress(database, order, report)
      toldAt = performance.now()
    }
    onProgress({ at: dryRun ? 'comparing' : 'storing', done: report.counts.rows, total })
    await turn()
  }

  for await (const row of rows) {
    report.counts.rows++
    const read = reader.read(row)
    if (!read) report.counts.skipped++
    else if ('reason' in read) reject(report, read)
    else {
      const earlier = read.key === '' ? undefined : seen.get(read.key)
      if (earlier === answered || (earlier === unanswered && read.rating === null)) {
        report.counts.duplicate++
        remark(remarks, 'rows with the id of an earlier row were left out', read.line)
        continue
      }
      // The answer of somebody whose row without one came before must wait for the next chunk: keys differ in a
      // chunk.
      if (earlier === unanswered) await flush()
      if (read.key !== '') seen.set(read.key, read.rating === null ? unanswered : answered)
      chunk.push(read)
    }
    if (chunk.length >= lot.rows) await flush()
  }
  await flush()
  report.warnings = [...undated, ...sentences(remarks)]
}

function count(report: ImportReport, row: ImportRow, outcome: Awaited<ReturnType<typeof storeRows>>[number]) {
  const { counts } = report
  if (outcome === 'locked')
    return reject(report, {
      line: row.line,
      code: 'locked',
      reason: 'is there already with another answer, and the time to change it is over'
    })
  if (outcome === 'same' || outcome === 'filled') {
    counts.duplicate++
    counts.sameAsBefore++
    if (outcome === 'filled') counts.filled++
  } else counts[outcome]++
  if (row.offScale && outcome === 'unanswered') counts.offScale++
}

function sampleOf(row: ImportRow, timeZone: string, stepsPerPoint: number): SampleRow {
  const { line, key, rating, comment, tags, attributes, customer, conversation, answeredAt } = row
  return {
    line,
    id: key,
    rating: rating === null ? null : ratingOf(rating, { stepsPerPoint }),
    comment,
    channel: channelOf(tags.channel),
    topics: tags.topics.map(slugOf),
    agent: personKeyOf(tags.agent) || null,
    team: personKeyOf(tags.team) || null,
    handledBy: tags.handler || null,
    bot: personKeyOf(tags.bot ?? '') || null,
    attributes: attributesIn(attributes),
    locale: tags.locale || null,
    customer,
    conversation: conversation?.id ?? null,
    answeredAt: answeredAt === null ? null : new Date(answeredAt).toISOString(),
    answeredOn: answeredAt === null ? null : dayIn(timeZone, answeredAt)
  }
}

function targetOf(meaning: Survey['meaning']): Target {
  const { metric, direction } = meaning
  // written from these unions
  return { metric: metric as Metric, direction: direction as Target['direction'], ...scaleOf(meaning) }
}

function examplesOf({ first }: Table, column: number): string[] {
  const cells = first.map(({ cells }) => cells[column]?.trim() ?? '').filter((cell) => cell !== '')
  return [...new Set(cells.map(shortened))].slice(0, examplesMax)
}
