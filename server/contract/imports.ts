import { z } from 'zod'
import { attributeKey, attributesView } from './attributes'
import { encodingName } from './encodings'
import { scale } from './surveys'
import { limits, timeZone, whoHandled } from './terms'

/** The layouts that are known; `csv` is any table whose columns are named by a mapping. */
export const importSources = [
  'zendesk',
  'zendesk-surveys',
  'intercom',
  'delighted',
  'freshdesk',
  'help-scout',
  'gorgias',
  'medallia',
  'qualtrics',
  'survey-monkey',
  'chatwoot',
  'gladly',
  'csv'
] as const
export const importSource = z.enum(importSources)

const columnName = z.string().max(500)
/** Where a text comes from: a column, or the same for every row. */
const text = z.union([
  columnName,
  z.strictObject({ column: columnName }),
  z.strictObject({ value: z.string().max(limits.tagLength) })
])
const topic = z.union([
  columnName,
  z.strictObject({ column: columnName, split: z.boolean().optional() }),
  z.strictObject({ value: z.string().max(limits.tagLength) })
])
const time = z.union([
  columnName,
  z.strictObject({
    column: columnName,
    format: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .meta({
        description:
          'how all of them are written; without it they are read as they stand, and the whole ' +
          'file says whether the day or the month comes first'
      }),
    order: z
      .enum(['day-first', 'month-first'])
      .optional()
      .meta({ description: 'of 03/04, where the file does not tell' }),
    time: columnName
      .optional()
      .meta({ description: 'the column with the time of day, where the day stands alone' })
  })
])
const duration = z.union([
  columnName,
  z.strictObject({ column: columnName, unit: z.enum(['seconds', 'minutes', 'hours', 'days']).optional() })
])

/**
 * Which column of a file is what. `{"column":"tags","split":true}` cuts a cell at “,”, “;” and “|” into
 * several topics.
 */
export const mappingInput = z.strictObject({
  encoding: encodingName.optional().meta({
    description: 'how the letters of all of the file are written; guessed from them where it is missing'
  }),
  headerLine: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'the line that names the columns; what stands above it is passed over' }),
  rating: z.union([columnName, z.strictObject({ column: columnName })]).optional(),
  ratings: z
    .record(
      z.string().max(limits.tagLength),
      z.union([z.number().min(0).max(10), z.literal('skip')]).nullable()
    )
    .refine(
      (points) => Object.keys(points).length <= limits.ratingsMapped,
      `must not name more than ${limits.ratingsMapped}`
    )
    .optional()
    .meta({
      description:
        'what the file calls a rating → the point that it is, null for no answer, or “skip” to leave the row out'
    }),
  scale: scale.optional().meta({
    description:
      'on which the numbers of the file are; where that is not the scale of the survey, the ' +
      'answers keep it as their own meaning'
  }),
  offScale: z.enum(['skip', 'no-answer']).optional().meta({
    description:
      'what becomes of numbers off the scale: their rows are left out, or count as asked without an answer'
  }),
  decimals: z
    .enum(['keep', 'round', 'floor', 'skip'])
    .optional()
    .meta({
      description:
        'what becomes of numbers between two ratings of the scale; they can be kept on a scale ' +
        'with a fitting `step` only: that of the survey, or one in `scale`'
    }),
  channel: text.optional(),
  topics: z.array(topic).max(limits.topics).optional(),
  sharedTopics: z
    .enum(['apart', 'same'])
    .optional()
    .meta({
      description:
        'whether a word that stands in several columns of topics is one topic; without it, or ' +
        'with “apart”, each keeps the name of its column'
    }),
  agent: text.optional(),
  team: text.optional(),
  handledBy: text.optional().meta({
    description: 'who handled it: person, bot or bot-then-person, also as human, AI, hybrid and the like'
  }),
  bot: text.optional().meta({ description: 'the bot that had a part in it, by its name' }),
  attributes: z
    .record(attributeKey, text)
    .optional()
    .meta({
      description:
        'the attributes that the site declares, by key: {"plan":"Customer plan"}. Values that do not fit or ' +
        'look like personal data are left out, and counted in the report'
    }),
  comment: z
    .union([text, z.array(text).min(1).max(10)])
    .optional()
    .meta({ description: 'of several columns, what they say stands below each other' }),
  externalId: text.optional(),
  customer: text.optional(),
  locale: text.optional(),
  timeZone: timeZone.optional().meta({
    description: 'of times that name none; that of the file where it says so, else that of the site'
  }),
  answeredAt: time.optional(),
  sentAt: time.optional(),
  conversation: z
    .strictObject({
      id: text.optional(),
      openedAt: time.optional(),
      firstResponseAt: time.optional(),
      resolvedAt: time.optional(),
      handleSeconds: duration.optional(),
      holdSeconds: duration.optional(),
      firstResponseSeconds: duration
        .optional()
        .meta({ description: 'from when it was opened until the first response' }),
      resolutionSeconds: duration
        .optional()
        .meta({ description: 'from when it was opened until it was resolved' }),
      resolvedOnFirstContact: text.optional().meta({ description: 'yes or no, in one of many languages' })
    })
    .optional(),
  channels: z.record(z.string().max(limits.tagLength), z.string().min(1).max(limits.tagLength)).optional()
})

