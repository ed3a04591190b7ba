import { z } from 'zod'
import { scale } from '../contract/surveys'
import { mappingInput } from './mapping'

const rejectedShownMax = 100
const valueShownMax = 60
const linesShownMax = 5

const counts = z.object({
  rows: z.int().meta({ description: 'rows below the header; each is exactly one of accepted, changed, duplicate, unanswered, rejected' }),
  accepted: z.int().meta({ description: 'answers that are new' }),
  changed: z.int().meta({ description: 'answers that were there already and were corrected within the edit window' }),
  duplicate: z.int().meta({ description: 'repeated in this file, or there already' }),
  unanswered: z.int().meta({ description: 'asked and not answered: kept as invitations' }),
  offScale: z.int().meta({ description: 'of the rows without an answer, those with a number off the scale' }),
  rejected: z.int(),
  sameAsBefore: z.int().meta({ description: 'of the duplicates, those that were there before this file' })
})
const sampleRow = z.object({
  line: z.int(),
  id: z.string(),
  rating: z.int().nullable(),
  comment: z.string().nullable(),
  channel: z.string(),
  topics: z.array(z.string()),
  agent: z.string().nullable(),
  team: z.string().nullable(),
  locale: z.string().nullable(),
  customer: z.string().nullable(),
  conversation: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredOn: z.string().nullable()
})
const rejection = z.object({
  line: z.int().meta({ description: 'the line of the file on which the row begins, from 1' }),
  column: z.string().optional(),
  value: z.string().optional().meta({ description: 'the cell, shortened; never kept' }),
  reason: z.string()
})

export const importReport = z.object({
  id: z.string().nullable().meta({ description: 'null for a dry run' }),
  survey: z.string(),
  file: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  dryRun: z.boolean(),
  problem: z.string().optional().meta({ description: 'why it failed' }),
  mapping: mappingInput,
  suggested: mappingInput.meta({ description: 'columns that look like parts which the mapping leaves out; not used' }),
  columns: z.array(z.string()),
  scale,
  encoding: z.object({ name: z.string(), warnings: z.array(z.string()) }),
  delimiter: z.string(),
  total: z.int().meta({ description: 'rows of the file; an import is through when `counts.rows` comes to this' }),
  counts,
  warnings: z.array(z.string()),
  rejected: z.array(rejection).meta({ description: `the first ${rejectedShownMax}` }),
  rejectedByReason: z.record(z.string(), z.int()),
  sample: z.array(sampleRow).meta({ description: 'ten rows as they are stored; never kept' }),
  startedAt: z.string(),
  updatedAt: z.string()
})

export type ImportReport = z.infer<typeof importReport>
export type Counts = z.infer<typeof counts>
export type SampleRow = z.infer<typeof sampleRow>
export type Rejection = z.infer<typeof rejection>

export function noCounts(): Counts {
  return { rows: 0, accepted: 0, changed: 0, duplicate: 0, unanswered: 0, offScale: 0, rejected: 0, sameAsBefore: 0 }
}

export function reject(report: ImportReport, { value, ...rest }: Rejection) {
  report.counts.rejected++
  report.rejectedByReason[rest.reason] = (report.rejectedByReason[rest.reason] ?? 0) + 1
  if (report.rejected.length < rejectedShownMax) report.rejected.push({ ...rest, ...(value === undefined ? {} : { value: shortened(value) }) })
}

/** What is kept of a report: what the file was and what became of it, without any cell of it. */
export function withoutCells(report: ImportReport): ImportReport {
  return { ...report, sample: [], rejected: report.rejected.map(({ value: _cell, ...rest }) => rest) }
}

/** Small things that happened to cells of rows which were kept all the same. */
export type Remarks = Map<string, { count: number; lines: number[] }>

export function remark(remarks: Remarks, what: string, line: number) {
  const known = remarks.get(what) ?? { count: 0, lines: [] }
  known.count++
  if (known.lines.length < linesShownMax) known.lines.push(line)
  remarks.set(what, known)
}

export function sentences(remarks: Remarks): string[] {
  return [...remarks].map(([what, { count, lines }]) => `${what}: ${count} (${lines.length < count ? 'first: ' : ''}line ${lines.join(', ')})`)
}

function shortened(value: string) {
  const flat = value.replace(/\s+/g, ' ').toWellFormed()
  return flat.length > valueShownMax ? `${flat.slice(0, valueShownMax - 1)}…` : flat
}
