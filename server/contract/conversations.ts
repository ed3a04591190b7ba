import { z } from 'zod'
import { instant, limits, tag } from './terms'

export const conversationInput = z.strictObject({
  site: z.string().max(40).optional().meta({ description: 'whose conversation; needed only by callers who have several sites' }),
  channel: tag.optional(),
  agent: tag.optional(),
  team: tag.optional(),
  topics: z.array(tag).max(limits.topics).optional(),
  customer: tag.optional(),
  openedAt: instant.optional(),
  firstResponseAt: instant.optional(),
  resolvedAt: instant.optional(),
  handleSeconds: z.int().min(0).optional(),
  holdSeconds: z.int().min(0).optional(),
  contacts: z.int().min(1).optional(),
  resolvedOnFirstContact: z.boolean().optional()
})
export type ConversationInput = z.infer<typeof conversationInput>
