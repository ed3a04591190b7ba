import { z } from 'zod'
import { attributesInput, attributesView } from './attributes'
import { direction, scaleView } from './surveys'
import {
  bot,
  clientId,
  handledBy,
  instant,
  limits,
  locale,
  metrics,
  problemBody,
  responseStates,
  signable,
  standings,
  surfaces,
  tag,
  text,
  webAddress,
  whoHandled
} from './terms'

/** 128 random bits take 22 letters in base64url. */
const secretLength = { min: 22, max: 128 }

export const tagsInput = {
  channel: tag.optional(),
  topics: z.array(tag).max(limits.topics).optional(),
  agent: tag.optional(),
  team: tag.optional(),
  handledBy: handledBy.optional(),
  bot: bot.optional(),
  attributes: attributesInput.optional(),
  locale: locale.optional()
}
const moreAnswers = z
  .record(text(limits.answerNameLength), z.union([z.boolean(), z.number(), text(limits.commentLength)]))
  .refine(
    (answers) => Object.keys(answers).length <= limits.answers,
    `may hold ${limits.answers} answers at most`
  )
export const tapsInput = z
  .array(z.tuple([z.int(), z.number().min(0)]))
  .max(limits.taps)
  .meta({
    description:
      'what was pressed on the page, and when, in ms since the question was there; many ' +
      'answers without it are looked at together'
  })
export const responseInput = z.strictObject({
  id: clientId,
  survey: z.string().max(40),
  version: z
    .int()
    .min(1)
    .max(limits.versions)
    .optional()
    .meta({ description: 'which version of the survey was shown; the current one where it is left out' }),
  rating: z
    .number()
    .meta({ description: 'a point of the scale, or a step between two of them where the scale has a step' }),
  comment: text(limits.commentLength).optional(),
  answers: moreAnswers.optional(),
  ...tagsInput,
  conversation: tag.optional(),
  customer: tag.optional(),
  signature: z
    .string()
    .max(128)
    .optional()
    .meta({
      description:
        'hex HMAC-SHA256(site secret, canonical JSON (RFC 8785) of those of agent, attributes, ' +
        'conversation, customer and team that it covers); the old form, of the customer alone ' +
        'as plain text, stays valid'
    }),
  secret: z
    .string()
    .min(secretLength.min)
    .max(secretLength.max)
    .optional()
    .meta({
      description:
        'made by a page beside the id and sent with the first body: what it takes to change ' +
        'the answer from a page later. With a key the id alone is enough'
    }),
  proof: z
    .string()
    .max(limits.proofLength)
    .optional()
    .meta({
      description:
        'what a page worked out from the “challenge” of the answer before; sent with the same ' +
        'answer once more, it makes it count'
    }),
  surface: z.enum(surfaces).optional(),
  delivery: tag.optional(),
  pageUrl: webAddress.optional(),
  taps: tapsInput.optional(),
  answeredAt: instant.optional()
})
export const batchInput = z.strictObject({ responses: z.array(z.unknown()).min(1).max(limits.batchItems) })
export const responseView = z.object({
  id: z.string(),
  survey: z.string(),
  rating: z.number(),
  metric: z.enum(metrics),
  scale: scaleView,
  satisfiedFrom: z.number(),
  direction,
  version: z.int(),
  comment: z.string().nullable(),
  answers: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  channel: z.string(),
  topics: z.array(z.string()),
  agent: z.string().nullable(),
  team: z.string().nullable(),
  handledBy: z.enum(whoHandled).nullable().meta({ description: 'null where nobody knows' }),
  bot: z.string().nullable(),
  attributes: attributesView.meta({
    description: 'by key, its own and those of its invitation or conversation'
  }),
  countsAs: z
    .object({
      channel: z.string(),
      topics: z.array(z.string()),
      agent: z.string().nullable(),
      team: z.string().nullable(),
      handledBy: z.enum(whoHandled).nullable(),
      bot: z.string().nullable()
    })
    .optional()
    .meta({
      description:
        'what it is counted by, where merging, or the list of agents that are bots, made it another than was sent'
    }),
  superseded: z.literal(true).optional().meta({
    description: 'a later answer to the same conversation counts instead, unless “repeats” says otherwise'
  }),
  locale: z.string().nullable(),
  surface: z.string(),
  delivery: z.string().nullable(),
  conversation: z.string().nullable(),
  customer: z.string().nullable(),
  pageUrl: z.string().nullable(),
  invitation: z.string().nullable(),
  standing: z.enum(standings).meta({
    description:
      'vouched: sent with a key, by the customer’s own link, in the chat, by a helpdesk or ' +
      'with a signature; unverified: by a page or placement'
  }),
  claimed: z
    .array(z.enum(signable))
    .meta({ description: 'what a page said of it without a signature that covers it' }),
  state: z.enum(responseStates),
  stateReason: z.string().nullable(),
  answeredAt: z.string(),
  answeredOn: z.string(),
  receivedAt: z.string(),
  editedAt: z.string().nullable(),
  challenge: z.string().optional().meta({
    description:
      'the answer is kept, and counts once its page sends it again with a proof of work for this: see docs/floods.md'
  })
})
export const batchView = z.object({
  results: z.array(
    z.union([
      z.object({ status: z.int(), response: responseView }),
      z.object({ status: z.int(), problem: problemBody })
    ])
  )
})
export type ResponseInput = z.infer<typeof responseInput>
export type ResponseView = z.infer<typeof responseView>
