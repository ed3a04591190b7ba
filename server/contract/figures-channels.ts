import { z } from 'zod'
import { changeView, claimedShare, figureQuery, headView, percentageView, scoreView } from './figures'

export const channelsQuery = figureQuery
/** A figure with its 95 % interval, in the unit of the score. */
export const estimateView = z.object({ value: z.number(), lower: z.number(), upper: z.number() })
export const adjustedView = estimateView.extend({ coverage: z.number() })
export const sayings = ['too-few', 'nothing-in-common', 'better', 'same', 'not-clear'] as const
/** Two groups, as they stand and like for like. */
export const pairView = z.object({
  a: z.string(),
  b: z.string(),
  crude: z
    .number()
    .meta({ description: 'score of b less score of a, as they stand: service and mix together' }),
  service: z.number().nullable().meta({
    description:
      'what would be left of it if both were asked about the same topics; null where they have none in common'
  }),
  mix: z.number().nullable().meta({
    description: 'what is due to being asked about other topics; null where they have none in common'
  }),
  within: estimateView.extend({ chiSquare: z.number(), p: z.number() }).nullable().meta({
    description:
      'b less a on the topics that both have (Mantel-Haenszel); null where there are none, or all answered alike'
  }),
  common: z
    .object({ share: z.number(), a: adjustedView.nullable(), b: adjustedView.nullable() })
    .nullable()
    .meta({
      description:
        'both on their common topics only, where these are a smaller part (0 to 1) of what all are asked'
    }),
  verdict: z.enum(['a', 'b', 'same', 'not-clear']).meta({ description: 'who serves better, like for like' }),
  why: z.enum(['service', 'mix', 'hidden', 'reversed', 'none']).meta({
    description: 'hidden: like for like the gap would be larger; reversed: it would run the other way'
  }),
  answersNeeded: z.int().nullable().meta({ description: 'about so many more answers make it clear' })
})
export const channelsView = z.object({
  ...headView,
  total: scoreView,
  claimedShare,
  sendWeighted: adjustedView.nullable().meta({
    description:
      'the score if every channel had answered as often as any other: each weighs what was ' +
      'sent in it, of which `coverage` (0 to 1) has answers; null where nothing was sent'
  }),
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      score: scoreView,
      share: z.number().meta({ description: 'of all answers of the period, 0 to 1' }),
      adjusted: adjustedView.nullable().meta({
        description:
          'the score with the mix of topics of all channels, as far as its own topics cover that ' +
          'mix (0 to 1); null where none has answers enough'
      }),
      responseRate: percentageView.nullable().meta({
        description: 'of the invitations that were sent in this period, in percent; null where none was'
      }),
      bounds: z
        .object({ lower: z.number(), upper: z.number() })
        .nullable()
        .meta({
          description:
            'where the score would be if all who were asked and kept silent were unhappy, or ' +
            'happy; null where nothing was sent'
        }),
      previous: scoreView.optional(),
      change: changeView.optional()
    })
  ),
  pairs: z.array(
    pairView.extend({
      says: z.enum(sayings).meta({ description: 'which sentence it is; its parts are the other fields' }),
      sentence: z.string().meta({ description: 'in English' })
    })
  )
})
export type ChannelsQuery = z.infer<typeof channelsQuery>
export type ChannelsView = z.infer<typeof channelsView>
export type PairView = ChannelsView['pairs'][number]
