import { z } from 'zod'
import { text } from './terms'

/** What may be told to a helpdesk of an answer. */
export const writeBackParts = ['note', 'tag', 'field', 'native', 'reopen', 'assign'] as const
export type WriteBackPart = (typeof writeBackParts)[number]

/** The tags that we set. They are no topics of a conversation when the helpdesk tells of it later. */
export const ownTags = { satisfied: 'hearback-satisfied', unsatisfied: 'hearback-unsatisfied' } as const

const parts = {
  note: z.boolean().meta({ description: 'rating, reasons and comment as an internal note' }),
  tag: z.boolean().meta({ description: `the tag “${ownTags.satisfied}” or “${ownTags.unsatisfied}”` }),
  field: text(100)
    .nullable()
    .meta({ description: 'the custom field that takes the rating, as the API names it' }),
  native: z.boolean().meta({ description: 'the helpdesk’s own satisfaction rating' }),
  reopen: z.boolean().meta({ description: 'opens the conversation again after a rating below satisfied' }),
  assign: text(60)
    .nullable()
    .meta({ description: 'gives it then to this agent, by the id that the helpdesk has for them' })
}
const answers = z
  .enum(['none', 'all', 'low'])
  .meta({ description: 'none: off; low: those below satisfied, and what becomes of them' })

export const writeBackInput = z.strictObject({
  answers,
  note: parts.note.default(true),
  tag: parts.tag.default(false),
  field: parts.field.default(null),
  native: parts.native.default(false),
  reopen: parts.reopen.default(false),
  assign: parts.assign.default(null)
})
export const writeBackView = z.object({
  answers,
  ...parts,
  takes: z
    .array(z.enum(writeBackParts))
    .meta({ description: 'what the helpdesk’s API takes; empty: nothing' }),
  lacks: z.string().nullable().meta({
    description: 'the setting of the connector without which nothing can be written, such as `apiToken`'
  })
})
export type WriteBackInput = z.infer<typeof writeBackInput>
export type WriteBackView = z.infer<typeof writeBackView>
