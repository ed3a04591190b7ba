import { z } from 'zod'
import { conversationFacts } from './inviting'
import { tagsInput } from './responses'
import { instant, limits, tag, text, timeZone } from './terms'

export const invitationInput = z.strictObject({
  survey: z.string().max(40),
  ...tagsInput,
  delivery: tag.optional(),
  conversation: tag.optional(),
  customer: tag.optional(),
  address: text(limits.tagLength).optional(),
  expiresAt: instant.optional(),
  conversationFacts: conversationFacts.optional(),
  timeZone: timeZone.optional().meta({ description: 'where the customer is; working hours are the site’s where it is left out' }),
  reusable: z.boolean().default(false),
  test: z.boolean().default(false)
})
export const invitationView = z.object({
  id: z.string(),
  state: z.enum(['sent', 'created', 'suppressed', 'unsendable']),
  reason: z.string().optional(),
  until: z.string().optional().meta({ description: 'when the rule that suppresses it will say no no more' }),
  dueAt: z.string().optional().meta({ description: 'when it may leave, where that is not at once' }),
  url: z.string(),
  qrSvg: z.string(),
  texts: z.record(z.string(), z.string())
})
export type InvitationInput = z.infer<typeof invitationInput>
export type InvitationView = z.infer<typeof invitationView>
