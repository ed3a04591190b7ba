import { z } from 'zod'
import { day, limits, text } from './terms'

const ratings = z
  .array(z.object({ rating: z.number(), answers: z.int() }))
  .meta({ description: 'the most first' })
const network = text(40).meta({ description: 'a network by its keyed hash, as groups of suspects name it' })

export const suspectsQuery = z.strictObject({ survey: text(40) })
export const suspectsView = z.object({
  rows: z
    .array(
      z.object({
        day: z.string().meta({ description: 'the day of the site on which they came' }),
        reason: z.string().nullable(),
        answers: z.int(),
        first: z.string().meta({ description: 'when the first of them was received' }),
        last: z.string(),
        ratings,
        networks: z.int().meta({ description: 'from how many networks they came' }),
        largest: z
          .array(z.object({ network: z.string(), answers: z.int(), ratings }))
          .meta({ description: 'the networks with the most of them' })
      })
    )
    .meta({
      description: 'what waits for a look, together where it came on one day for one reason; the latest first'
    })
})
export const reviewInput = z.strictObject({
  survey: text(40),
  state: z.enum(['counted', 'excluded']).meta({ description: 'restore them, or leave them out' }),
  why: text(limits.reasonLength).trim().min(1),
  day: day.optional(),
  network: network.optional(),
  reason: text(60).optional(),
  rating: z.number().optional(),
  from: z.iso.datetime({ offset: true }).optional().meta({ description: 'received at this time or later' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'received before this time' })
})
export const reviewView = z.object({
  id: z.string().meta({ description: 'undoes it' }),
  answers: z.int().meta({ description: 'how many it changed' })
})
export type SuspectsView = z.infer<typeof suspectsView>
export type ReviewInput = z.infer<typeof reviewInput>
export type ReviewView = z.infer<typeof reviewView>
