import { z } from 'zod'
import { changeView, claimedShare, figureQuery, headView, scoreView } from './figures'

export const topicsQuery = figureQuery
export const topicsView = z.object({
  ...headView,
  total: scoreView,
  claimedShare,
  untagged: scoreView.meta({ description: 'the answers without any topic: part of every rest' }),
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      score: scoreView,
      share: z.number().meta({
        description: 'of all answers of the period, 0 to 1; an answer counts in each of its topics'
      }),
      rest: scoreView.meta({ description: 'all answers that are not about this topic' }),
      difference: z
        .object({ value: z.number().nullable(), lower: z.number().nullable(), upper: z.number().nullable() })
        .meta({ description: 'topic less rest, in the unit of the score' }),
      p: z.number().nullable(),
      q: z.number().nullable().meta({
        description: 'p, adjusted for how many topics were looked at; null where there are too few answers'
      }),
      flag: z
        .enum(['low', 'high', 'none'])
        .meta({ description: 'low: worse than the rest, and at most one flag in ten is chance' }),
      impact: z
        .number()
        .meta({ description: 'by how much the whole gets better if the topic reaches the rest' }),
      lost: z.number().meta({ description: 'so many more customers would be satisfied then' }),
      answersNeeded: z
        .int()
        .optional()
        .meta({ description: 'about so many more answers about the topic would make it clear' }),
      previous: scoreView.optional(),
      change: changeView.optional()
    })
  )
})
export type TopicsQuery = z.infer<typeof topicsQuery>
export type TopicsView = z.infer<typeof topicsView>
