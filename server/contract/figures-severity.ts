import { z } from 'zod'
import { figureQuery, headView, percentageView, scoreView } from './figures'

/** What became of how often something comes up, since the period before. */
const trends = ['new', 'growing', 'shrinking', 'long-standing', 'not-clear'] as const
export const severityQuery = figureQuery
export const severityView = z.object({
  ...headView,
  total: scoreView,
  rows: z.array(
    z.object({
      nature: z
        .enum(['topic', 'reason'])
        .meta({ description: 'what it is; an answer may count in several rows' }),
      key: z.string(),
      label: z.string(),
      score: scoreView,
      share: percentageView.meta({ description: 'of all answers of the period' }),
      lost: z
        .object({ value: z.number(), lower: z.number().nullable(), upper: z.number().nullable() })
        .nullable()
        .meta({
          description:
            'so many more customers would be satisfied (of NPS: promoters less detractors; of a mean: points in ' +
            'all) if these answers were like the others, with the 95 % interval; null where too few are known'
        }),
      low: percentageView.meta({ description: 'unsatisfied customers; of NPS, detractors' }),
      unsolved: percentageView.nullable().meta({
        description: 'of those who said whether it was solved: no or not yet; null where nobody did'
      }),
      cameBack: percentageView.nullable().meta({
        description:
          'topics only: of first contacts about it whose window is over, those after which the customer ' +
          'came back about it; null where no conversations are known'
      }),
      contactable: percentageView.nullable().meta({
        description: 'customers who may be contacted, of those who were asked; null where nobody was'
      }),
      before: percentageView
        .nullable()
        .meta({ description: 'the share of the period before; null where nobody answered then' }),
      trend: z.enum(trends).meta({
        description:
          'new, growing, shrinking: a clear change of its share; long-standing: clearly neither halved nor doubled'
      }),
      q: z
        .number()
        .nullable()
        .meta({ description: 'of the change, adjusted for how many rows were looked at' })
    })
  ),
  leftOut: z.int().optional().meta({ description: 'so many more, of fewer answers, have no row' })
})
export type SeverityQuery = z.infer<typeof severityQuery>
export type SeverityView = z.infer<typeof severityView>
