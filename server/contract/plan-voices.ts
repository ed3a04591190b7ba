import { z } from 'zod'
import { planView } from './plans'
import { limits, text } from './terms'

const words = text(limits.reasonLength).trim()
const rating = z.int().min(1).max(5).meta({ description: '5 is the best' })

export const ownPlansQuery = z.strictObject({ survey: text(40) })
export const planVoiceInput = z.strictObject({
  acknowledged: z
    .literal(true)
    .optional()
    .meta({ description: 'that the plan was read; it is not taken back' }),
  comment: words
    .optional()
    .meta({ description: 'managers read it with the agent’s name; empty takes it back' }),
  coaching: z
    .strictObject({ rating, words: words.default('') })
    .optional()
    .meta({ description: 'of a training that was held at least once; another time replaces it' })
})
const { id, survey, kind, name, taught, topics, coach, starts, ends, state } = planView.shape
/** What an agent sees of a plan: neither what it changed nor anybody else. */
export const ownPlanView = z.object({
  id,
  survey,
  kind,
  name,
  taught,
  topics,
  coach,
  starts,
  ends,
  state,
  attended: z.array(z.string()).meta({ description: 'the days of the sessions that the agent attended' }),
  acknowledgedAt: z.string().nullable(),
  comment: z.string(),
  coaching: z.object({ rating, words: z.string() }).nullable(),
  mayRate: z.boolean().meta({ description: 'whether the coaching can be rated by now' })
})
export const ownPlansView = z.object({ rows: z.array(ownPlanView).meta({ description: 'the newest first' }) })
export const planVoicesView = z.object({
  agents: z.int().meta({ description: 'who are in the plan, by name or by the answers to its teams' }),
  acknowledged: z.int().meta({ description: 'so many of these have said that they read it' }),
  coaching: z
    .object({ ratings: z.int(), mean: z.number(), words: z.array(z.string()) })
    .nullable()
    .meta({ description: 'null with fewer than three ratings, so that none can be told from it' }),
  comments: z.array(
    z.object({
      agent: z.object({ key: z.string(), label: z.string() }),
      comment: z.string(),
      at: z.string()
    })
  )
})
export type PlanVoiceInput = z.infer<typeof planVoiceInput>
export type OwnPlanView = z.infer<typeof ownPlanView>
export type OwnPlansView = z.infer<typeof ownPlansView>
export type PlanVoicesView = z.infer<typeof planVoicesView>
