import { z } from 'zod'

/**
 * All that crosses the wire, both ways. What validates a request also describes it in OpenAPI and types it for the
 * dashboard, so the three can never disagree. Limits are named here, once.
 */
export const limits = {
  bodyBytes: 64 * 1024,
  batchBytes: 4 * 1024 * 1024,
  importBytes: 64 * 1024 * 1024,
  batchItems: 1_000,
  commentLength: 5_000,
  tagLength: 200,
  topics: 20,
  urlLength: 2_000,
  nameLength: 200,
  questionLength: 300,
  answers: 20,
  pageRows: 200,
  periodDays: 3_660,
  reasonLength: 500,
  keysPerSite: 100,
  membersPerSite: 1_000,
  passwordLengthMin: 10,
  passwordLengthMax: 128
}

export const metrics = ['csat', 'nps', 'ces', 'thumbs'] as const
export const styles = ['faces', 'stars', 'numbers', 'thumbs'] as const
export const surfaces = ['widget', 'page', 'chat_button', 'chat_text', 'dtmf', 'email_click', 'api', 'import'] as const
export const dimensions = ['channel', 'topic', 'agent', 'team', 'locale', 'surface'] as const
export const grains = ['day', 'week', 'month'] as const
export const scopes = ['responses:write', 'invitations:write', 'conversations:write', 'scores:read', 'responses:read', 'admin'] as const
export const roles = ['owner', 'manager', 'agent'] as const
export const responseStates = ['counted', 'suspect', 'excluded', 'test'] as const

export type Metric = (typeof metrics)[number]
export type Style = (typeof styles)[number]
export type Surface = (typeof surfaces)[number]
export type Dimension = (typeof dimensions)[number]
export type Grain = (typeof grains)[number]
export type Scope = (typeof scopes)[number]
export type Role = (typeof roles)[number]
export type ResponseState = (typeof responseStates)[number]

/** Text that both databases can keep: no NUL, no half of a surrogate pair. */
const text = (max: number) =>
  z.string().max(max).refine((value) => !value.includes('\0') && value.isWellFormed(), 'must be well-formed text without NUL')
const tag = text(limits.tagLength).trim()
const name = text(limits.nameLength).trim().min(1)
const instant = z.iso.datetime({ offset: true })
export const day = z.iso.date()
const locale = z.string().max(35).regex(/^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, 'must be a language tag such as “ur” or “pt-BR”')
const webAddress = z.url({ protocol: /^https?$/ }).max(limits.urlLength)
export const origin = z
  .string()
  .max(limits.urlLength)
  .transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username) return url.origin
    context.addIssue({ code: 'custom', message: 'must be an origin such as “https://shop.example”, without a path' })
    return z.NEVER
  })
const timeZone = z.string().max(60).refine(isTimeZone, 'must be a time zone such as “Asia/Karachi”')
const wording = z.record(locale, text(limits.questionLength).trim().min(1)).refine((words) => Object.keys(words).length > 0, 'needs at least one language')
const clientId = z.string().regex(/^[A-Za-z0-9._:-]{8,64}$/, 'must be 8 to 64 letters, digits or . _ : - (a UUID is best)')

export const problemBody = z.object({
  code: z.string().meta({ description: 'kebab-case; programs decide on this' }),
  message: z.string().meta({ description: 'a sentence that says what to do' }),
  field: z.string().optional().meta({ description: 'path of what was wrong in the request' })
})

// — sites

export const siteInput = z.strictObject({
  name,
  origins: z.array(origin).max(50).default([]),
  timeZone: timeZone.default('UTC'),
  locale: locale.default('en')
})
export const sitePatch = z.strictObject({
  name: name.optional(),
  origins: z.array(origin).max(50).optional(),
  timeZone: timeZone.optional(),
  locale: locale.optional()
})
export const siteView = z.object({
  id: z.string(),
  key: z.string().meta({ description: 'names the site in its script tag' }),
  name: z.string(),
  origins: z.array(z.string()),
  timeZone: z.string(),
  locale: z.string(),
  scriptTag: z.string(),
  createdAt: z.string()
})
export type SiteView = z.infer<typeof siteView>

