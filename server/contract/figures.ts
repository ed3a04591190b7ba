import { z } from 'zod'
import { attributeKey } from './attributes'
import { direction, scaleView } from './surveys'
import { day, dimensions, grains, limits, metrics, ratingsOf, text, whoHandled } from './terms'

/** A parameter that may be given several times. */
export const several = <Schema extends z.ZodType>(one: Schema) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional()
  )
const many = several(text(limits.tagLength))
const said = (...values: [string, ...string[]]) => several(z.enum(['', ...values]))
/** Filters by what an answer, or an invitation, is about. */
export const tagQuery = {
  channel: many,
  topic: many,
  agent: many,
  team: many,
  locale: many,
  surface: many
}
export const filterQuery = {
  ...tagQuery,
  handler: said(...whoHandled).meta({ description: 'who handled it; empty where nobody knows' }),
  bot: many.meta({ description: 'the bot that had a part in it; empty where none is known' }),
  solved: said('yes', 'not-yet', 'no').meta({
    description: 'what “Was it solved?” was answered with; empty where it was not'
  }),
  reason: many.meta({ description: 'the reason that was chosen, by its key; empty where none was' }),
  person: many.meta({ description: 'how the person was rated beside the outcome, such as “4”' }),
  contact: said('yes', 'no').meta({
    description: 'whether the customer may be contacted; empty where nobody asked'
  }),
  commented: several(z.enum(['yes', 'no'])).meta({ description: 'whether there is a comment' }),
  attribute: z
    .record(attributeKey, many)
    .refine((all) => Object.keys(all).length <= limits.attributes, `may hold ${limits.attributes} at most`)
    .optional()
    .meta({
      description:
        'a value of an attribute that the site declares, each written “attribute.KEY=value”, such as ' +
        '“attribute.plan=pro”; empty where nothing was said. Numbers and dates by their band: ' +
        '“10..100”, “..10”, “2026-Q4”, “2026-11”, “2026”'
    })
}
/** What figures put side by side that a site declares itself. */
export const attributeDimension = z.templateLiteral(['attribute.', attributeKey])
const dimension = z.union([z.enum(dimensions), attributeDimension], {
  error: `must be one of ${dimensions.join(', ')} or “attribute.KEY”`
})
export const periodQuery = { survey: text(40), from: day.optional(), to: day.optional() }
export const repeats = z.enum(['latest', 'first', 'all']).optional().meta({
  description: 'which of several answers to one conversation counts: the latest where nothing is said'
})
export const compare = z.enum(['previous', 'last-year']).optional().meta({
  description:
    'what stands beside the period: the same number of days before it, or the same days a year before'
})
const of = z
  .enum(ratingsOf)
  .optional()
  .meta({
    description:
      'which rating the figure is made of: that of the outcome where nothing is said, or that of the person, ' +
      'of those answers that have one'
  })
/** What every figure is asked with. */
export const figureQuery = z.strictObject({ ...periodQuery, ...filterQuery, repeats, compare, of })
export const scoresQuery = figureQuery.extend({
  by: z
    .union([z.enum([...dimensions, ...grains]), attributeDimension], {
      error: `must be one of ${[...dimensions, ...grains].join(', ')} or “attribute.KEY”`
    })
    .optional(),
  against: z
    .string()
    .max(limits.urlLength)
    .optional()
    .meta({
      description:
        'another view of the same survey to compare the whole with: its period and filters, ' +
        'written as a query such as “from=2026-01-01&to=2026-01-31&channel=web”'
    })
})
/** What the other view of a comparison may say. */
export const againstQuery = figureQuery.omit({ survey: true, compare: true, repeats: true, of: true })
export const matrixQuery = z
  .strictObject({
    ...figureQuery.shape,
    rows: dimension,
    columns: dimension,
    against: z
      .enum(['row', 'column'])
      .optional()
      .meta({
        description:
          'what a cell is compared with: the others in its row or in its column; agents and ' +
          'teams are compared with their colleagues where nothing is said'
      })
  })
  .refine(({ rows, columns }) => rows !== columns, {
    path: ['columns'],
    message: 'must be another dimension than “rows”'
  })

