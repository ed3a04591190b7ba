import { z } from 'zod'
import { attributesView } from './attributes'
import { conversationFacts } from './inviting'
import { tagsInput } from './responses'
import { day, instant, limits, name, problemBody, tag, text, timeZone, whoHandled } from './terms'
import { unsendable } from './unsendable'

export const invitationStates = ['created', 'sent', 'suppressed', 'unsendable'] as const
/** The steps of the funnel that a list can be narrowed to: whoever came at least so far. */
const invitationSteps = ['waiting', 'sent', 'delivered', 'opened', 'started', 'completed'] as const

export const invitationInput = z
  .strictObject({
    survey: z.string().max(40),
    ...tagsInput,
    delivery: tag.optional(),
    conversation: tag.optional(),
    customer: tag.optional(),
    address: text(limits.tagLength).optional(),
    expiresAt: instant.optional(),
    conversationFacts: conversationFacts.optional(),
    timeZone: timeZone
      .optional()
      .meta({ description: 'where the customer is; working hours are the site’s where it is left out' }),
    uses: z
      .int()
      .min(1)
      .max(limits.linkUses)
      .optional()
      .meta({ description: 'how many answers the link takes; one where it is left out' }),
    reusable: z.boolean().default(false).meta({
      description: 'a placement: a link for any number of answers, for a poster, a help page or a QR code'
    }),
    name: name.optional().meta({ description: 'what a placement is called' }),
    place: text(limits.nameLength).trim().optional().meta({ description: 'where a placement hangs' }),
    remindAfterHours: z
      .int()
      .min(1)
      .max(limits.remindHours)
      .optional()
      .meta({ description: 'one reminder, so long after the message, if nobody has answered by then' }),
    externalId: tag
      .min(1)
      .optional()
      .meta({ description: 'yours; the same once more gives the invitation that there is' }),
    test: z.boolean().default(false)
  })
  .refine(({ uses, reusable }) => uses === undefined || !reusable, {
    path: ['uses'],
    error: 'must be left out for a placement, which takes any number of answers'
  })

export const invitationPatch = z.strictObject({
  expiresAt: instant.nullable().optional(),
  revoked: z.literal(true).optional().meta({ description: 'takes the link back for good' }),
  name: name.optional(),
  place: text(limits.nameLength).trim().optional()
})

const one = z.string().trim().min(1).max(limits.tagLength)
const list = z.union([z.array(one).max(limits.tagLength), one.transform((single) => [single])])
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const invitationsQuery = z.strictObject({
  survey: z.string().max(40),
  state: z
    .union([
      z.array(z.enum(invitationStates)).max(invitationStates.length),
      z.enum(invitationStates).transform((single) => [single])
    ])
    .optional(),
  reason: one.optional().meta({ description: 'the rule or the reason, with the state that it stands for' }),
  reached: z.enum(invitationSteps).optional().meta({
    description: 'at least as far as this step of the funnel; “waiting”: not due yet, or on the way'
  }),
  from: day.optional().meta({ description: 'made on this day of the site or later' }),
  to: day.optional(),
  channel: list.optional(),
  topic: list.optional(),
  agent: list.optional(),
  team: list.optional(),
  locale: list.optional(),
  conversation: one.optional(),
  customer: one.optional(),
  reusable: flag.optional(),
  answered: flag.optional(),
  replied: flag.optional().meta({
    description: 'whether the customer wrote something in reply that could not be read as a rating'
  }),
  test: flag.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
const reason = z.string().meta({
  description: `why it is suppressed or unsendable. Unsendable: ${Object.entries(unsendable)
    .map(([code, what]) => `${code} – ${what}`)
    .join('; ')}. Suppressed: the rule, as eligibility names it`
})
/** What is answered of an invitation that was made. */
const madeInvitation = z.object({
  id: z.string(),
  state: z.enum(invitationStates),
  reason: reason.optional(),
  until: z.string().optional().meta({ description: 'when the rule that suppresses it will say no no more' }),
  dueAt: z.string().optional().meta({ description: 'when it may leave, where that is not at once' }),
  url: z.string(),
  smsSize: z
    .object({
      encoding: z.enum(['gsm-7', 'ucs-2']),
      units: z.int(),
      segments: z.int(),
      offending: z.array(z.string())
    })
    .meta({
      description:
        'what texts.sms costs: how many messages it takes, and which characters keep it out of the cheaper encoding'
    }),
  texts: z.record(z.string(), z.string())
})
/** With its QR code, which takes longer to draw than all the rest. */
export const invitationView = madeInvitation.extend({ qrSvg: z.string() })
/**
 * What is kept of an invitation. Its link is shown once only, to whoever makes it; the customer's address
 * never.
 */
export const keptInvitation = z.object({
  id: z.string(),
  survey: z.string(),
  state: z.enum(invitationStates),
  reason: reason.nullable(),
  channel: z.string(),
  delivery: z.string().nullable(),
  topics: z.array(z.string()),
  agent: z.string().nullable(),
  team: z.string().nullable(),
  handledBy: z.enum(whoHandled).nullable().meta({ description: 'null where nobody knows' }),
  bot: z.string().nullable(),
  attributes: attributesView,
  conversation: z.string().nullable(),
  customer: z.string().nullable(),
  locale: z.string(),
  externalId: z.string().nullable(),
  reusable: z.boolean(),
  uses: z.int().nullable(),
  name: z.string().nullable(),
  place: z.string().nullable(),
  test: z.boolean(),
  openings: z.int().meta({ description: 'how often somebody opened the link and did something there' }),
  answers: z.int().meta({ description: 'without those that a program may have given' }),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  suppressedUntil: z.string().nullable(),
  sentAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  openedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  reply: z.string().nullable().meta({
    description:
      'what the customer wrote in reply and could not be read as a rating; a rating takes it for its comment'
  }),
  repliedAt: z.string().nullable(),
  remindAt: z.string().nullable(),
  revokedAt: z.string().nullable()
})
export const invitationsView = z.object({ rows: z.array(keptInvitation), next: z.string().nullable() })
export const invitationBatch = z.strictObject({
  invitations: z.array(z.unknown()).min(1).max(limits.batchItems),
  qr: z
    .boolean()
    .default(false)
    .meta({ description: 'with a QR code for each, `qrSvg`; they take longer to draw than all the rest' })
})
export const invitationBatchView = z.object({
  results: z.array(
    z.union([
      z.object({ status: z.int(), invitation: madeInvitation.extend({ qrSvg: z.string().optional() }) }),
      z.object({ status: z.int(), problem: problemBody })
    ])
  )
})
export const sheetQuery = z.strictObject({
  survey: z.string().max(40),
  invitation: list
    .optional()
    .meta({ description: 'which placements; all that are open where it is left out' }),
  copies: z.coerce.number().int().min(1).max(limits.sheetCopies).default(1)
})
export type InvitationStep = (typeof invitationSteps)[number]
export type KeptInvitation = z.infer<typeof keptInvitation>
export type InvitationsQuery = z.infer<typeof invitationsQuery>
export type InvitationsView = z.infer<typeof invitationsView>
export type InvitationPatch = z.infer<typeof invitationPatch>
export type SheetQuery = z.infer<typeof sheetQuery>
export type InvitationInput = z.infer<typeof invitationInput>
export type MadeInvitation = z.infer<typeof madeInvitation>
export type InvitationView = z.infer<typeof invitationView>
