import { z } from 'zod'
import { attributeKey } from './attributes'
import { invitationStates } from './invitations'
import { limits } from './terms'

const columnName = z.string().max(500)
/** Where a text comes from: a column, or the same for every row. */
const source = z.union([
  columnName,
  z.strictObject({ column: columnName }),
  z.strictObject({ value: z.string().max(limits.tagLength) })
])
const topic = z.union([source, z.strictObject({ column: columnName, split: z.boolean() })])
const time = z.union([
  columnName,
  z.strictObject({ column: columnName, format: z.string().min(1).max(60).optional() })
])

export const uploadTexts = [
  'channel',
  'delivery',
  'agent',
  'team',
  'handledBy',
  'bot',
  'conversation',
  'customer',
  'address',
  'locale',
  'timeZone',
  'externalId'
] as const
export const uploadTimes = ['expiresAt', 'endedAt'] as const

/** The same for each part. */
function each<Part extends string, Schema>(parts: readonly Part[], schema: Schema): Record<Part, Schema> {
  return Object.fromEntries(parts.map((part) => [part, schema])) as Record<Part, Schema> // one for each
}

/**
 * Which column of a file is what of the invitations. `endedAt` is when the conversation ended, from when a
 * delay counts.
 */
export const uploadMapping = z.strictObject({
  ...each(uploadTexts, source.optional()),
  ...each(uploadTimes, time.optional()),
  topics: z.array(topic).max(limits.topics).optional(),
  remindAfterHours: source.optional(),
  attributes: z
    .record(attributeKey, source)
    .optional()
    .meta({
      description:
        'the attributes that the site declares, by key: {"plan":"Customer plan"}; a row with a value that does ' +
        'not fit or looks like personal data is rejected'
    }),
  channels: z
    .record(z.string().max(limits.tagLength), z.string().min(1).max(limits.tagLength))
    .optional()
    .meta({ description: 'what the file calls a channel, and which that is' })
})

const uploadedLine = z.object({
  line: z.int().meta({ description: 'where the row begins, counted in lines of the file from 1' }),
  state: z.enum([...invitationStates, 'known', 'rejected']).meta({
    description:
      'known: there is an invitation with this externalId, or of this same row today, already, and nothing was made'
  }),
  reason: z.string().optional().meta({ description: 'why it is suppressed, unsendable or rejected' }),
  field: z.string().optional().meta({ description: 'what of a rejected row is wrong' }),
  customer: z.string().optional(),
  address: z.string().optional(),
  channel: z.string().optional(),
  topics: z.array(z.string()).optional(),
  agent: z.string().optional(),
  id: z.string().optional(),
  url: z.string().optional().meta({
    description:
      'the customer’s link, shown only here; absent in a dry run, and of an invitation that is known'
  }),
  dueAt: z.string().optional(),
  until: z.string().optional()
})

export const uploadReport = z.object({
  survey: z.string(),
  dryRun: z.boolean(),
  rows: z.int(),
  counts: z.record(z.string(), z.int()).meta({ description: 'how many rows are in each state' }),
  columns: z.array(z.string()),
  unused: z.array(z.string()).meta({ description: 'columns of which nothing is taken' }),
  mapping: uploadMapping,
  delimiter: z.string(),
  encoding: z.object({ name: z.string(), warnings: z.array(z.string()) }),
  results: z.array(uploadedLine).meta({ description: 'one for each row, in order' })
})

export type UploadMapping = z.infer<typeof uploadMapping>
export type UploadedLine = z.infer<typeof uploadedLine>
export type UploadReport = z.infer<typeof uploadReport>
