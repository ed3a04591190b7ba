import { z } from 'zod'
import { attributeDimension, changeView, filterQuery, periodQuery, periodView, tagQuery } from './figures'
import type { AttributeDimension } from './terms'

/** What an invitation is known by before it is answered; where it will be answered is not. */
export const funnelDimensions = ['channel', 'topic', 'agent', 'team', 'locale', 'delivery'] as const

export const funnelQuery = z.strictObject({
  ...periodQuery,
  ...tagQuery,
  surface: tagQuery.surface.describe(
    'nobody knows where an invitation would have been answered: a surface leaves none of them'
  ),
  delivery: tagQuery.channel,
  attribute: filterQuery.attribute,
  by: z
    .union([z.enum(funnelDimensions), attributeDimension], {
      error: `must be one of ${funnelDimensions.join(', ')} or “attribute.KEY”`
    })
    .optional(),
  compare: z.literal('previous').optional()
})

const reasons = z.record(z.string(), z.int()).meta({ description: 'how many by reason' })
export const rateView = z.object({
  value: z.number().nullable().meta({ description: 'percent, with its 95 % interval; null of none' }),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  part: z.int(),
  count: z.int()
})
const funnelSteps = z.object({
  invited: z.int().meta({
    description: 'all that were made in the period; what follows is what has become of them by now'
  }),
  suppressed: z.int().meta({ description: 'kept back by a rule' }),
  suppressedBy: reasons,
  unsendable: z.int().meta({ description: 'could not be sent' }),
  unsendableBy: reasons,
  waiting: z.int().meta({ description: 'not due yet, or on their way' }),
  sent: z.int().meta({ description: 'taken by the vendor, or handed over as a link for the site to send' }),
  delivered: z.int().nullable().meta({ description: 'null where nobody says' }),
  opened: z.int(),
  started: z.int(),
  completed: z.int(),
  rates: z.object({
    completedOfSent: rateView.meta({ description: 'the response rate' }),
    completedOfDelivered: rateView,
    completedOfStarted: rateView
  })
})
const asks = z.object({
  shown: z.int().meta({ description: 'asks that were drawn; an answer carries its own' }),
  dismissed: z.int(),
  answered: z.int().meta({ description: 'answers of the widget that were kept' }),
  rate: rateView.meta({ description: 'answered of shown' })
})
export const funnelView = z.object({
  period: periodView,
  previousPeriod: periodView.optional(),
  total: funnelSteps,
  previous: funnelSteps.optional(),
  change: changeView.optional().meta({ description: 'of the response rate, in percentage points' }),
  rows: z.array(
    z.object({
      key: z.string().meta({ description: 'empty for invitations without one' }),
      label: z.string(),
      steps: funnelSteps,
      previous: funnelSteps.optional(),
      change: changeView.optional()
    })
  ),
  website: asks
    .extend({
      pages: z.array(
        asks.extend({
          page: z.string().meta({ description: 'a pattern of the survey; empty for all other pages' })
        })
      )
    })
    .optional()
    .meta({
      description:
        'what the site’s own pages asked in this period, which is no part of “sent”: counted ' +
        'without a name, so absent where something is filtered'
    }),
  placements: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        place: z.string().nullable(),
        opened: z.int(),
        completed: z.int()
      })
    )
    .meta({
      description:
        'links for many, which were sent to nobody: counted since they were made, the most answered first'
    })
})
export type FunnelDimension = (typeof funnelDimensions)[number]
/** What invitations are set side by side by. */
export type FunnelSide = FunnelDimension | AttributeDimension
export type FunnelQuery = z.infer<typeof funnelQuery>
export type FunnelSteps = z.infer<typeof funnelSteps>
export type WebsiteAsks = NonNullable<z.infer<typeof funnelView>['website']>
export type FunnelView = z.infer<typeof funnelView>
export type Rate = z.infer<typeof rateView>
