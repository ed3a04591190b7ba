import { z } from 'zod'
import { tag, text } from './terms'

/** Whom it is about: by the site's own name for them, or by an address that they were written to at. */
const sought = { site: text(40), customer: tag.min(1) }

export const customerInput = z.strictObject(sought)
export const eraseInput = z.strictObject({
  ...sought,
  dryRun: z.boolean().default(false).meta({ description: 'says what would be emptied, and changes nothing' })
})
export const erased = z.object({
  answers: z.int(),
  invitations: z.int(),
  conversations: z.int(),
  messages: z.int()
})
export type Erased = z.infer<typeof erased>
