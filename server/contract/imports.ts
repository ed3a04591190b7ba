import { z } from 'zod'
import { scale } from './surveys'
import { limits, timeZone } from './terms'

/** The layouts that are known; `csv` is any table whose columns are named by a mapping. */
export const importSources = [
  'zendesk', 'zendesk-surveys', 'intercom', 'delighted', 'freshdesk', 'help-scout', 'gorgias', 'medallia', 'qualtrics', 'survey-monkey',
  'chatwoot', 'gladly', 'csv'
] as const
export const importSource = z.enum(importSources)

const columnName = z.string().max(500)
/** Where a text comes from: a column, or the same for every row. */
const text = z.union([columnName, z.strictObject({ column: columnName }), z.strictObject({ value: z.string().max(limits.tagLength) })])
const topic = z.union([columnName, z.strictObject({ column: columnName, split: z.boolean().optional() }), z.strictObject({ value: z.string().max(limits.tagLength) })])
const time = z.union([columnName, z.strictObject({ column: columnName, format: z.string().min(1).max(60).optional() })])
const duration = z.union([columnName, z.strictObject({ column: columnName, unit: z.enum(['seconds', 'minutes', 'hours']).optional() })])

/** Which column of a file is what. `{"column":"tags","split":true}` cuts a cell at “,”, “;” and “|” into several topics. */
export const mappingInput = z.strictObject({
  rating: z.union([columnName, z.strictObject({ column: columnName })]).optional(),
  ratings: z
    .record(z.string().max(limits.tagLength), z.int().min(0).max(10).nullable())
    .refine((points) => Object.keys(points).length <= limits.ratingsMapped, `must not name more than ${limits.ratingsMapped}`)
    .optional()
    .meta({ description: 'what the file calls a rating → the point that it is, or null for no answer' }),
  channel: text.optional(),
  topics: z.array(topic).max(limits.topics).optional(),
  agent: text.optional(),
  team: text.optional(),
  comment: text.optional(),
  externalId: text.optional(),
  customer: text.optional(),
  locale: text.optional(),
  timeZone: timeZone.optional().meta({ description: 'of times that name none; that of the file where it says so, else that of the site' }),
  answeredAt: time.optional(),
  sentAt: time.optional(),
  conversation: z
    .strictObject({
      id: text.optional(),
      openedAt: time.optional(),
      firstResponseAt: time.optional(),
      resolvedAt: time.optional(),
      handleSeconds: duration.optional()
    })
    .optional(),
  channels: z.record(z.string().max(limits.tagLength), z.string().min(1).max(limits.tagLength)).optional()
})

const counts = z.object({
  rows: z.int().meta({ description: 'rows of the file; each is exactly one of accepted, changed, duplicate, unanswered, skipped, rejected' }),
  accepted: z.int().meta({ description: 'answers that are new' }),
  changed: z.int().meta({ description: 'answers that were there already and were corrected within the edit window' }),
  duplicate: z.int().meta({ description: 'repeated in this file, or there already' }),
  unanswered: z.int().meta({ description: 'asked and not answered: kept as invitations' }),
  offScale: z.int().meta({ description: 'of the rows without an answer, those with a number off the scale' }),
  skipped: z.int().meta({ description: 'previews, tests and people who were never asked; `warnings` say which' }),
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
/** Why a row stays out, for programs; the reason beside it is a sentence with the particulars. */
export const rejectionCodes = [
  'no-point', 'between-points', 'out-of', 'off-scale', 'other-scale', 'unknown-word', 'other-metric', 'cells', 'no-time', 'undated', 'no-text', 'too-long', 'locked'
] as const
const rejection = z.object({
  line: z.int().meta({ description: 'the line of the file on which the row begins, from 1; of a JSON file the number of the record' }),
  column: z.string().optional(),
  value: z.string().optional().meta({ description: 'the cell, shortened; never kept' }),
  code: z.enum(rejectionCodes),
  reason: z.string()
})
const ratingFound = z.object({
  sent: z.string().meta({ description: 'as it stands in the file; never kept' }),
  becomes: z.union([z.int(), z.enum(['unanswered', 'rejected'])]),
  code: z.enum(rejectionCodes).optional(),
  reason: z.string().optional(),
  rows: z.int()
})
const channelFound = z.object({ sent: z.string().meta({ description: 'as it stands in the file; never kept' }), becomes: z.string(), rows: z.int() })

export const importReport = z.object({
  id: z.string().nullable().meta({ description: 'null for a dry run' }),
  survey: z.string(),
  file: z.string(),
  source: importSource.meta({ description: 'the layout that was recognised, or named' }),
  state: z.enum(['running', 'done', 'failed']),
  dryRun: z.boolean(),
  problem: z.string().optional().meta({ description: 'why it failed' }),
  mapping: mappingInput,
  suggested: mappingInput.meta({ description: 'columns that look like parts which the mapping leaves out; not used' }),
  columns: z.array(z.string()),
  timeZone: z.string().meta({ description: 'in which times that name none are read' }),
  examples: z.array(z.array(z.string())).meta({ description: 'the first cells of each column that are not empty; never kept' }),
  scale,
  ratings: z.array(ratingFound).meta({ description: 'what the file calls a rating and what becomes of it, most frequent first' }),
  channels: z.array(channelFound).meta({ description: 'what the file calls channels and what they count as, most frequent first' }),
  encoding: z.object({ name: z.string(), warnings: z.array(z.string()) }),
  delimiter: z.string().meta({ description: 'what stands between cells; empty for JSON' }),
  total: z.int().meta({ description: 'rows of the file; an import is through when `counts.rows` comes to this' }),
  counts,
  warnings: z.array(z.string()),
  rejected: z.array(rejection).meta({ description: `the first ${limits.rejectedShown}, once it is through; none in a list of imports` }),
  rejectedByReason: z.record(z.string(), z.int()),
  sample: z.array(sampleRow).meta({ description: 'ten rows as they are stored; never kept' }),
  startedAt: z.string(),
  updatedAt: z.string()
})

export type ImportSource = z.infer<typeof importSource>
export type MappingInput = z.infer<typeof mappingInput>
export type ImportReport = z.infer<typeof importReport>
export type Counts = z.infer<typeof counts>
export type SampleRow = z.infer<typeof sampleRow>
export type Rejection = z.infer<typeof rejection>
export type RatingFound = z.infer<typeof ratingFound>
export type RejectionCode = (typeof rejectionCodes)[number]
export type ChannelFound = z.infer<typeof channelFound>
/** Where one part of an answer comes from. */
export type Locator = z.infer<typeof text> | z.infer<typeof topic> | z.infer<typeof time> | z.infer<typeof duration>