// — surveys

export const scale = z.strictObject({ min: z.int().min(0).max(10), max: z.int().min(0).max(10) })
  .refine(({ min, max }) => min < max, 'must rise from min to max')
const direction = z.enum(['higher-is-better', 'lower-is-better'])
const surveyState = z.enum(['draft', 'live', 'closed'])
const surveyParts = {
  name,
  metric: z.enum(metrics),
  scale,
  satisfiedFrom: z.int().min(0).max(10),
  direction,
  style: z.enum(styles),
  question: wording,
  state: surveyState,
  auto: z.boolean().meta({ description: 'the script tag shows it by itself' }),
  delaySeconds: z.int().min(0).max(3_600),
  againAfterDays: z.int().min(0).max(3_650),
  editWindowHours: z.int().min(0).max(24 * 365)
}
export const surveyInput = z.strictObject({
  site: z.string(),
  ...surveyParts,
  scale: scale.optional(),
  satisfiedFrom: surveyParts.satisfiedFrom.optional(),
  direction: direction.default('higher-is-better'),
  style: surveyParts.style.optional(),
  question: wording.default({ en: 'How did we do?' }),
  state: surveyState.default('live'),
  auto: surveyParts.auto.default(true),
  delaySeconds: surveyParts.delaySeconds.default(1),
  againAfterDays: surveyParts.againAfterDays.default(30),
  editWindowHours: surveyParts.editWindowHours.default(24)
})
export const surveyPatch = z.strictObject(surveyParts).partial()
export const surveyView = z.object({
  id: z.string(),
  site: z.string(),
  version: z.int(),
  ...surveyParts,
  scale: z.object({ min: z.int(), max: z.int() }),
  question: z.record(z.string(), z.string()),
  createdAt: z.string(),
  updatedAt: z.string()
})
export type SurveyInput = z.infer<typeof surveyInput>
export type SurveyPatch = z.infer<typeof surveyPatch>
export type SurveyView = z.infer<typeof surveyView>

// — answers

export const tagsInput = {
  channel: tag.optional(),
  topics: z.array(tag).max(limits.topics).optional(),
  agent: tag.optional(),
  team: tag.optional(),
  locale: locale.optional()
}
const moreAnswers = z.record(z.string().max(60), z.union([z.boolean(), z.number(), text(limits.commentLength)]))
  .refine((answers) => Object.keys(answers).length <= limits.answers, `may hold ${limits.answers} answers at most`)
export const responseInput = z.strictObject({
  id: clientId,
  survey: z.string().max(40),
  version: z.int().min(1).optional().meta({ description: 'which version of the survey was shown; the current one where it is left out' }),
  rating: z.int(),
  comment: text(limits.commentLength).optional(),
  answers: moreAnswers.optional(),
  ...tagsInput,
  conversation: tag.optional(),
  customer: tag.optional(),
  signature: z.string().max(128).optional(),
  surface: z.enum(surfaces).optional(),
  delivery: tag.optional(),
  pageUrl: webAddress.optional(),
  answeredAt: instant.optional()
})
export const batchInput = z.strictObject({ responses: z.array(z.unknown()).min(1).max(limits.batchItems) })
export const responseView = z.object({
  id: z.string(),
  survey: z.string(),
  rating: z.int(),
  metric: z.enum(metrics),
  scale: z.object({ min: z.int(), max: z.int() }),
  satisfiedFrom: z.int(),
  direction,
  version: z.int(),
  comment: z.string().nullable(),
  answers: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  channel: z.string(),
  topics: z.array(z.string()),
  agent: z.string().nullable(),
  team: z.string().nullable(),
  locale: z.string().nullable(),
  surface: z.string(),
  delivery: z.string().nullable(),
  conversation: z.string().nullable(),
  customer: z.string().nullable(),
  pageUrl: z.string().nullable(),
  invitation: z.string().nullable(),
  state: z.enum(responseStates),
  stateReason: z.string().nullable(),
  answeredAt: z.string(),
  answeredOn: z.string(),
  receivedAt: z.string(),
  editedAt: z.string().nullable()
})
export const batchView = z.object({
  results: z.array(z.union([z.object({ status: z.int(), response: responseView }), z.object({ status: z.int(), problem: problemBody })]))
})
export type ResponseInput = z.infer<typeof responseInput>
export type ResponseView = z.infer<typeof responseView>

