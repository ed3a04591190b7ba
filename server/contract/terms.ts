import { z } from 'zod'

/**
 * All that crosses the wire, both ways. What validates a request also describes it in OpenAPI and types it
 * for the dashboard, so the three can never disagree. Limits are named here, once.
 */
export const limits = {
  bodyBytes: 64 * 1024,
  batchBytes: 4 * 1024 * 1024,
  importBytes: 64 * 1024 * 1024,
  batchItems: 1_000,
  commentLength: 5_000,
  replyLength: 1_000,
  tagLength: 200,
  topics: 20,
  ratingsMapped: 100,
  rejectedShown: 1_000,
  urlLength: 2_000,
  nameLength: 200,
  questionLength: 300,
  answers: 20,
  answerNameLength: 60,
  seenLength: 40,
  proofLength: 300,
  versions: 1_000_000,
  originLength: 300,
  taps: 50,
  reasons: 12,
  patterns: 50,
  pageRows: 200,
  targets: 100,
  bots: 200,
  attributes: 12,
  attributesSent: 50,
  attributeValues: 200,
  attributeLimits: 9,
  targetSeconds: 366 * 86_400,
  openingsPerDay: 8,
  holidays: 200,
  schedules: 50,
  windowDays: 90,
  periodDays: 3_660,
  reasonLength: 500,
  linkUses: 1_000,
  remindHours: 24 * 60,
  sheetCopies: 40,
  uploadRows: 5_000,
  delayMinutes: 60 * 24 * 30,
  planPeople: 200,
  planItems: 100,
  marks: 200,
  marksPerSite: 2_000,
  goalsPerSurvey: 50,
  alertsPerSite: 200,
  followUpRules: 50,
  followUpPeople: 50,
  followUpHours: 1_000,
  askAgainDays: 30,
  keysPerSite: 100,
  connectorsPerSite: 100,
  endpointsPerSite: 20,
  membersPerSite: 1_000,
  tagRulesPerSite: 2_000,
  tagsListed: 5_000,
  teamsPerMember: 50,
  passwordLengthMin: 8,
  passwordLengthMax: 128
}

export const metrics = ['csat', 'nps', 'ces', 'thumbs'] as const
/** How far apart the ratings of a scale may be. */
export const steps = [1, 0.5, 0.25, 0.1, 0.01] as const
export const styles = ['faces', 'stars', 'numbers', 'thumbs'] as const
export const surfaces = [
  'widget',
  'page',
  'chat_button',
  'chat_text',
  'dtmf',
  'email_click',
  'api',
  'import'
] as const
/** Who handled a conversation; nobody is taken for any of them without being told. */
export const whoHandled = ['person', 'bot', 'bot-then-person'] as const
/** What an answer is about. */
export const tagDimensions = [
  'channel',
  'topic',
  'agent',
  'team',
  'locale',
  'surface',
  'handler',
  'bot'
] as const
/** What customers said beside their rating; `commented`: whether they wrote anything. */
export const facets = ['solved', 'reason', 'person', 'contact', 'commented'] as const
export const dimensions = [...tagDimensions, ...facets] as const
/** Which rating a figure is made of: that of the outcome, or that of the person as distinct from it. */
export const ratingsOf = ['outcome', 'person'] as const
export const grains = ['day', 'week', 'month'] as const
export const scopes = [
  'responses:write',
  'invitations:write',
  'conversations:write',
  'scores:read',
  'responses:read',
  'admin'
] as const
export const roles = ['owner', 'manager', 'lead', 'agent'] as const
export const responseStates = ['counted', 'suspect', 'excluded', 'test'] as const

/**
 * Who answers for an answer: its customer's own link, a key, a helpdesk or a signature; or nobody but the
 * page that sent it.
 */
export const standings = ['vouched', 'unverified'] as const
/** What a page may say of an answer that a signature may cover, in this order. */
export const signable = ['agent', 'attributes', 'conversation', 'customer', 'team'] as const
/** Figures by these are about people. */
export const peopleDimensions = ['agent', 'team'] as const
/** What a site makes, in figures about people, of answers whose agent or team a page merely claimed. */
export const claimedAgents = ['count', 'leave-out'] as const
export const proofsOfWork = ['off', 'auto', 'on'] as const

