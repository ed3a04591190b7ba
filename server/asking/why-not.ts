import { and, count, eq, gte, inArray } from 'drizzle-orm'
import type { InvitationInput } from '../contract/invitations'
import type { ConversationFacts } from '../contract/inviting'
import { handlers, whoHandledBy } from '../contract/inviting'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { InvitationRow } from '../db/rows'
import { optOutsOf } from '../opt-outs/opt-outs'
import { questionOf } from '../surveys/meaning'
import type { Published } from '../surveys/publication'
import { askingOf, invitingOf } from '../surveys/view'
import { everyOwnKey } from '../tags/filters'
import { rulesOf } from '../tags/rules'
import { plainly } from '../text/plain-address'
import { nearLanguage } from '../text/wording'
import { dayIn, instantIn } from '../time/days'
import { addDays } from '../time/periods'
import { touchesOf } from './contacts'
import { hasLanguage, inShare } from './rules/audience'
import { agentCap, teamCap } from './rules/caps'
import { longEnough, onlyPrivate, onlyResolved, rightHandler } from './rules/conversation'
import { frequency, notOptedOut, quietPeriod } from './rules/customer'
import { dueAt, notTooLate, withinHours } from './rules/due'
import type { Refused } from './rules/rule'
import { firstRefusal } from './rules/rule'

const rules = [
  notOptedOut,
  onlyResolved,
  onlyPrivate,
  longEnough,
  rightHandler,
  hasLanguage,
  inShare,
  quietPeriod,
  frequency,
  agentCap,
  teamCap,
  notTooLate
]

/**
 * Why an invitation is not to be sent, if so. A test and a link for many ask nobody in particular, so
 * nothing forbids them. Yields what it reads, so that inside of a transaction it sees what was written
 * there before.
 */
export function* whyNot(
  handle: Handle,
  database: Database,
  input: InvitationInput,
  { published, now }: { published: Published; now: number }
) {
  if (input.test || input.reusable) return undefined
  const { row: survey, meaning, site } = published
  const settings = settingsOf(published)
  const optOuts = yield* optOutsOf(handle, database, site, input)
  const touches =
    settings.quietDays > 0 || settings.frequency ? yield* touchesOf(handle, database, site.id, input) : []
  const day = dayIn(site.timeZone, now)
  const invitedToday = (by: 'agent' | 'team') =>
    countSince(handle, database, {
      siteId: site.id,
      surveyId: survey.id,
      by,
      keys: everyOwnKey(rulesOf(site), { dimension: by, keys: [input[by] ?? ''] }),
      since: instantIn(site.timeZone, day)
    })
  const today = {
    agent: settings.perAgentADay !== null && input.agent ? yield* invitedToday('agent') : 0,
    team: settings.perTeamADay !== null && input.team ? yield* invitedToday('team') : 0
  }
  const facts = {
    now,
    surveyId: survey.id,
    optedOut: optOuts.length > 0,
    touches,
    conversation: { ...saidOf(input), ...input.conversationFacts },
    who: whoOf(input),
    speaks:
      input.locale === undefined ? undefined : nearLanguage(questionOf(meaning), input.locale) !== undefined,
    today,
    tomorrow: instantIn(site.timeZone, addDays(day, 1)),
    due: dueAtOf(input, published, now) ?? now,
    expiresAt: input.expiresAt === undefined ? undefined : Date.parse(input.expiresAt)
  }
  return firstRefusal(rules, facts, settings)
}

/** Who handled it, in the words of the rules. */
function saidOf({ handledBy }: InvitationInput): ConversationFacts {
  const handler = handlers.find((one) => whoHandledBy[one] === handledBy)
  return handler ? { handledBy: handler } : {}
}

/**
 * The invitation as the rules leave it: to go at once, later, or not at all, with the reason kept. Belongs
 * into the transaction that keeps it; of two at once for one customer, the second sees the first.
 */
export function* underRules(
  handle: Handle,
  database: Database,
  row: InvitationRow,
  { input, published, now }: { input: InvitationInput; published: Published; now: number }
) {
  const { quietDays, frequency, perAgentADay, perTeamADay } = settingsOf(published)
  if (quietDays > 0 || frequency || perAgentADay || perTeamADay)
    yield* database.inTurn(handle, [`asks of ${published.site.id}`])
  const refused: Refused | undefined = yield* whyNot(handle, database, input, { published, now })
  if (refused)
    return {
      ...row,
      state: 'suppressed' as const,
      stateReason: refused.rule,
      suppressedUntil: refused.until ?? null
    }
  return { ...row, dueAt: input.test || input.reusable ? null : dueAtOf(input, published, now) }
}

/**
 * The first instant from `from` on that lies in the working hours where the customer is. A test keeps to
 * none.
 */
export function nextHours(
  { test, timeZone }: Pick<InvitationRow, 'test' | 'timeZone'>,
  { row, site }: Published,
  from: number
): number {
  return test ? from : withinHours(invitingOf(row).hours, from, timeZone ?? site.timeZone)
}

function settingsOf({ row }: Published) {
  return { ...askingOf(row), ...invitingOf(row) }
}

function dueAtOf(
  { conversationFacts, timeZone }: InvitationInput,
  { row, site }: Published,
  now: number
): number | null {
  const endedAt = conversationFacts?.endedAt
  return dueAt(
    invitingOf(row),
    endedAt === undefined ? now : Date.parse(endedAt),
    timeZone ?? site.timeZone,
    now
  )
}

/** By what a customer has a place in the share: one place, however a mailbox is written. */
function whoOf({ customer, address, conversation }: InvitationInput): string | undefined {
  const who = customer ?? address
  return who === undefined ? conversation : plainly(who)
}

type Counted = {
  siteId: string
  surveyId: string
  by: 'agent' | 'team'
  keys: readonly string[]
  since: number
}

/** Invitations to a survey about one agent or team since an instant, without those that asked nobody. */
function* countSince(
  handle: Handle,
  { tables: { invitation } }: Database,
  { siteId, surveyId, by, keys, since }: Counted
) {
  const its = and(
    eq(invitation.siteId, siteId),
    inArray(invitation[by], [...keys]),
    gte(invitation.createdAt, since)
  )
  const asking = and(
    eq(invitation.surveyId, surveyId),
    inArray(invitation.state, ['created', 'sent']),
    eq(invitation.test, false),
    eq(invitation.reusable, false)
  )
  const [row] = yield* run(handle.select({ invited: count() }).from(invitation).where(and(its, asking)))
  return Number(row?.invited ?? 0)
}
