import { z } from 'zod'
import { changeView, claimedShare, figureQuery, headView, scoreView } from './figures'
import { estimateView } from './figures-channels'

export const agentsQuery = figureQuery
const verdict = z.enum(['better', 'worse', 'not-clear'])
export const agentsView = z.object({
  ...headView,
  total: scoreView,
  claimedShare,
  unassigned: scoreView.meta({ description: 'the answers to nobody’s conversations' }),
  average: z.number().nullable().meta({ description: 'the score of all agents together, which those with few answers are drawn to' }),
  strength: z.number().nullable().meta({ description: 'how many answers of their own that average weighs' }),
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      score: scoreView,
      share: z.number().meta({ description: 'of the answers shown here, 0 to 1' }),
      claimedShare,
      shrunk: estimateView.nullable().meta({ description: 'what the agent’s answers and those of all suggest together: sort by this, not by the score' }),
      worseThanAverage: z.number().nullable().meta({ description: 'the probability of it, 0 to 1' }),
      againstAverage: verdict.meta({ description: 'from that probability' }),
      expected: z.number().nullable().meta({ description: 'what everybody together reached on the agent’s own mix of topics and channels' }),
      difference: estimateView.nullable().meta({ description: 'score less expected, which is taken as known' }),
      adjusted: z.number().nullable().meta({ description: 'the score of everybody, moved by that difference' }),
      z: z.number().nullable(),
      p: z.number().nullable(),
      q: z.number().nullable().meta({ description: 'p, adjusted for how many agents were looked at' }),
      verdict: verdict.meta({ description: 'against the own mix, which is the fair one' }),
      previous: scoreView.optional(),
      change: changeView.optional()
    })
  )
})
export type AgentsQuery = z.infer<typeof agentsQuery>
export type AgentsView = z.infer<typeof agentsView>