export type Metric = (typeof metrics)[number]
export type Step = (typeof steps)[number]
export type Style = (typeof styles)[number]
export type Surface = (typeof surfaces)[number]
export type TagDimension = (typeof tagDimensions)[number]
export type Facet = (typeof facets)[number]
/** What a site declares itself: see contract/attributes.ts. */
export type AttributeDimension = `attribute.${string}`
/** What all sites know. */
export type CommonDimension = (typeof dimensions)[number]
export type Dimension = CommonDimension | AttributeDimension
export type WhoHandled = (typeof whoHandled)[number]
export type RatingOf = (typeof ratingsOf)[number]
export type Grain = (typeof grains)[number]
export type Scope = (typeof scopes)[number]
export type Role = (typeof roles)[number]
export type Standing = (typeof standings)[number]
export type PeopleDimension = (typeof peopleDimensions)[number]
export type ClaimedAgents = (typeof claimedAgents)[number]
export type Signable = (typeof signable)[number]
export type ResponseState = (typeof responseStates)[number]

const wellFormed = 'must be well-formed text without NUL'
/** Text that both databases can keep: no NUL, no half of a surrogate pair. */
export const text = (max: number) => z.string().max(max).refine(isStorable, wellFormed)
export const tag = text(limits.tagLength).trim()
export const name = text(limits.nameLength).trim().min(1)
/** Who handled a conversation, as everything that can say so says it. */
export const handledBy = z.enum(whoHandled).meta({
  description:
    'who handled it; bot-then-person: a bot began and a person went on. Left out where nobody knows'
})
export const bot = tag.meta({ description: 'which bot had a part in it, by its name' })
/** Days and times outside of these are slips of a pen; within them every date has four digits of year. */
const yearsKept = { from: 1970, to: 2200 }
const isInTheseYears = (date: string) =>
  Number(date.slice(0, 4)) > yearsKept.from && Number(date.slice(0, 4)) < yearsKept.to
const yearsMessage = `must lie between ${yearsKept.from} and ${yearsKept.to}`
export const instant = z.iso.datetime({ offset: true }).refine(isInTheseYears, yearsMessage)
export const day = z.iso.date().refine(isInTheseYears, yearsMessage)
const tagWanted = 'must be a language tag such as “ur” or “pt-BR”'
export const locale = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, tagWanted)
  .refine(isLanguageTag, tagWanted)
export const webAddress = z
  .url({ protocol: /^https?$/ })
  .max(limits.urlLength)
  .refine(isStorable, wellFormed)
export const timeZone = z.string().max(60).refine(isTimeZone, 'must be a time zone such as “Asia/Karachi”')
/** A language here is part of addresses and is handed to browsers, so it is spelled as they spell it. */
export const spokenTag = locale.refine((tag) => !tag.includes('_'), tagWanted)
export const wording = z
  .record(spokenTag, text(limits.questionLength).trim().min(1), {
    error: ({ code }) => (code === 'invalid_key' ? tagWanted : undefined)
  })
  .refine((words) => Object.keys(words).length > 0, 'needs at least one language')
export const clientId = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{8,64}$/, 'must be 8 to 64 letters, digits or . _ : - (a UUID is best)')

export const problemBody = z.object({
  code: z.string().meta({ description: 'kebab-case; programs decide on this' }),
  message: z.string().meta({ description: 'a sentence that says what to do' }),
  field: z.string().optional().meta({ description: 'path of what was wrong in the request' })
})

function isStorable(value: string) {
  return !value.includes('\0') && value.isWellFormed()
}

function isTimeZone(value: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

/** Every answer brings one of a few: looking one up takes a hundredth of the time. */
const knownTags = new Map<string, boolean>()
const tagsRemembered = 1_000

function isLanguageTag(value: string): boolean {
  const known = knownTags.get(value)
  if (known !== undefined) return known
  if (knownTags.size >= tagsRemembered) knownTags.clear()
  const isOne = isLocale(value.replaceAll('_', '-'))
  knownTags.set(value, isOne)
  return isOne
}

function isLocale(tag: string): boolean {
  try {
    new Intl.Locale(tag)
    return true
  } catch {
    return false
  }
}
