import { z } from 'zod'
import { figureQuery, headView, scoreView } from './figures'
import { adjustedView, pairView, sayings } from './figures-channels'
import { whoHandled } from './terms'

export const handlersQuery = figureQuery.omit({ compare: true })
const pair = pairView
  .extend({
    score: scoreView.meta({ description: 'of b, as it stands' }),
    says: z.enum(sayings).meta({ description: 'what may be said of the two' })
  })
  .nullable()
const within = pairView.shape.within
const topicAdvice = z.object({
  key: z.string(),
  label: z.string(),
  person: scoreView,
  begun: scoreView.meta({ description: 'all that began with a bot, also where a person went on' }),
  share: z.number().meta({ description: 'of these answers, the part that began with a bot, 0 to 1' }),
  within: within.meta({
    description: 'begun less person within the channels that both have; null where they have none'
  }),
  q: z.number().nullable().meta({ description: 'p, adjusted for how many topics were looked at' }),
  advice: z.enum(['take-back', 'give', 'not-clear', 'keep', 'untried']).meta({
    description:
      'take-back: clearly worse than people at once; give: no worse, and people begin most of it; ' +
      'keep: no worse, and a bot begins most of it already; untried: only one of them has handled it'
  }),
  answersNeeded: z.int().nullable().meta({ description: 'about so many more answers would tell' })
})
export const handlersView = z.object({
  ...headView,
  total: scoreView,
  told: z
    .number()
    .meta({ description: 'of all answers, the part of which it is known who handled them, 0 to 1' }),
  rows: z.array(
    z.object({
      key: z.enum([...whoHandled, '']).meta({ description: 'empty where nobody knows' }),
      score: scoreView,
      share: z.number().meta({ description: 'of all answers, 0 to 1' }),
      adjusted: adjustedView.nullable().meta({
        description:
          'the score with the mix of topics and channels of all answers, as far as its own cover it'
      })
    })
  ),
  bots: z
    .array(z.object({ key: z.string(), label: z.string(), score: scoreView, share: z.number() }))
    .meta({ description: 'what each bot had a part in, as it stands' }),
  pairs: z
    .object({
      bot: pair.meta({ description: 'what a bot handled to its end (b), against people (a)' }),
      begun: pair.meta({ description: 'all that began with a bot (b), against people (a)' }),
      handOver: pair.meta({
        description: 'a person after a bot (b), against a person at once (a): what being handed over costs'
      })
    })
    .meta({ description: 'on the same topics in the same channel; null where one side has no answers' }),
  topics: z.array(topicAdvice).meta({ description: 'what asks for a decision comes first' })
})
export type HandlersQuery = z.infer<typeof handlersQuery>
export type HandlersView = z.infer<typeof handlersView>
