import { z } from 'zod'
import { limits, wording } from './terms'

/** What a wording may always be replaced by: our own words, in every language that we speak. */
const ours = z.literal(true).meta({ description: 'in our own words' })
const asked = z.union([ours, wording])
const byRating = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({ low: schema.optional(), high: schema.optional() })

const reasonKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug such as “too-slow”')
const reason = z.strictObject({ key: reasonKey, label: wording })
const reasons = z
  .array(reason)
  .min(1)
  .max(limits.reasons)
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'must not hold a key twice')

const secureAddress = z.url({ protocol: /^https$/, error: 'must be an https address' }).max(limits.urlLength)
const thanks = z.strictObject({
  text: wording.optional(),
  link: z.strictObject({ url: secureAddress, label: wording }).optional()
})

/**
 * What a survey asks and says beside its question. All of it is versioned with the question, so that past
 * answers keep their meaning. `low` is what a customer is asked who was not satisfied, `high` any other.
 */
export const parts = z.strictObject({
  labels: z
    .record(z.string().regex(/^(10|\d)$/, 'must be a point of the scale'), wording)
    .optional()
    .meta({ description: 'what points are called, by their rating; our own words for any that is left out' }),
  comment: z
    .union([z.literal(false), byRating(wording)])
    .optional()
    .meta({
      description:
        'the prompt of the comment; our own words where it is left out, no comment where it is false'
    }),
  solved: asked
    .optional()
    .meta({ description: '“Was it solved?”, answered in answers.solved: yes, no, not-yet' }),
  reasons: byRating(reasons)
    .optional()
    .meta({ description: 'one choice, answered in answers.reason by its key' }),
  person: asked.optional().meta({
    description:
      'a second question on the same points about the person as distinct from the outcome, in answers.person'
  }),
  contact: asked.optional().meta({ description: 'consent to be contacted, in answers.contact' }),
  thanks: byRating(thanks).optional()
})

/** What the parts of a survey are answered with, by their names in `answers`. */
export const partAnswers = z
  .object({
    solved: z.enum(['yes', 'no', 'not-yet']),
    reason: reasonKey,
    person: z.int(),
    contact: z.boolean(),
    readingSeconds: z
      .number()
      .meta({ description: 'how long a page was read, in view and in use, before its question was answered' })
  })
  .partial()

export type Parts = z.infer<typeof parts>
export type Thanks = z.infer<typeof thanks>
export type Reason = z.infer<typeof reason>

/** Language → text, as everything is kept that a customer reads. */
export type Wording = z.infer<typeof wording>