// — invitations

export const invitationInput = z.strictObject({
  survey: z.string().max(40),
  ...tagsInput,
  delivery: tag.optional(),
  conversation: tag.optional(),
  customer: tag.optional(),
  address: text(limits.tagLength).optional(),
  expiresAt: instant.optional(),
  reusable: z.boolean().default(false),
  test: z.boolean().default(false)
})
export const invitationView = z.object({
  id: z.string(),
  state: z.enum(['sent', 'created', 'suppressed', 'unsendable']),
  reason: z.string().optional(),
  url: z.string(),
  qrSvg: z.string(),
  texts: z.record(z.string(), z.string())
})
export type InvitationInput = z.infer<typeof invitationInput>
export type InvitationView = z.infer<typeof invitationView>

// — conversations

export const conversationInput = z.strictObject({
  channel: tag.optional(),
  agent: tag.optional(),
  team: tag.optional(),
  topics: z.array(tag).max(limits.topics).optional(),
  customer: tag.optional(),
  openedAt: instant.optional(),
  firstResponseAt: instant.optional(),
  resolvedAt: instant.optional(),
  handleSeconds: z.int().min(0).optional(),
  holdSeconds: z.int().min(0).optional(),
  contacts: z.int().min(1).optional(),
  resolvedOnFirstContact: z.boolean().optional()
})
export type ConversationInput = z.infer<typeof conversationInput>

// — figures

/** A parameter that may be given several times. */
const several = <Schema extends z.ZodType>(one: Schema) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(one).max(50).optional())
const many = several(text(limits.tagLength))
export const filterQuery = { channel: many, topic: many, agent: many, team: many, locale: many, surface: many }
export const periodQuery = { survey: text(40), from: day.optional(), to: day.optional() }
export const scoresQuery = z.strictObject({
  ...periodQuery,
  ...filterQuery,
  by: z.enum([...dimensions, ...grains]).optional(),
  compare: z.literal('previous').optional()
})
export const matrixQuery = z
  .strictObject({ ...periodQuery, ...filterQuery, rows: z.enum(dimensions), columns: z.enum(dimensions) })
  .refine(({ rows, columns }) => rows !== columns, { path: ['columns'], message: 'must be another dimension than “rows”' })