/** So many of so many in percent, with its interval; nulls of nothing. */
export const percentageView = z.object({
  value: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  part: z.int(),
  count: z.int()
})
export const scoreView = z.object({
  value: z.number().nullable(),
  unit: z.enum(['percent', 'points', 'mean']),
  count: z.int(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  mean: z.number().nullable(),
  tally: z.record(z.string(), z.int()).meta({
    description:
      'how many gave each rating, by the rating: “4”, or “4.5” where the scale has a step; ' +
      'of more than 100 ratings those that were given'
  }),
  state: z
    .enum(['hidden', 'early', 'ok'])
    .meta({ description: 'hidden: under 5 answers, show counts only; early: half width over 15 points; ok' }),
  satisfied: percentageView.optional().meta({
    description:
      'of a mean: how many chose a satisfied rating, as CSAT would tell it; of effort, how many found it easy'
  }),
  otherScales: z
    .array(z.object({ metric: z.enum(metrics), scale: scaleView, count: z.int() }))
    .optional()
    .meta({ description: 'answers in this period on another scale: counted here, never averaged in' })
})
export const changeView = z.object({
  value: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  p: z.number().nullable(),
  q: z.number().nullable().meta({
    description:
      'p, adjusted for how many rows of the table were looked at; of a figure that stands alone it is p'
  }),
  verdict: z
    .enum(['better', 'worse', 'not-clear'])
    .meta({ description: 'clear where q is at most 0.1 (alone: 0.05) and the interval leaves out 0' })
})
export const periodView = z.object({ from: z.string(), to: z.string() })
/** What every figure begins with: what its ratings meant, and for which days it speaks. */
export const headView = {
  metric: z.enum(metrics),
  scale: scaleView,
  satisfiedFrom: z.number(),
  direction,
  period: periodView,
  previousPeriod: periodView.optional()
}
/** Of a step of time only, a day, week or month of the calendar. */
const part = z.literal(true).optional().meta({
  description: 'the step lies only partly in the period, or is not over yet, so that more answers may come'
})
/** Stands beside every figure about people: rows of agents and teams, and whatever is filtered by them. */
export const claimedShare = z
  .number()
  .optional()
  .meta({
    description:
      'of a figure about people: which part of its answers, 0 to 1, names an agent or team ' +
      'that a page merely claimed, without a signature'
  })
export const scoresView = z.object({
  ...headView,
  total: scoreView,
  claimedShare,
  replaced: z
    .int()
    .optional()
    .meta({
      description:
        'without `by`, of a period that is over, for those who may read answers: so many ' +
        'answers counted when it ended and count ' +
        'no more, since a later one to the same conversation came after its end'
    }),
  previous: scoreView.optional(),
  change: changeView.optional(),
  rows: z.array(
    z.object({
      key: z.string().meta({ description: 'empty for answers without one' }),
      label: z.string(),
      score: scoreView,
      share: z.number().meta({ description: 'of all answers of the period, 0 to 1' }),
      claimedShare,
      part,
      previous: scoreView.optional(),
      change: changeView.optional()
    })
  ),
  against: z
    .object({ period: periodView, total: scoreView, change: changeView })
    .optional()
    .meta({
      description:
        'the other view, and this one less that one, as a comparison that stands alone; ' +
        'answers of both views make it less clear, never clearer'
    }),
  previousRows: z
    .array(z.object({ key: z.string(), score: scoreView, part }))
    .optional()
    .meta({ description: 'by day, week or month: the steps of the previous period, in order' })
})
export const matrixView = z.object({
  ...headView,
  rows: z.array(z.object({ key: z.string(), label: z.string() })),
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  total: scoreView,
  claimedShare,
  against: z
    .enum(['row', 'column'])
    .meta({ description: 'whether a cell is compared with the others in its row or in its column' }),
  cells: z.array(
    z.object({
      row: z.string(),
      column: z.string(),
      score: scoreView,
      claimedShare,
      difference: z
        .object({ value: z.number().nullable(), lower: z.number().nullable(), upper: z.number().nullable() })
        .meta({ description: 'cell less the others in its row or column, in the unit of the score' }),
      q: z.number().nullable().meta({
        description:
          'the chance of such a difference without a cause, adjusted for how many cells were looked at'
      }),
      flag: z
        .enum(['low', 'high', 'none'])
        .meta({ description: 'low: worse than the rest, and at most one flag in ten is chance' }),
      answersNeeded: z
        .int()
        .optional()
        .meta({ description: 'about so many more answers would make it clear' }),
      previous: scoreView.optional(),
      change: changeView.optional()
    })
  )
})
/** Several surveys at once are asked about days only: their channels and topics need not be the same. */
export const surveyScoresQuery = z
  .strictObject({ ...periodQuery, site: text(40).optional(), repeats, compare })
  .omit({ survey: true })
export const surveyScoresView = z.object({
  rows: z.array(
    z.object({
      site: z.object({ id: z.string(), name: z.string() }),
      survey: z.object({ id: z.string(), name: z.string() }),
      ...headView,
      total: scoreView,
      previous: scoreView.optional(),
      change: changeView.optional().meta({
        description: 'the changes of all surveys are judged as one table, whatever each of them measures'
      })
    })
  ),
  leftOut: z.int().optional().meta({
    description: 'so many surveys more there are, the oldest ones; ask for one site to see those of it'
  })
})

export type Score = z.infer<typeof scoreView>
export type Change = z.infer<typeof changeView>
export type ScoresQuery = z.infer<typeof scoresQuery>
export type SurveyScoresQuery = z.infer<typeof surveyScoresQuery>
export type SurveyScoresView = z.infer<typeof surveyScoresView>
export type MatrixQuery = z.infer<typeof matrixQuery>
export type ScoresView = z.infer<typeof scoresView>
export type MatrixView = z.infer<typeof matrixView>
