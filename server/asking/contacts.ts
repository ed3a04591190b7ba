import { and, desc, eq, inArray, isNotNull, isNull, notInArray, notLike, or, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { Customer } from '../opt-outs/opt-outs'
import type { Touch } from './rules/rule'

/** Further back no rule looks: whoever was asked this often is asked too often. */
const touchesMax = 200

/**
 * Every time that this customer was asked on the site, latest first: invitations by whatever channel, and
 * answers that came without one. What a machine answered and what was a test asked nobody. Yields what it
 * reads to the transaction it is in.
 */
export function* touchesOf(
  handle: Handle,
  { tables: { response, invitation }, vault }: Database,
  siteId: string,
  { customer, address }: Customer
) {
  const them = [
    customer ? eq(invitation.customerHash, vault.hash(siteId, customer) ?? '') : undefined,
    address ? eq(invitation.addressHash, vault.hash(siteId, address) ?? '') : undefined
  ].filter((one) => one !== undefined)
  const invitations = new Map<string, Touch>()
  for (const theirs of them) {
    const wasAsked = or(
      isNotNull(invitation.sentAt),
      and(inArray(invitation.state, ['created', 'sent']), isNull(invitation.revokedAt))
    )
    const invited = yield* run(
      handle
        .select({
          id: invitation.id,
          surveyId: invitation.surveyId,
          createdAt: invitation.createdAt,
          dueAt: invitation.dueAt,
          sentAt: invitation.sentAt,
          openedAt: invitation.openedAt,
          answeredAt: invitation.answeredAt
        })
        .from(invitation)
        .where(
          and(
            eq(invitation.siteId, siteId),
            theirs,
            wasAsked,
            eq(invitation.reusable, false),
            eq(invitation.test, false)
          )
        )
        .orderBy(desc(invitation.createdAt))
        .limit(touchesMax)
    )
    for (const { id, surveyId, createdAt, dueAt, sentAt, openedAt, answeredAt } of invited) {
      invitations.set(id, {
        surveyId,
        at: answeredAt ?? sentAt ?? dueAt ?? createdAt,
        came: answeredAt !== null ? 'answered' : openedAt !== null ? 'opened' : 'nothing'
      })
    }
  }
  // Whoever a page merely claims to be did not answer: else a stranger could keep anybody from being asked.
  const isVouchedFor = and(
    eq(response.standing, 'vouched'),
    or(isNull(response.claimed), notLike(response.claimed, '%customer%'))
  )
  const answers: Touch[] = customer
    ? yield* run(
        handle
          .select({ surveyId: response.surveyId, at: response.answeredAt, came: sql<'answered'>`'answered'` })
          .from(response)
          .where(
            and(
              eq(response.siteId, siteId),
              eq(response.customerHash, vault.hash(siteId, customer) ?? ''),
              isNull(response.invitationId),
              isVouchedFor,
              notInArray(response.state, ['suspect', 'test'])
            )
          )
          .orderBy(desc(response.answeredAt))
          .limit(touchesMax)
      )
    : []
  return [...invitations.values(), ...answers].sort((a, b) => b.at - a.at)
}
