import { z } from 'zod'
import { changeView, claimedShare, figureQuery, headView, periodView, scoreView } from './figures'
import { estimateView } from './figures-channels'

export const agentsQuery = figureQuery
const verdict = z.enum(['better', 'worse', 'not-clear'])
export const agentsView = z.object({
  ...headView,
  total: scoreView,
  claimedShare,
  unassigned: scoreView.meta({ description: 'the answers to nobody’s conversations' }),
  average: z
    .number()
    .nullable()
    .meta({ description: 'the score of all agents together, which those with few answers are drawn to' }),
  strength: z.number().nullable().meta({ description: 'how many answers of their own that average weighs' }),
  comparedPeriod: periodView.meta({
    description:
      'the days for which agents are compared: an agent is told of other days than were ' +
      'asked for where few answers of the others are in between'
  }),
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      score: scoreView,
      share: z.number().meta({ description: 'of the answers shown here, 0 to 1' }),
      claimedShare,
      disputed: z
        .object({
          upheld: z.int().meta({ description: 'answers about which a dispute was upheld' }),
          without: scoreView.meta({ description: 'the score of the others; everything else is made of all' })
        })
        .optional(),
      shrunk: estimateView.nullable().meta({
        description:
          'what the agent’s answers and those of all suggest together: sort by this, not by the score'
      }),
      worseThanAverage: z.number().nullable().meta({ description: 'the probability of it, 0 to 1' }),
      compared: z.enum(['yes', 'too-few', 'too-little', 'nobody-else', 'unknown']).meta({
        description:
          'whether there is enough to compare with: “too-few” under 20 comparable answers, ' +
          '“too-little” where they are under half of the agent’s, “nobody-else” is asked about ' +
          'this'
      }),
      others: z
        .number()
        .nullable()
        .meta({ description: 'what the others reach on the agent’s own mix of topics and channels' }),
      difference: estimateView.nullable().meta({ description: 'from the others on the agent’s own mix' }),
      comparable: z.int().meta({ description: 'answers about what others are asked about, too' }),
      coverage: z.number().meta({ description: 'which part of the agent’s answers these are, 0 to 1' }),
      p: z.number().nullable(),
      q: z.number().nullable().meta({
        description:
          'p, adjusted for how many agents were looked at; null for those with too few comparable answers'
      }),
      verdict: verdict.meta({ description: 'against the others on the own mix, which is the fair one' }),
      previous: scoreView.optional(),
      change: changeView.optional()
    })
  )
})
export type AgentsQuery = z.infer<typeof agentsQuery>
export type AgentsView = z.infer<typeof agentsView>