export const counts = z.object({
  rows: z.int().meta({
    description:
      'rows of the file; each is exactly one of accepted, changed, duplicate, unanswered, skipped, rejected'
  }),
  accepted: z.int().meta({ description: 'answers that are new' }),
  changed: z
    .int()
    .meta({ description: 'answers that were there already and were corrected within the edit window' }),
  duplicate: z.int().meta({ description: 'repeated in this file, or there already' }),
  unanswered: z.int().meta({ description: 'asked and not answered: kept as invitations' }),
  offScale: z.int().meta({ description: 'of the rows without an answer, those with a number off the scale' }),
  skipped: z
    .int()
    .meta({ description: 'previews, tests and people who were never asked; `warnings` say which' }),
  rejected: z.int(),
  sameAsBefore: z.int().meta({ description: 'of the duplicates, those that were there before this file' }),
  filled: z.int().meta({
    description:
      'of those, the ones that got what was empty in them, or was read in a wrong encoding; never another rating'
  })
})
const withoutRating = z.object({
  empty: z.int().meta({ description: 'rows whose rating is empty' }),
  noAnswer: z.int().meta({ description: 'rows whose rating says that there is none, such as NA or offered' }),
  offScale: z.int().meta({ description: 'rows whose rating is a number off the scale' })
})
const sampleRow = z.object({
  line: z.int(),
  id: z.string(),
  rating: z.number().nullable(),
  comment: z.string().nullable(),
  channel: z.string(),
  topics: z.array(z.string()),
  agent: z.string().nullable(),
  team: z.string().nullable(),
  handledBy: z.enum(whoHandled).nullable(),
  bot: z.string().nullable(),
  attributes: attributesView,
  locale: z.string().nullable(),
  customer: z.string().nullable(),
  conversation: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredOn: z.string().nullable()
})
/** Why a row stays out, for programs; the reason beside it is a sentence with the particulars. */
const rejectionCodes = [
  'no-point',
  'between-points',
  'out-of',
  'off-scale',
  'other-scale',
  'unknown-word',
  'other-metric',
  'cells',
  'no-time',
  'undated',
  'no-text',
  'too-long',
  'locked',
  'day-or-month',
  'zone'
] as const
const rejection = z.object({
  line: z.int().meta({
    description:
      'the line of the file on which the row begins, from 1; of a JSON file the number of the record'
  }),
  column: z.string().optional(),
  value: z.string().optional().meta({ description: 'the cell, shortened; never kept' }),
  code: z.enum(rejectionCodes),
  reason: z.string()
})
const readings = z
  .array(z.object({ encoding: encodingName, lines: z.array(z.string()) }))
  .meta({ description: 'how lines of the file read in an encoding, the likeliest first; never kept' })
