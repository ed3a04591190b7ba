import { z } from 'zod'
import { tagsInput } from './responses'
import { instant, limits, tag, text } from './terms'

export const invitationInput = z.strictObject({
  survey: z.string().max(40),
  ...tagsInput,
  delivery: tag.optional(),
  conversation: tag.optional(),
  customer: tag.optional(),
  address: text(limits.tagLength).optional(),
  expiresAt: instant.optional(),
  reusable: z.boolean().default(false),
  test: z.boolean().default(false)
})
export const invitationView = z.object({
  id: z.string(),
  state: z.enum(['sent', 'created', 'suppressed', 'unsendable']),
  reason: z.string().optional(),
  url: z.string(),
  qrSvg: z.string(),
  texts: z.record(z.string(), z.string())
})
export type InvitationInput = z.infer<typeof invitationInput>
export type InvitationView = z.infer<typeof invitationView>
