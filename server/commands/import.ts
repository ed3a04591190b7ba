import { createReadStream, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { Presets, SingleBar } from 'cli-progress'
import pino from 'pino'
import { prettifyError } from 'zod'
import { operator } from '../access/permissions'
import { readConfig } from '../config'
import type { EncodingName } from '../contract/encodings'
import { encodingName, encodings } from '../contract/encodings'
import type { ImportReport, ImportSource, MappingInput } from '../contract/imports'
import { importSource, importSources, mappingInput } from '../contract/imports'
import { Problem } from '../contract/problem'
import { openDatabase } from '../db/open-database'
import type { ImportProgress } from '../imports/import-file'
import { importFile } from '../imports/import-file'
import { siteById } from '../sites/sites'
import { surveyById } from '../surveys/surveys'
import { prepare } from '../upgrades/prepare'

const usage =
  'hearback import FILE --survey ID [--source NAME] [--mapping FILE.json] [--encoding NAME] [--dry-run]'
/** Into a pipe, a line for every tenth of the way is enough. */
const steps = 10
/**
 * A terminal scrolls away what is longer; the reasons are counted below it, and the dashboard hands out
 * all.
 */
const rejectedPrinted = 100
/** Where more of the rows stay out, the others are seldom like them. */
const unfairShare = 0.05

type Print = (line: string) => void

/** `hearback import …`. Resolves to the exit code: 1 when nothing of the file could be kept. */
export async function importCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      survey: { type: 'string' },
      source: { type: 'string' },
      mapping: { type: 'string' },
      encoding: { type: 'string' },
      'dry-run': { type: 'boolean', default: false }
    }
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1 || values.survey === undefined) {
    print(usage)
    return 1
  }
  const source = values.source === undefined ? undefined : sourceOf(values.source)
  const mapping = values.mapping === undefined ? undefined : readMapping(values.mapping)
  const encoding = values.encoding === undefined ? undefined : encodingOf(values.encoding)
  const size = sizeOf(path)
  const config = readConfig(environment)
  const database = await openDatabase(config.databaseUrl, config)
  const progress = showProgress(print)
  try {
    await prepare(database, config, (sentence) => console.error(sentence))
    const survey = await surveyById(database, values.survey)
    const site = await siteById(database, survey.row.siteId)
    const file = { name: basename(path), bytes: size, open: () => createReadStream(path) }
    const report = await importFile(
      database,
      {
        file,
        survey,
        site,
        source,
        mapping,
        encoding,
        dryRun: values['dry-run'],
        caller: operator('command-line'),
        log: pino({ level: 'silent' })
      },
      Date.now,
      progress.update
    )
    progress.stop()
    for (const line of describeReport(report)) print(line)
    return report.counts.rows > report.counts.rejected ? 0 : 1
  } catch (error) {
    progress.stop()
    if (!(error instanceof Problem)) throw error
    print(error.message)
    return 1
  } finally {
    await database.close()
  }
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new Error(`${path} cannot be read: there is no such file.`)
  return found.size
}

function sourceOf(name: string): ImportSource {
  const source = importSource.safeParse(name)
  if (!source.success)
    throw new Error(`The source “${name}” is not known; it is one of ${importSources.join(', ')}.`)
  return source.data
}

function encodingOf(name: string): EncodingName {
  const encoding = encodingName.safeParse(name.toLowerCase())
  if (!encoding.success)
    throw new Error(`The encoding “${name}” is not known; it is one of ${encodings.join(', ')}.`)
  return encoding.data
}

function readMapping(path: string): MappingInput {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`The mapping ${path} cannot be read: ${error instanceof Error ? error.message : ''}.`)
  }
  const mapping = mappingInput.safeParse(json)
  if (!mapping.success) throw new Error(`The mapping ${path} is wrong:\n${prettifyError(mapping.error)}`)
  return mapping.data
}

const doing: Record<ImportProgress['at'], string> = {
  checking: 'Checking',
  comparing: 'Comparing',
  storing: 'Importing'
}

