import { z } from 'zod'
import { text } from './terms'

/**
 * The name of what is deleted, as it is called, so that nobody deletes another thing than the one that is
 * meant.
 */
export const deletionQuery = z.strictObject({ name: text(200) })
export const deletionView = z.object({
  name: z.string().meta({ description: 'what to give as “name” to delete it' }),
  takes: z
    .object({
      surveys: z.int(),
      answers: z.int(),
      invitations: z.int(),
      conversations: z.int(),
      connectors: z.int(),
      members: z.int(),
      keys: z.int()
    })
    .meta({ description: 'what goes with it' })
})
export const accountDeletionView = z.object({
  name: z.string().meta({ description: 'the e-mail address, to give as “name”' }),
  leaves: z.array(z.string()).meta({ description: 'the sites that the account leaves' }),
  lastOwnerOf: z.array(z.string()).meta({
    description: 'the sites that would have no owner; make somebody else an owner first, or delete them'
  })
})
export type DeletionView = z.infer<typeof deletionView>
export type AccountDeletionView = z.infer<typeof accountDeletionView>
