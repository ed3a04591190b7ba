import { z } from 'zod'

export const refusedOriginsView = z.object({
  rows: z.array(
    z.object({
      origin: z.string(),
      refusedAt: z.string().meta({ description: 'when a page of it was refused last' }),
      allowable: z.boolean().meta({
        description:
          'whether it is of a domain of the site, or of the machine of whoever builds it; of the ' +
          'others only the name is told'
      })
    })
  )
})
export type RefusedOriginsView = z.infer<typeof refusedOriginsView>