/** A bar on a terminal, plain lines in a pipe. */
function showProgress(print: Print): { update(progress: ImportProgress): void; stop(): void } {
  if (!process.stderr.isTTY) return plainProgress(print)
  let bar: { at: ImportProgress['at']; bar: SingleBar } | undefined
  return {
    update({ at, done, total }) {
      if (bar?.at !== at) {
        bar?.bar.stop()
        const format =
          `${doing[at].padEnd(9)} {bar} {percentage} %  {value} of ` +
          `${at === 'checking' ? 'about ' : ''}{total} rows`
        bar = { at, bar: new SingleBar({ format }, Presets.shades_classic) }
        bar.bar.start(total, done)
      }
      bar.bar.setTotal(total)
      bar.bar.update(done)
    },
    stop: () => bar?.bar.stop()
  }
}

function plainProgress(print: Print) {
  let told = ''
  return {
    update({ at, done, total }: ImportProgress) {
      const step = total === 0 ? steps : Math.floor((done / total) * steps)
      const line = `${doing[at]}: ${step * (100 / steps)} %`
      if (line !== told) print(line)
      told = line
    },
    stop() {}
  }
}

function* describeReport(report: ImportReport): Generator<string> {
  const { counts, encoding } = report
  yield ''
  if (report.problem !== undefined) yield report.problem
  yield `${report.dryRun ? 'Would be imported' : 'Imported'} from ${report.file} (${encoding.name}, ${layoutOf(report)}), scale ${report.scale.min} to ${report.scale.max}${report.scale.step === undefined ? '' : ` in steps of ${report.scale.step}`}`
  yield `  ${number(counts.rows)} rows`
  yield `  ${number(counts.accepted)} answers`
  if (counts.changed > 0) yield `  ${number(counts.changed)} answers corrected`
  yield `  ${number(counts.unanswered)} asked without an answer${counts.offScale > 0 ? ` (${number(counts.offScale)} of them with a number off the scale)` : ''}`
  yield `  ${number(counts.duplicate)} duplicates${counts.sameAsBefore > 0 ? ` (${number(counts.sameAsBefore)} were there before)` : ''}`
  if (counts.skipped > 0) yield `  ${number(counts.skipped)} left out`
  yield `  ${number(counts.rejected)} rejected`
  if (report.dryRun) yield `Mapping: ${JSON.stringify(report.mapping)}`
  if (Object.keys(report.suggested).length > 0)
    yield `Not mapped, but it looks like it: ${JSON.stringify(report.suggested)}`
  if (report.sharedTopics.length > 0) yield sharedSentence(report)
  for (const warning of [...encoding.warnings, ...report.warnings]) yield `Note: ${warning}`
  const proposed = report.ratings.flatMap(({ sent, suggests }) =>
    suggests === undefined ? [] : [[sent, suggests] as const]
  )
  if (proposed.length > 0)
    yield 'Ratings in words; if they mean this, say so in the mapping: ' +
      `${JSON.stringify({ ratings: Object.fromEntries(proposed) })}`
  if (counts.rejected === 0) return
  if (counts.rejected > unfairShare * (counts.rows - counts.skipped))
    yield 'Note: What is left without the rejected rows is no fair part of the file.'
  yield 'Rejected rows:'
  for (const { line, column, value, reason } of report.rejected.slice(0, rejectedPrinted)) {
    yield `  line ${line}: ${column ? `“${column}” ` : ''}${value === undefined ? '' : `“${value}” `}${reason}`
  }
  if (counts.rejected > rejectedPrinted) {
    for (const [reason, count] of Object.entries(report.rejectedByReason))
      yield `  in all ${number(count)}: ${reason}`
  }
}

function sharedSentence({ sharedTopics, mapping }: ImportReport): string {
  const words = sharedTopics.join(', ')
  if (mapping.sharedTopics === 'same')
    return `Note: words in several columns of topics, each taken as one topic: ${words}`
  return (
    'Note: words in several columns of topics, each kept under its column; "sharedTopics": ' +
    `"same" in the mapping makes one topic of them: ${words}`
  )
}

function layoutOf({ source, delimiter }: ImportReport): string {
  const between =
    delimiter === '' ? 'JSON' : `${delimiter === '\t' ? 'tabs' : `“${delimiter}”`} between cells`
  return source === 'csv' ? between : `${between}, as ${source} writes it`
}

function number(value: number) {
  return value.toLocaleString('en')
}
