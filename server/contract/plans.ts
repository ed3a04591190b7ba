import { z } from 'zod'
import { headView, periodView, scoreView } from './figures'
import { day, limits, name, tag, text } from './terms'

/** What is tried so that customers are served better; a training of people is but one of them. */
export const planKinds = ['training', 'prompt', 'macro', 'article', 'process', 'staffing'] as const
const planStates = ['draft', 'running', 'done', 'given-up'] as const

const keys = (most: number) => z.array(tag.min(1)).max(most)
const words = text(limits.commentLength)
const somebody = text(limits.nameLength).trim()
const session = z.strictObject({
  day,
  attended: z.array(name).max(limits.planPeople),
  note: text(limits.reasonLength)
})
const action = z.strictObject({
  what: text(limits.reasonLength).trim().min(1),
  who: somebody,
  due: day.nullable(),
  done: z.boolean()
})
const chosen = day.nullable().meta({
  description:
    'the days whose figures made somebody choose these topics or people: such days flatter whatever ' +
    'comes after them, and are never a plain baseline'
})
const planned = day.nullable().meta({ description: 'a day of the site’s time zone' })
const comparison = 'agents who are alike and not trained, on the same topics; never everybody else'
const planShape = {
  kind: z.enum(planKinds),
  name,
  taught: words.meta({ description: 'what will be taught, or changed' }),
  topics: keys(limits.topics),
  agents: keys(limits.planPeople),
  teams: keys(limits.planPeople),
  comparison: keys(limits.planPeople).meta({ description: comparison }),
  owner: somebody,
  coach: somebody,
  chosenFrom: chosen,
  chosenTo: chosen,
  starts: planned,
  ends: planned,
  sessions: z.array(session).max(limits.planItems),
  actions: z.array(action).max(limits.planItems),
  notes: words,
  state: z.enum(planStates)
}
export const planInput = z.strictObject({
  survey: text(40),
  ...planShape,
  kind: planShape.kind.default('training'),
  taught: words.default(''),
  topics: planShape.topics.default([]),
  agents: planShape.agents.default([]),
  teams: planShape.teams.default([]),
  comparison: planShape.comparison.default([]),
  owner: somebody.default(''),
  coach: somebody.default(''),
  chosenFrom: chosen.default(null),
  chosenTo: chosen.default(null),
  starts: planned.default(null),
  ends: planned.default(null),
  sessions: planShape.sessions.default([]),
  actions: planShape.actions.default([]),
  notes: words.default(''),
  state: planShape.state.default('draft')
})
export const planPatch = z.strictObject(planShape).partial()
const named = z.array(z.object({ key: z.string(), label: z.string() }))
export const planView = z.object({
  id: z.string(),
  site: z.string(),
  survey: z.string(),
  ...planShape,
  topics: named,
  agents: named,
  teams: named,
  comparison: named.meta({ description: comparison }),
  createdAt: z.string(),
  updatedAt: z.string()
})
export const plansQuery = z.strictObject({
  survey: text(40),
  cursor: text(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
export const plansView = z.object({ rows: z.array(planView), next: z.string().nullable() })

const given = (what: string) => day.optional().meta({ description: what })
export const liftQuery = z.strictObject({
  beforeFrom: given('the baseline, which ends before the plan starts; with “beforeTo”'),
  beforeTo: given('with “beforeFrom”'),
  afterFrom: given('the day after the plan ends where it is left out'),
  afterTo: given('today where it is left out')
})
const lift = z
  .object({
    naive: z.number().meta({ description: 'after less the days that were chosen on, or less the baseline' }),
    expected: z.number().meta({ description: 'the score that would have come without the plan' }),
    regression: z
      .number()
      .meta({ description: 'the part of “naive” that would have come anyway, as luck evens out' }),
    value: z.number().meta({ description: 'after less “expected”: the lift' }),
    lower: z.number().nullable(),
    upper: z.number().nullable()
  })
  .nullable()
  .meta({ description: 'null with fewer than five answers before or after' })
const compared = {
  before: scoreView,
  after: scoreView,
  lift
}
export const liftView = z.object({
  ...headView,
  chosenPeriod: periodView.nullable(),
  before: periodView,
  after: periodView.nullable().meta({ description: 'null before there is a day after the plan' }),
  guard: z.enum(['separate', 'average']).meta({
    description:
      'separate: the baseline has no day that was chosen on; average: it has, or nobody said which ' +
      'days these were, so that each of those trained is drawn to the average of all of their kind first'
  }),
  chosen: scoreView.nullable(),
  programme: z.object(compared).meta({ description: 'all who were trained, on these topics' }),
  comparison: z
    .object({
      ...compared,
      beyond: z
        .object({ value: z.number(), lower: z.number().nullable(), upper: z.number().nullable() })
        .nullable()
        .meta({ description: 'the lift beyond that of the comparison group (difference in differences)' })
    })
    .nullable(),
  elsewhere: z
    .object(compared)
    .nullable()
    .meta({ description: 'the same people on all other topics, where the plan should have changed nothing' }),
  verdict: z.enum(['helped', 'did-not-help', 'worse', 'not-clear']).meta({
    description:
      'of the programme, by the comparison group where there is one; did-not-help: not even 5 points ' +
      'are likely; of a mean, not even 5 percent of its range'
  }),
  answersNeeded: z
    .int()
    .nullable()
    .meta({ description: 'about so many more answers would tell; null where it is clear or they would not' }),
  rows: z
    .array(
      z.object({
        dimension: z.enum(['topic', 'agent', 'team']),
        key: z.string(),
        label: z.string(),
        ...compared
      })
    )
    .meta({
      description: 'those who were trained one by one, without a verdict; a topic where nobody is named'
    }),
  needed: z.object({
    perDay: z.number().meta({ description: 'answers a day of those to be trained, in the last 28 days' }),
    rows: z.array(
      z.object({
        points: z.number().meta({ description: 'of a mean, percent of its range' }),
        answers: z.int().nullable().meta({
          description: 'before, and as many after; null where the scale has no room for such a lift'
        }),
        day: z
          .string()
          .nullable()
          .meta({ description: 'when so many will have come after the plan, if they come as they do today' })
      })
    )
  }),
  proposed: z
    .array(z.object({ key: z.string(), label: z.string(), count: z.int() }))
    .meta({ description: 'agents with a like score on these topics, who could be compared with' }),
  trend: z.array(z.object({ key: z.string(), score: scoreView })).meta({ description: 'by week' })
})
export type PlanInput = z.infer<typeof planInput>
export type PlanPatch = z.infer<typeof planPatch>
export type PlanView = z.infer<typeof planView>
export type PlansView = z.infer<typeof plansView>
export type LiftQuery = z.infer<typeof liftQuery>
export type LiftView = z.infer<typeof liftView>