/** What only a person can say of a file. Nothing is stored before it is said. */
const question = z.discriminatedUnion('code', [
  z.object({
    code: z.enum(['off-scale', 'half-scale']).meta({
      description:
        'numbers leave the scale of the survey, or all of them lie in its lower half; answered by `scale` or `offScale`'
    }),
    lowest: z.number(),
    highest: z.number(),
    rows: z.int().meta({ description: 'rows that it concerns' }),
    of: z.int().meta({ description: 'rows with a number' }),
    scale: scale.meta({ description: 'the one that the numbers look like' })
  }),
  z.object({
    code: z
      .literal('encoding')
      .meta({ description: 'the letters of the file may be read in several ways; answered by `encoding`' }),
    readings
  }),
  z.object({
    code: z.literal('decimals').meta({
      description:
        'numbers lie between two ratings of the scale; answered by `decimals`, or by a `scale` with a finer step'
    }),
    rows: z.int(),
    of: z.int(),
    step: scale.shape.step.meta({
      description: 'of a scale on which all numbers of the file can be kept; absent where there is none'
    })
  })
])
const ratingFound = z.object({
  sent: z.string().meta({ description: 'as it stands in the file; never kept' }),
  becomes: z.union([z.number(), z.enum(['unanswered', 'rejected', 'skipped'])]),
  code: z.enum(rejectionCodes).optional(),
  reason: z.string().optional(),
  suggests: z.number().nullable().optional().meta({
    description:
      'the point that such a word usually is, or null for no answer; taken only when `ratings` says so'
  }),
  rows: z.int()
})
const channelFound = z.object({
  sent: z.string().meta({ description: 'as it stands in the file; never kept' }),
  becomes: z.string(),
  rows: z.int()
})

export const importReport = z.object({
  id: z.string().nullable().meta({ description: 'null for a dry run' }),
  survey: z.string(),
  file: z.string(),
  source: importSource.meta({ description: 'the layout that was recognised, or named' }),
  state: z.enum(['running', 'done', 'failed']),
  dryRun: z.boolean(),
  problem: z.string().optional().meta({ description: 'why it failed' }),
  mapping: mappingInput,
  suggested: mappingInput.meta({
    description: 'columns that look like parts which the mapping leaves out; not used'
  }),
  questions: z
    .array(question)
    .meta({ description: 'what must be said first; a file with one of them is not imported' }),
  headerLine: z.int().meta({ description: 'the line that names the columns; 0 for JSON' }),
  columns: z.array(z.string()).meta({ description: 'of two with one name, “name (1)” and “name (2)”' }),
  timeZone: z.string().meta({ description: 'in which times that name none are read' }),
  examples: z
    .array(z.array(z.string()))
    .meta({ description: 'the first cells of each column that are not empty; never kept' }),
  scale,
  ratings: z
    .array(ratingFound)
    .meta({ description: 'what the file calls a rating and what becomes of it, most frequent first' }),
  channels: z
    .array(channelFound)
    .meta({ description: 'what the file calls channels and what they count as, most frequent first' }),
  sharedTopics: z.array(z.string()).meta({
    description:
      'words that stand in several columns of topics; each column’s is a topic of its own, ' +
      'unless the mapping says that they are the same; never kept'
  }),
  encoding: z.object({ name: z.string(), warnings: z.array(z.string()), readings: readings.optional() }),
  delimiter: z.string().meta({ description: 'what stands between cells; empty for JSON' }),
  total: z
    .int()
    .meta({ description: 'rows of the file; an import is through when `counts.rows` comes to this' }),
  counts,
  withoutRating: withoutRating.meta({
    description: 'rows of the whole file without a rating of the scale, by what stands there instead'
  }),
  warnings: z.array(z.string()),
  rejected: z.array(rejection).meta({
    description: `the first ${limits.rejectedShown}, once it is through; none in a list of imports`
  }),
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
export type Question = z.infer<typeof question>
export type ChannelFound = z.infer<typeof channelFound>
/** Where one part of an answer comes from. */
export type Locator =
  | z.infer<typeof text>
  | z.infer<typeof topic>
  | z.infer<typeof time>
  | z.infer<typeof duration>
