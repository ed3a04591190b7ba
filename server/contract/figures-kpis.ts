import { z } from 'zod'
import { figureQuery, percentageView, periodView } from './figures'
import { limits } from './terms'

const kpiDimensions = ['channel', 'agent', 'team', 'topic'] as const
/** Days within which a customer who comes back was not helped, where nothing else is asked for. */
export const usualWindowDays = 7
export const kpisQuery = figureQuery.omit({ repeats: true, of: true }).extend({
  by: z.enum(kpiDimensions).optional(),
  window: z.coerce.number().int().min(1).max(limits.windowDays).default(usualWindowDays).meta({
    description:
      'days within which another contact about the same topic means that the first one resolved nothing'
  })
})
const quantileView = z
  .object({ value: z.number(), lower: z.number().nullable(), upper: z.number().nullable() })
  .meta({ description: 'with its 95 % interval; an end is null where so few cannot hold it' })
const durationView = z.object({
  count: z.int(),
  missing: z.int().meta({ description: 'conversations of which it is not known: never counted as zero' }),
  excluded: z
    .int()
    .meta({ description: 'below zero or longer than a year, which no service takes: counted here only' }),
  median: quantileView.nullable(),
  p90: quantileView.nullable().meta({ description: 'nine of ten took no longer' }),
  mean: z.number().nullable()
})
const slaView = z.object({
  firstResponse: percentageView
    .nullable()
    .meta({ description: 'met, of the conversations that have a target; null where none has' }),
  resolution: percentageView.nullable()
})
const kpiView = z.object({
  conversations: z.int(),
  frt: durationView.meta({ description: 'seconds from opening to the first response' }),
  aht: durationView.meta({ description: 'seconds of handling; the mean is the average handle time' }),
  hold: durationView.meta({ description: 'seconds on hold' }),
  ttr: durationView.meta({ description: 'seconds from opening to resolution' }),
  fcr: z.object({
    asked: percentageView.meta({
      description: 'resolved on first contact, of the conversations of which that is known'
    }),
    seen: percentageView
      .extend({
        windowDays: z.int(),
        pending: z.int().meta({ description: 'first contacts whose window is not over' })
      })
      .meta({
        description:
          'first contacts after which the customer did not come back about the same topic within the window'
      })
  }),
  sla: slaView,
  open: z.object({ frt: durationView, ttr: durationView, sla: slaView }).meta({
    description: 'the same, counting only time within opening hours; see “openingHours” of the site'
  })
})
export const kpisView = z.object({
  period: periodView,
  previousPeriod: periodView.optional(),
  hasOpeningHours: z.boolean().meta({ description: 'where nobody says any, it is always open' }),
  total: kpiView,
  previous: kpiView.optional(),
  rows: z.array(kpiView.extend({ key: z.string(), label: z.string(), previous: kpiView.optional() }))
})
export const breachesQuery = figureQuery.omit({ repeats: true, compare: true, of: true }).extend({
  goal: z.enum(['first-response', 'resolution']).default('first-response'),
  clock: z.enum(['open', 'whole']).default('open').meta({
    description: 'what is judged: the time within opening hours, or all of it'
  }),
  cursor: z.string().max(limits.urlLength).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
export const breachesView = z.object({
  period: periodView,
  total: z.int().meta({ description: 'how many missed their target' }),
  rows: z.array(
    z.object({
      id: z.string(),
      url: z.string().nullable(),
      channel: z.string(),
      agent: z.string(),
      team: z.string(),
      topics: z.array(z.string()),
      openedAt: z.string(),
      targetSeconds: z.number(),
      seconds: z.number().meta({ description: 'that it took, all of it' }),
      openSeconds: z.number().meta({ description: 'of these within opening hours' })
    })
  ),
  next: z.string().nullable().meta({ description: 'cursor of the page after this one' })
})
export type BreachesQuery = z.infer<typeof breachesQuery>
export type BreachesView = z.infer<typeof breachesView>
export type KpisQuery = z.infer<typeof kpisQuery>
export type Kpis = z.infer<typeof kpiView>
export type KpisView = z.infer<typeof kpisView>