const answersAsked = {
  ...periodQuery,
  ...filterQuery,
  state: several(z.enum(responseStates)),
  rating: several(z.string().regex(/^\d{1,2}$/, 'must be a point of the scale').transform(Number)),
  search: text(limits.tagLength).trim().optional().meta({ description: 'part of a comment, capitals or not' })
}
export const responsesQuery = z.strictObject({
  ...answersAsked,
  cursor: text(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
export const responsesCsvQuery = z.strictObject(answersAsked)
export const responsePatch = z.strictObject({
  state: z.enum(responseStates),
  reason: text(limits.reasonLength).trim().min(1).meta({ description: 'why, for whoever looks at it later' })
})
export const responsePatchQuery = z.strictObject({ survey: text(40) })

export const scoreView = z.object({
  value: z.number().nullable(),
  unit: z.enum(['percent', 'points', 'mean']),
  count: z.int(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  mean: z.number().nullable(),
  tally: z.record(z.string(), z.int()),
  state: z.enum(['hidden', 'early', 'ok']).meta({ description: 'hidden: under 5 answers, show counts only; early: half width over 15 points; ok' }),
  otherScales: z.array(z.object({ metric: z.enum(metrics), scale: z.object({ min: z.int(), max: z.int() }), count: z.int() })).optional()
    .meta({ description: 'answers in this period on another scale: counted here, never averaged in' })
})
export const changeView = z.object({
  value: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  p: z.number().nullable(),
  verdict: z.enum(['better', 'worse', 'not-clear'])
})
export const periodView = z.object({ from: z.string(), to: z.string() })
export const scoresView = z.object({
  metric: z.enum(metrics),
  scale: z.object({ min: z.int(), max: z.int() }),
  period: periodView,
  previousPeriod: periodView.optional(),
  total: scoreView,
  previous: scoreView.optional(),
  change: changeView.optional(),
  rows: z.array(
    z.object({
      key: z.string().meta({ description: 'empty for answers without one' }),
      label: z.string(),
      score: scoreView,
      share: z.number().meta({ description: 'of all answers of the period, 0 to 1' }),
      previous: scoreView.optional(),
      change: changeView.optional()
    })
  )
})
export const matrixView = z.object({
  metric: z.enum(metrics),
  scale: z.object({ min: z.int(), max: z.int() }),
  period: periodView,
  rows: z.array(z.object({ key: z.string(), label: z.string() })),
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  cells: z.array(z.object({ row: z.string(), column: z.string(), score: scoreView }))
})
export const responsesView = z.object({ rows: z.array(responseView), next: z.string().nullable() })
export type Score = z.infer<typeof scoreView>
export type Change = z.infer<typeof changeView>
export type ScoresQuery = z.infer<typeof scoresQuery>
export type MatrixQuery = z.infer<typeof matrixQuery>
export type ResponsesQuery = z.infer<typeof responsesQuery>
export type ResponsesCsvQuery = z.infer<typeof responsesCsvQuery>
export type ResponsePatch = z.infer<typeof responsePatch>
export type ScoresView = z.infer<typeof scoresView>
export type MatrixView = z.infer<typeof matrixView>
export type ResponsesView = z.infer<typeof responsesView>

// — keys

export const keyInput = z.strictObject({ site: z.string().max(40), name, scopes: z.array(z.enum(scopes)).min(1).max(scopes.length) })
export const keyView = z.object({ id: z.string(), site: z.string(), name: z.string(), scopes: z.array(z.enum(scopes)), createdAt: z.string(), revokedAt: z.string().nullable() })
export const newKeyView = keyView.extend({ key: z.string().meta({ description: 'shown this once; only a hash of it is kept' }) })
export const keysView = z.object({ rows: z.array(keyView) })
export type KeyInput = z.infer<typeof keyInput>
export type KeyView = z.infer<typeof keyView>

// — people

export const siteQuery = z.strictObject({ site: text(40) })
const email = z.email().max(254).toLowerCase()
const password = z.string().min(limits.passwordLengthMin).max(limits.passwordLengthMax)
export const signInInput = z.object({ email: z.string().max(254), password: z.string().max(limits.passwordLengthMax) })
export const passwordInput = z.strictObject({ currentPassword: z.string().max(limits.passwordLengthMax), newPassword: password })
export const setUpInput = z.strictObject({ token: z.string().max(100), name, email, password })
export const setUpView = z.object({ needed: z.boolean().meta({ description: 'nobody has an account yet' }) })
export const personView = z.object({ name: z.string(), email: z.string() })
export const meView = personView.extend({ sites: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })) })
export const memberInput = z.strictObject({ site: z.string().max(40), email, name, role: z.enum(roles), agent: tag.min(1).optional() })
export const memberPatch = z.strictObject({ role: z.enum(roles).optional(), agent: tag.min(1).nullable().optional() })
export const memberView = z.object({
  id: z.string(),
  state: z.enum(['invited', 'joined']),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  agent: z.string().nullable().meta({ description: 'the agent whose answers alone somebody with the role “agent” sees' }),
  createdAt: z.string(),
  expiresAt: z.string().nullable().meta({ description: 'when the link of an invited person stops working' })
})
export const newMemberView = memberView.extend({ joinUrl: z.string().meta({ description: 'one-time link to hand over, shown this once' }) })
export const membersView = z.object({ rows: z.array(memberView) })
export const joinInput = z.strictObject({ token: z.string().max(100), password })
export type SetUpInput = z.infer<typeof setUpInput>
export type MeView = z.infer<typeof meView>
export type MemberInput = z.infer<typeof memberInput>
export type MemberPatch = z.infer<typeof memberPatch>
export type MemberView = z.infer<typeof memberView>

function isTimeZone(value: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
