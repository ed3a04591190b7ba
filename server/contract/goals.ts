import { z } from 'zod'
import { changeView, headView, periodView, scoreView } from './figures'
import { day, tag, text } from './terms'

/** A goal is judged by the answers of so many days, up to its day or to today. */
export const goalDays = 28

const goalVerdicts = ['reached', 'on-the-way', 'behind', 'missed', 'not-clear'] as const
export type GoalVerdict = (typeof goalVerdicts)[number]

const value = z.number().meta({
  description: 'in the unit of the survey’s score: percent, points from −100 to 100, or a mean on its scale'
})
export const goalInput = z.strictObject({
  survey: text(40),
  team: tag.min(1).nullable().default(null).meta({ description: 'null is the whole survey' }),
  value,
  due: day.meta({ description: 'the day on which it is to be reached' })
})
export const goalView = z.object({
  id: z.string(),
  survey: z.string(),
  team: z.object({ key: z.string(), label: z.string() }).nullable(),
  value,
  due: z.string(),
  setOn: z.string()
})
export const goalsQuery = z.strictObject({ survey: text(40) })
export const goalsView = z.object({
  metric: headView.metric,
  scale: headView.scale,
  direction: headView.direction,
  rows: z.array(
    goalView.extend({
      period: periodView.meta({ description: `the ${goalDays} days up to its day, or to today` }),
      score: scoreView,
      before: periodView.meta({ description: `the ${goalDays} days before it was set` }),
      change: changeView.meta({
        description: 'since then; all goals of a survey are judged as one family'
      }),
      verdict: z.enum(goalVerdicts).meta({
        description:
          'reached: all of the interval is; missed: none of it, and the day is over; on-the-way: it is not ' +
          'yet, and the score is clearly better than when it was set; behind: none of the interval is, and ' +
          'the score is not clearly better; not-clear: anything else'
      })
    })
  )
})

export type GoalInput = z.infer<typeof goalInput>
export type GoalView = z.infer<typeof goalView>
export type GoalsView = z.infer<typeof goalsView>
