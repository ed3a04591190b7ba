import { z } from 'zod'
import { scoreView } from './figures'
import { rateView } from './funnel'
import { limits, text, webAddress } from './terms'

const alertKinds = [
  'score-worse',
  'score-better',
  'response-rate-worse',
  'target-missed',
  'follow-up-overdue',
  'connector-paused',
  'import-done',
  'weekly-digest',
  'monthly-digest'
] as const
const chatTargets = ['slack', 'teams', 'google-chat', 'discord', 'mattermost'] as const
const alertLanguages = ['en', 'mn', 'ur'] as const
const messageStates = ['queued', 'sent', 'failed'] as const

const kinds = z
  .array(z.enum(alertKinds))
  .min(1)
  .max(alertKinds.length)
  .meta({
    description:
      'score-worse and score-better: a day on which the score is outside of the limits within which chance moves ' +
      'it, the first of several such days; response-rate-worse: of the asks of a week fewer were answered within ' +
      'at least another week than chance explains; target-missed: of the conversations of a week fewer than ' +
      '`serviceLevel` were within target; follow-up-overdue: in a mail those of the reader, in a chat all; ' +
      'connector-paused: its vendor refuses the key; import-done: a file was imported, or could not be; ' +
      'weekly-digest, monthly-digest: what changed, what to work on and who waits, each Monday or first of a month'
  })
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00')
const quiet = z
  .strictObject({ from: hour, to: hour })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must be another time than “from”' })
  .nullable()
  .meta({
    description: 'what happens between these times of the site’s zone is told when they are over'
  })
const serviceLevel = z.int().min(1).max(100).meta({
  description:
    'the goal of target-missed: how many percent of the conversations that have a target are to be within it'
})
const mail = z.strictObject({
  target: z.literal('mail'),
  member: text(60).meta({ description: 'the id of a member; the caller where it is “me”' })
})
const chat = z.strictObject({
  target: z.enum(chatTargets),
  url: webAddress.meta({ description: 'of an incoming webhook, as the chat gives it; it is not shown again' })
})
const language = z.enum(alertLanguages)
export const alertInput = z.strictObject({
  site: text(40),
  survey: text(40).nullable().default(null).meta({ description: 'of every survey where it is null' }),
  kinds,
  to: z.discriminatedUnion('target', [mail, chat]),
  language: language.optional().meta({ description: 'that of whoever asks where it is left out' }),
  quiet: quiet.default(null),
  serviceLevel: serviceLevel.default(80)
})
export const alertPatch = z.strictObject({
  survey: text(40).nullable().optional(),
  kinds: kinds.optional(),
  language: language.optional(),
  quiet: quiet.optional(),
  serviceLevel: serviceLevel.optional()
})
export const alertView = z.object({
  id: z.string(),
  site: z.string(),
  survey: z.object({ id: z.string(), name: z.string() }).nullable(),
  kinds: z.array(z.enum(alertKinds)),
  to: z.object({
    target: z.enum(['mail', ...chatTargets]),
    member: z.object({ id: z.string(), name: z.string() }).nullable(),
    host: z.string().nullable().meta({ description: 'of the chat’s address; the rest of it is a secret' })
  }),
  language,
  quiet,
  serviceLevel,
  last: z
    .object({
      at: z.string(),
      state: z.enum(messageStates),
      said: z.string().nullable().meta({ description: 'why it failed, or what was answered' })
    })
    .nullable()
    .meta({ description: 'what it told last' }),
  createdAt: z.string()
})
export const alertsQuery = z.strictObject({ site: text(40) })
export const alertsView = z.object({
  rows: z.array(alertView).meta({ description: `oldest first, at most ${limits.alertsPerSite}` }),
  members: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .meta({ description: 'who can be mailed to by whoever asks' }),
  mayManage: z.boolean().meta({ description: 'whether the caller may tell others, and chats' })
})
export const alertTestView = z.object({
  state: z.enum(['sent', 'failed']),
  said: z.string().nullable()
})
const named = z.object({ id: z.string(), name: z.string() })
const days = { from: z.string(), to: z.string() }
/** What happened, as an alert keeps it until it is told: names, counts and days, and nothing of a customer. */
const alertSignal = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['score-worse', 'score-better']),
    survey: named,
    ...days,
    score: scoreView,
    limits: z.object({ lower: z.number(), upper: z.number() })
  }),
  z.object({
    kind: z.literal('response-rate-worse'),
    survey: named,
    ...days,
    rate: rateView,
    least: z.number().meta({ description: 'below which it does not fall by chance, in percent' })
  }),
  z.object({
    kind: z.literal('target-missed'),
    target: z.enum(['first-response', 'resolution']),
    seenIn: z
      .string()
      .meta({ description: 'the id of a survey on whose page of service figures it is seen' }),
    ...days,
    rate: rateView,
    serviceLevel
  }),
  z.object({
    kind: z.literal('follow-up-overdue'),
    survey: named,
    followUp: z.string(),
    openedAt: z.number(),
    dueAt: z.number()
  }),
  z.object({ kind: z.literal('connector-paused'), connector: named }),
  z.object({ kind: z.literal('import-done'), survey: named, file: z.string(), failed: z.boolean() }),
  z.object({ kind: z.enum(['weekly-digest', 'monthly-digest']), ...days })
])
/** What an endpoint is told of it. */
export const raisedAlert = z.object({
  id: z.string().meta({ description: 'of the alert, which tells one person or one chat' }),
  site: z.string(),
  survey: z.string().nullable().meta({ description: 'null where it is about the whole site' }),
  at: z.string(),
  signal: alertSignal.meta({
    description:
      'figures are those that the reader of the alert is told; those of a digest are read when it is sent'
  })
})
export type AlertSignal = z.infer<typeof alertSignal>
export type RaisedAlert = z.infer<typeof raisedAlert>
export type AlertKind = (typeof alertKinds)[number]
export type ChatTarget = (typeof chatTargets)[number]
export type AlertTarget = 'mail' | ChatTarget
export type AlertLanguage = (typeof alertLanguages)[number]
export type AlertMessageState = (typeof messageStates)[number]
export type AlertInput = z.infer<typeof alertInput>
export type AlertPatch = z.infer<typeof alertPatch>
export type AlertView = z.infer<typeof alertView>
export type AlertsView = z.infer<typeof alertsView>
export type AlertTestView = z.infer<typeof alertTestView>
export type Quiet = z.infer<typeof quiet>
