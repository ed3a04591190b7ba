import { renderSVG } from 'uqr'
import { localeOf } from '../answering'
import type { Config } from '../config'
import type { InvitationInput, InvitationView } from '../contract/invitations'
import type { Database } from '../db/database'
import { carriers } from '../deliveries'
import { hashOf, linkToken, newId } from '../ids'
import type { InvitationRow } from '../invitations'
import { inLanguage, untouched } from '../invitations'
import type { Published } from '../publication'
import type { Services } from '../services'
import { questionOf } from '../surveys'
import { underRules } from '../why-not'

export type Inviting = Pick<Services, 'config' | 'sealing' | 'outbox'> & { now: number }

/**
 * Makes invitations to one survey, in one commit and in the order of `inputs`. Channel, topics, agent and team are frozen
 * here: later reassignment changes nothing. What comes back is the only place where a customer's link is shown.
 */
export async function createInvitations(database: Database, inputs: readonly InvitationInput[], published: Published, inviting: Inviting): Promise<InvitationView[]> {
  const carry = await carriers({ database, ...inviting }, published, inputs.map(({ delivery }) => delivery))
  const asked = inputs.map((input) => ({ input, row: rowOf(input, published, inviting) }))
  const made = await database.atomically(function* (handle) {
    const rows: InvitationRow[] = []
    // One after the other, so that the rules see what was made before.
    for (const { input, row } of asked) {
      const { invitation, delivery } = carry(yield* underRules(handle, database, row, input, published, inviting.now))
      yield* database.insertRows(handle, { table: database.tables.invitation, rows: [invitation], onConflict: '' })
      if (delivery) yield* database.insertRows(handle, { table: database.tables.delivery, rows: [delivery], onConflict: '' })
      rows.push(invitation)
    }
    return rows.map((row) => created(row, published, inviting))
  })
  inviting.outbox.wake()
  return made
}

/** The address that opens an invitation. It follows from the secret, so that it can be sent once more and is kept nowhere. */
export function linkOf({ id, reusable }: Pick<InvitationRow, 'id' | 'reusable'>, { publicUrl, secret }: Pick<Config, 'publicUrl' | 'secret'>): string {
  return `${publicUrl}/${reusable ? 'q' : 's'}/${linkToken(secret, id)}`
}

function rowOf(input: InvitationInput, { row: survey, site }: Published, { config, now }: Inviting): InvitationRow {
  const id = newId('inv')
  return {
    ...untouched,
    id,
    siteId: site.id,
    surveyId: survey.id,
    tokenHash: hashOf(linkToken(config.secret, id)),
    channel: input.channel ?? 'other',
    delivery: input.delivery ?? null,
    topics: JSON.stringify(input.topics ?? []),
    agent: input.agent ?? '',
    team: input.team ?? '',
    conversation: input.conversation ?? null,
    customer: input.customer ?? null,
    address: input.address ?? null,
    locale: localeOf(input.locale ?? site.locale),
    state: 'created',
    reusable: input.reusable,
    test: input.test,
    createdAt: now,
    expiresAt: input.expiresAt === undefined ? null : Date.parse(input.expiresAt)
  }
}

function created(row: InvitationRow, { meaning }: Published, { config }: Inviting): InvitationView {
  const url = linkOf(row, config)
  const text = `${inLanguage(questionOf(meaning), row.locale)} ${url}`
  return {
    id: row.id,
    state: row.state as InvitationView['state'], // a column written from the same union
    ...(row.stateReason === null ? {} : { reason: row.stateReason }),
    ...(row.suppressedUntil === null ? {} : { until: new Date(row.suppressedUntil).toISOString() }),
    ...(row.dueAt === null ? {} : { dueAt: new Date(row.dueAt).toISOString() }),
    url,
    qrSvg: renderSVG(url, { border: 2 }),
    texts: Object.fromEntries(textChannels.map((channel) => [channel, text]))
  }
}

const textChannels = ['sms', 'whatsapp', 'messenger', 'instagram', 'telegram', 'line', 'wechat', 'viber', 'x', 'email'] as const
