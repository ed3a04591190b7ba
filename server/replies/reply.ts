import { eq, inArray } from 'drizzle-orm'
import type { Act } from '../access/act'
import { actorOf, recordAudit } from '../audit/log'
import type { FollowUpView } from '../contract/follow-ups'
import { hindrances } from '../contract/follow-ups'
import { problem } from '../contract/problem'
import { unsendable } from '../contract/unsendable'
import type { Database } from '../db/database'
import { run } from '../db/database'

import type { ReplyContent } from '../delivery/reply'
import { replySaying } from '../delivery/reply'
import { lockedOne } from '../follow-ups/change'
import { noteEvent } from '../follow-ups/events'
import type { OpenFollowUp } from '../follow-ups/find'
import type { Job } from '../jobs/polling-job'
import { queueReply, replyMessage } from './message'
import type { Replying } from './way'
import { wayTo } from './way'

/** How the customer would be answered, for whoever is about to. */
export async function replyView(
  services: Replying,
  opened: OpenFollowUp,
  now: number
): Promise<NonNullable<FollowUpView['reply']>> {
  const way = await wayTo(services, { site: opened.site, answer: opened.found.answer }, now)
  return 'hindrance' in way
    ? { channel: null, connector: null, hindrance: way.hindrance }
    : { channel: way.connector.channel.label, connector: way.connector.row.name, hindrance: null }
}

/**
 * Puts a text to the customer of a follow-up into the outbox, in the commit that notes it in the history.
 * Throws `reply-impossible` where there is no way to them, and `invalid` for a text that their channel does
 * not take.
 */
export async function reply(
  services: Replying & { outbox: Job },
  opened: OpenFollowUp,
  text: string,
  { caller, now }: Act
): Promise<void> {
  const { database, config, publication } = services
  const way = await wayTo(services, { site: opened.site, answer: opened.found.answer }, now)
  if ('hindrance' in way) throw problem('reply-impossible', hindrances[way.hindrance])
  const { connector, to, by, askedBy, invitation } = way
  const { answer, followUp } = opened.found
  const published = await publication.survey(answer.surveyId)
  if (!published) throw problem('not-found')
  const row = replyMessage(way, config, now)
  const words = { to, text, key: row.id, ...(askedBy !== undefined && { askedBy }) }
  const said = connector.channel.say?.(
    replySaying(words, published, { connector, config, invitation }),
    connector.settings
  )
  if (said && 'unsendable' in said) throw problem('invalid', `${unsendable[said.unsendable]}.`, 'text')
  const content: ReplyContent = { followUp: followUp.id, by, ...(askedBy !== undefined && { askedBy }) }
  const { label } = connector.channel
  await database.atomically(function* (handle) {
    const before = yield* lockedOne(handle, database, opened)
    const updatedAt = Math.max(now, before.updatedAt + 1)
    const { followUp: table } = database.tables
    yield* run(handle.update(table).set({ updatedAt }).where(eq(table.id, before.id)))
    yield* queueReply(handle, services, row, content)
    yield* run(
      noteEvent(handle, database, before, {
        action: 'replied',
        actor: actorOf(caller),
        detail: { text, channel: label, delivery: row.id },
        at: now
      })
    )
    yield* run(
      recordAudit(handle, database, {
        siteId: before.siteId,
        caller,
        action: 'follow-up-replied',
        subject: before.id,
        detail: { name: connector.row.name, channel: label },
        at: now
      })
    )
  })
  services.outbox.wake()
}

type History = FollowUpView['history']

/** The history with what became of the messages that were sent. */
export async function withDeliveries(
  { handle, tables: { delivery } }: Database,
  history: History
): Promise<History> {
  const ids = history.flatMap(({ detail: { delivery: id } }) => (typeof id === 'string' ? [id] : []))
  if (ids.length === 0) return history
  const rows = await handle
    .select({ id: delivery.id, state: delivery.state, reason: delivery.reason })
    .from(delivery)
    .where(inArray(delivery.id, ids))
  const known = new Map(rows.map(({ id, state, reason }) => [id, { state, reason }]))
  return history.map((entry) => {
    const { delivery: id, ...detail } = entry.detail
    return typeof id === 'string'
      ? { ...entry, detail: { ...detail, message: known.get(id) ?? null } }
      : entry
  })
}
