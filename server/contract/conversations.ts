import { z } from 'zod'
import { attributesInput } from './attributes'
import { bot, handledBy, instant, limits, tag, text } from './terms'

/** What both databases keep in an integer column. */
const integerMax = 2 ** 31 - 1

export const conversationId = text(limits.tagLength).min(1)

export const conversationInput = z.strictObject({
  site: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'whose conversation; needed only by callers who have several sites' }),
  channel: tag.optional(),
  agent: tag.optional(),
  team: tag.optional(),
  handledBy: handledBy.optional(),
  bot: bot.optional(),
  attributes: attributesInput.optional(),
  topics: z.array(tag).max(limits.topics).optional(),
  customer: tag.optional(),
  openedAt: instant.optional(),
  firstResponseAt: instant.optional(),
  resolvedAt: instant.optional(),
  handleSeconds: z.int().min(0).max(integerMax).optional(),
  holdSeconds: z.int().min(0).max(integerMax).optional(),
  contacts: z.int().min(1).max(integerMax).optional(),
  resolvedOnFirstContact: z.boolean().optional()
})
/** What is known of many; of one that comes twice, what was said last. */
export const conversationBatch = z.strictObject({
  site: conversationInput.shape.site,
  conversations: z
    .array(conversationInput.omit({ site: true }).extend({ id: conversationId }))
    .min(1)
    .max(limits.batchItems)
})
export type ConversationInput = z.infer<typeof conversationInput>
