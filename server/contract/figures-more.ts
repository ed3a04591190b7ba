import { z } from 'zod'
import { figureQuery, headView, scoreView } from './figures'
import { grains } from './terms'

/**
 * A chart, a list of words and a ranking of reasons speak of one period: there is nothing in them to be
 * compared row by row.
 */
const onePeriod = figureQuery.omit({ compare: true })
/** What is asked of single answers: the latest one stands for its conversation. */
const singleAnswers = onePeriod.omit({ repeats: true })

export const controlQuery = onePeriod.extend({ by: z.enum(grains).default('week') })
export const controlView = z.object({
  ...headView,
  centre: z.number().nullable(),
  points: z.array(
    z.object({
      key: z.string().meta({ description: 'the first day of the step' }),
      until: z.string().optional().meta({
        description:
          'the first day of the last of several steps that are joined, because those before had fewer than five answers'
      }),
      score: scoreView,
      limits: z
        .object({ lower: z.number(), upper: z.number() })
        .nullable()
        .meta({ description: 'where a score of so many answers stays by chance' }),
      signal: z
        .enum(['better', 'worse', 'none'])
        .meta({ description: 'outside the limits: something happened' })
    })
  )
})

const readView = z.object({ count: z.int().meta({ description: 'answers that this was made of' }) })

export const waitingQuery = singleAnswers
export const waitingView = z.object({
  ...headView,
  read: readView,
  bands: z.array(
    z.object({
      key: z.string(),
      below: z
        .number()
        .nullable()
        .meta({ description: 'seconds to the first response, below which it ends; null for the last' }),
      score: scoreView
    })
  ),
  unknown: z
    .int()
    .meta({ description: 'of these answers, those of which nobody knows how long the customer waited' }),
  excluded: z.int().meta({ description: 'those whose wait no clock can have measured' }),
  trend: z.object({ perBand: z.number(), p: z.number() }).nullable().meta({
    description: 'by how much the score moves from band to band, and the chance of that without a cause'
  })
})

/** The person is one of what is ranked, and comments are about the outcome. */
const ofOutcome = singleAnswers.omit({ of: true })

export const driversQuery = ofOutcome
export const driversView = z.object({
  ...headView,
  read: readView,
  drivers: z
    .object({
      count: z.int().meta({ description: 'answers that rated all of these' }),
      explained: z.number().meta({ description: 'how much of the rating they explain together, 0 to 1' }),
      p: z.number(),
      rows: z.array(
        z.object({
          key: z.string(),
          share: z
            .number()
            .meta({ description: 'of what they explain together (Lindeman, Merenda and Gold)' }),
          mean: z.number(),
          most: z.number().nullable().meta({
            description:
              '1 where it was answered by words: yes is 1, not yet a half, no 0; null where points were given'
          }),
          correlation: z.number().nullable()
        })
      )
    })
    .nullable()
})

export const wordsQuery = ofOutcome
export const wordsView = z.object({
  ...headView,
  read: z.object({ low: z.int(), high: z.int(), complete: z.boolean() }).meta({
    description:
      'comments of unsatisfied and of satisfied customers; `complete` is false where only the latest 20,000 ' +
      'comments were read'
  }),
  rows: z
    .array(
      z.object({
        word: z.string(),
        language: z.string().meta({
          description:
            'a word is looked at among the comments in its own language; empty where nobody knows which'
        }),
        low: z.int(),
        high: z.int(),
        of: z
          .object({ low: z.int(), high: z.int() })
          .meta({ description: 'so many comments there are in that language' }),
        z: z.number(),
        q: z.number(),
        marks: z.enum(['low', 'high'])
      })
    )
    .meta({ description: 'the most telling first; low and high count comments' })
})
export type ControlQuery = z.infer<typeof controlQuery>
export type ControlView = z.infer<typeof controlView>
export type WaitingQuery = z.infer<typeof waitingQuery>
export type WaitingView = z.infer<typeof waitingView>
export type DriversQuery = z.infer<typeof driversQuery>
export type DriversView = z.infer<typeof driversView>
export type WordsQuery = z.infer<typeof wordsQuery>
export type WordsView = z.infer<typeof wordsView>
