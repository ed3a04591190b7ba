import { z } from 'zod'
import { attributesPatch } from './attributes'
import { auditRow } from './audit'
import { compare, filterQuery, periodQuery, repeats, several } from './figures'
import { responseView, tagsInput } from './responses'
import { limits, responseStates, standings, text } from './terms'

const answersAsked = {
  ...periodQuery,
  ...filterQuery,
  repeats: repeats.meta({
    description:
      'which of several answers to one conversation are shown: as in the figures the latest ' +
      'where nothing is said, and all where a conversation, a customer or a comment is ' +
      'looked for'
  }),
  compare: compare.meta({
    description: 'changes nothing: what a figure was asked with can be asked here as it is'
  }),
  state: several(z.enum(responseStates)),
  standing: z
    .enum(standings)
    .optional()
    .meta({ description: 'only answers that somebody vouches for, or only the others' }),
  rating: several(
    z
      .string()
      .regex(
        /^\d{1,2}(\.\d{1,2})?(\.\.\d{1,2}(\.\d{1,2})?)?$/,
        'must be a rating of the scale, or several as “4..4.9”'
      )
      .transform(rangeOf)
  ).meta({
    description:
      'only answers with this rating, such as 4 or 4.5, or with one from the first to the last of “4..4.9”'
  }),
  search: text(limits.tagLength)
    .trim()
    .optional()
    .meta({
      description:
        'words of a comment, in any order: each begins one of its words. Capitals, accents, ' +
        'vowel signs, wide letters ' +
        'and the digits of a script make no difference. Where a script puts no spaces between words, each pair of ' +
        'neighbouring letters is in the comment. Signs are passed over, pictures are not'
    }),
  conversation: text(limits.tagLength).trim().optional(),
  customer: text(limits.tagLength).trim().optional()
}
export const responsesQuery = z.strictObject({
  ...answersAsked,
  cursor: text(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
export const responsesCsvQuery = z.strictObject(answersAsked)
export const responsesView = z.object({
  rows: z.array(responseView),
  next: z.string().nullable(),
  total: z.int().nullable().meta({ description: 'how many there are on all pages; told with the first one' }),
  complete: z
    .boolean()
    .optional()
    .meta({
      description:
        'with a search: whether all comments can be found. False for a while after an upgrade or a large import: ' +
        'then some are missing'
    })
})

export const responseQuery = z.strictObject({ survey: text(40) })
export const responsePatch = z
  .strictObject({
    state: z.enum(responseStates).optional(),
    channel: tagsInput.channel,
    topics: tagsInput.topics,
    agent: tagsInput.agent,
    team: tagsInput.team,
    handledBy: tagsInput.handledBy,
    bot: tagsInput.bot,
    attributes: attributesPatch.optional(),
    reason: text(limits.reasonLength)
      .trim()
      .min(1)
      .optional()
      .meta({ description: 'why, for whoever looks at it later; a new state needs it' })
  })
  .refine(({ state, reason }) => state === undefined || reason !== undefined, {
    path: ['reason'],
    message: 'must say why the state changes'
  })
/**
 * `standing`: by what whoever did it could do so. What a person decided about an answer is in the audit
 * trail as well.
 */
const historyRow = auditRow.extend({
  standing: z
    .enum([...standings, 'reviewed'])
    .meta({ description: 'by what it was done: the standing of the answer that did it, or a review' })
})
const count = z.int().nullable()
const time = z.string().nullable()
export const answerView = responseView.extend({
  companion: z
    .object({
      openedAt: time,
      firstResponseAt: time,
      resolvedAt: time,
      handleSeconds: count,
      holdSeconds: count,
      contacts: count,
      resolvedOnFirstContact: z.boolean().nullable()
    })
    .nullable()
    .meta({ description: 'what is known of its conversation; null is unknown, never zero' }),
  conversationUrl: z.string().nullable().meta({ description: 'where the conversation can be read' }),
  history: z.array(historyRow).meta({
    description:
      'what became of it: edits, replacements, other answers in its place, reviews, the ' +
      'latest first; `detail` tells what it was'
  })
})
export type ResponsesQuery = z.infer<typeof responsesQuery>
export type ResponsesCsvQuery = z.infer<typeof responsesCsvQuery>
export type ResponsePatch = z.infer<typeof responsePatch>
export type ResponsesView = z.infer<typeof responsesView>
export type AnswerView = z.infer<typeof answerView>
export type HistoryRow = z.infer<typeof historyRow>

function rangeOf(written: string): { from: number; to: number } {
  const [from = NaN, to = from] = written.split('..').map(Number)
  return { from, to }
}
