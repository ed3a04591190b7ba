import { z } from 'zod'

export const noticesView = z.object({
  rows: z.array(
    z.object({
      code: z.enum(['weak-secret']),
      variable: z
        .enum(['HEARBACK_API_KEY', 'HEARBACK_SECRET'])
        .meta({ description: 'which variable of the server it is about' }),
      refusedFrom: z.string().meta({ description: 'the version that does not start with it any more' })
    })
  )
})
export type NoticesView = z.infer<typeof noticesView>
