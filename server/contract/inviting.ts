import { z } from 'zod'
import type { WhoHandled } from './terms'
import { instant, limits } from './terms'

export const handlers = ['human', 'bot', 'human-and-bot'] as const
export type Handler = (typeof handlers)[number]
/** What the words of the rules mean elsewhere. */
export const whoHandledBy: Readonly<Record<Handler, WhoHandled>> = {
  human: 'person',
  bot: 'bot',
  'human-and-bot': 'bot-then-person'
}

const days = z.int().min(1).max(3_650)
const aDay = z.int().min(1).max(100_000).nullable()
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as “09:00”')

const hours = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1).max(7).meta({ description: '1 is Monday, 7 is Sunday' }),
    from: clockTime,
    to: clockTime
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than “from”' })

/**
 * What whoever makes an invitation knows of the conversation. What is left out keeps nobody from being
 * asked.
 */
export const conversationFacts = z.strictObject({
  resolved: z.boolean().optional(),
  private: z
    .boolean()
    .optional()
    .meta({ description: 'false where everybody could read it, as under a public post' }),
  replyLength: z
    .int()
    .min(0)
    .max(10_000_000)
    .optional()
    .meta({ description: 'how many letters the customer wrote' }),
  handledBy: z.enum(handlers).optional(),
  endedAt: instant.optional().meta({ description: 'from when the delay counts; now where it is left out' })
})

const settings = z.strictObject({
  share: z
    .number()
    .min(0)
    .max(100)
    .meta({ description: 'percent of customers; the same customers every time' }),
  delayMinutes: z
    .int()
    .min(0)
    .max(limits.delayMinutes)
    .meta({ description: 'how long after the conversation ended the invitation leaves' }),
  hours: hours
    .nullable()
    .meta({ description: 'when it may leave, by the clock where the customer is; null is always' }),
  frequency: z
    .strictObject({ asks: z.int().min(1).max(50), days })
    .nullable()
    .meta({
      description:
        'a customer is asked so often in so many days at most, on whatever channel and for whichever survey of the site'
    }),
  onlyResolved: z.boolean().meta({ description: 'only about conversations that were resolved' }),
  onlyPrivate: z
    .boolean()
    .meta({ description: 'only about conversations that nobody else could read, so no public posts' }),
  replyLengthMin: z
    .int()
    .min(0)
    .max(10_000)
    .meta({ description: 'how many letters the customer must have written' }),
  handledBy: z
    .array(z.enum(handlers))
    .min(1)
    .max(handlers.length)
    .meta({ description: 'who must have handled the conversation' }),
  languagesOnly: z.boolean().meta({ description: 'only customers who read one of the survey’s languages' }),
  perAgentADay: aDay.meta({
    description: 'so many invitations a day about one agent at most, by the site’s clock; null is any number'
  }),
  perTeamADay: aDay.meta({ description: 'the same for a team, or the queue that it works on' })
})

/** What may be sent: whatever is left out stays as it is, and at first as is usual. */
export const invitingInput = settings.partial()
export const inviting = settings

/** Whom a survey is sent to, when, and how often. Settings of the survey, which no past answer depends on. */
export type Inviting = z.infer<typeof settings>
export type InvitingInput = z.infer<typeof invitingInput>
export type ConversationFacts = z.infer<typeof conversationFacts>
export type Hours = z.infer<typeof hours>
