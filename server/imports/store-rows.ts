import { and, eq, inArray } from 'drizzle-orm'
import type { Companion } from '../conversations/conversations'
import { keepConversations } from '../conversations/conversations'
import type { Database, Handle } from '../db/database'
import type { InvitationRow } from '../db/rows'
import { untouched } from '../invitations/invitation'
import { ofProgram } from '../responses/accept'
import type { Answer } from '../responses/answer'
import { subjectOf } from '../responses/list'
import { storeAnswers } from '../responses/store'
import { hashOf } from '../secrets/ids'
import { channelOf, slugOf } from '../tags/channel-names'
import { personKeyOf } from '../tags/names'
import { sentTagsOf, tagsOf } from '../tags/tags'
import { dayIn } from '../time/days'
import type { Before, Fill, Place } from './fill'
import { fillAnswers, fillInvitations, fillOf } from './fill'
import { askedAt, isOfMeaning } from './identity'
import type { Interaction } from './interaction'
import type { ImportRow } from './read-row'

/**
 * What became of a row. `same`: it was there already; `filled`: what was there already got what was empty
 * in it, or was read wrongly; `locked`: it was there with another answer, which is to stay.
 */
export type Outcome = 'accepted' | 'changed' | 'same' | 'filled' | 'unanswered' | 'locked'

const hourMs = 3_600_000

/**
 * Keeps rows with different keys, and says of each what became of it. Answers become responses; where the
 * file says who was asked, everybody in it gets an invitation, so that answered and asked can be counted
 * alike. A row that is there already is left alone, unless the answer in it is another one. A dry run
 * looks, and keeps nothing.
 */
export async function storeRows(
  database: Database,
  place: Place,
  rows: readonly ImportRow[],
  now: number
): Promise<Outcome[]> {
  const before = await lookUp(database, place, rows, now)
  const fills = fillsOf(rows, before, place)
  const outcomes = rows.map((row) => outcomeOf(row, before, fills.get(row)))
  if (place.dryRun) return outcomes
  const fresh = rows.filter(
    (_row, index) => outcomes[index] === 'accepted' || outcomes[index] === 'unanswered'
  )
  const interactions = rows.flatMap((row) =>
    row.conversation && says(row.conversation) ? [{ ...row, conversation: row.conversation }] : []
  )
  await database.atomically(function* (handle) {
    const invitations = place.invites
      ? fresh.map((row) => ({
          ...invitationOf(row, place, now),
          customerHash: database.vault.hash(place.site.id, row.customer)
        }))
      : []
    yield* database.insertRows(handle, {
      table: database.tables.invitation,
      rows: invitations,
      onConflict: 'on conflict do nothing'
    })
    yield* keepInteractions(handle, database, interactions, { siteId: place.site.id, now })
    yield* fillInvitations(handle, database, place, [...fills.values()])
  })
  if (fills.size > 0) await fillAnswers(database, place, [...fills.values()], now)
  const answered = rows.flatMap((row, index) =>
    row.rating !== null && (outcomes[index] === 'accepted' || outcomes[index] === 'changed')
      ? [{ ...row, rating: row.rating }]
      : []
  )
  if (answered.length === 0) return outcomes
  const stored = await storeAnswers(
    database,
    answered.map((row) => answerOf(row, place, before, now)),
    now
  )
  // Another process may have imported the same rows since the look-up: what the store says is what happened.
  const happened = new Map(stored.map(({ outcome, row }) => [row.id, outcomeFrom[outcome]]))
  return rows.map((row, index) => happened.get(row.key) ?? outcomes[index] ?? 'same')
}

const outcomeFrom = { created: 'accepted', edited: 'changed', unchanged: 'same', locked: 'locked' } as const

type There = Before & { rating: number; invitationId: string | null; mayChange: boolean; isErased: boolean }
type Known = { answers: Map<string, There>; invited: Map<string, Before>; retagged: ReadonlySet<string> }

async function lookUp(
  database: Database,
  { row: survey, site }: Place,
  rows: readonly ImportRow[],
  now: number
): Promise<Known> {
  const {
    tables: { response, invitation, tagSet, audit },
    handle
  } = database
  const keys = rows.map(({ key }) => key)
  const answers = await handle
    .select({ response, tagSet })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(and(eq(response.surveyId, survey.id), inArray(response.id, keys)))
  const { externalId, channel, topics, agent, team, locale, customer, conversation, handledBy, bot } =
    invitation
  const invitations = await handle
    .select({
      key: externalId,
      channel,
      topics,
      agent,
      team,
      locale,
      customer,
      conversation,
      handler: handledBy,
      bot,
      attributes: invitation.attributes
    })
    .from(invitation)
    .where(and(eq(invitation.surveyId, survey.id), inArray(externalId, keys)))
  const subjects = answers.map((row) => subjectOf(survey.id, row.response.id))
  const changed =
    subjects.length === 0
      ? []
      : await handle
          .select({ subject: audit.subject })
          .from(audit)
          .where(
            and(
              eq(audit.siteId, site.id),
              inArray(audit.subject, subjects),
              eq(audit.action, 'response-tags-changed')
            )
          )
  return {
    answers: new Map(
      answers.map(
        ({
          response: {
            id,
            rating,
            comment,
            invitationId,
            receivedAt,
            erasedAt,
            customer,
            conversation,
            attributes
          },
          tagSet: tags
        }) => {
          const mayChange = now - receivedAt <= survey.editWindowHours * hourMs
          return [
            id,
            {
              rating,
              comment,
              invitationId,
              mayChange,
              isErased: erasedAt !== null,
              customer,
              conversation,
              attributes,
              tags: sentTagsOf(tags)
            }
          ]
        }
      )
    ),
    invited: new Map(
      invitations.flatMap(({ key, customer, conversation, attributes, topics, ...tags }) => {
        // written by invitationOf
        const sent = { ...tags, topics: JSON.parse(topics) as string[], surface: 'import' as const }
        return key === null
          ? []
          : [
              [
                key,
                { comment: null, customer, conversation, attributes, tags: tagsOf(site.id, sent).tagSet }
              ] as const
            ]
      })
    ),
    retagged: new Set(changed.map(({ subject }) => subject))
  }
}

/**
 * What rows say beyond what is kept of them. What a manager set right stays so, and what somebody had
 * erased stays away.
 */
function fillsOf(
  rows: readonly ImportRow[],
  { answers, invited, retagged }: Known,
  { row: survey, site }: Place
): Map<ImportRow, Fill> {
  const fills = new Map<ImportRow, Fill>()
  for (const row of rows) {
    const answer = answers.get(row.key)
    const before = answer ?? (row.rating === null ? invited.get(row.key) : undefined)
    const isOther = answer !== undefined && (answer.isErased || answer.rating !== row.rating)
    if (!before || isOther) continue
    const fill = fillOf(site.id, row, before, {
      mayMend: answer?.mayChange === true && !isOfMeaning(row.key),
      mayTag: !retagged.has(subjectOf(survey.id, row.key))
    })
    if (fill) fills.set(row, fill)
  }
  return fills
}

function outcomeOf(
  { key, rating, comment }: ImportRow,
  { answers, invited }: Known,
  fill: Fill | undefined
): Outcome {
  const answer = answers.get(key)
  if (rating === null) return answer || invited.has(key) ? (fill ? 'filled' : 'same') : 'unanswered'
  if (!answer) return 'accepted'
  const isSame =
    answer.rating === rating && (answer.isErased || answer.comment === (comment ?? answer.comment))
  if (isSame || fill?.comment !== undefined) return fill ? 'filled' : 'same'
  return answer.mayChange ? 'changed' : 'locked'
}

function answerOf(
  row: ImportRow & { rating: number },
  { row: survey, meaning, site, invites }: Place,
  { answers, invited }: Known,
  now: number
): Answer {
  const answeredAt = row.answeredAt ?? now
  const known = answers.get(row.key)
  return {
    surveyId: survey.id,
    siteId: site.id,
    version: meaning.version,
    id: row.key,
    rating: row.rating,
    comment: row.comment,
    answers: {},
    tags: row.tags,
    attributes: row.attributes,
    customer: row.customer,
    conversation: row.conversation?.id ?? null,
    delivery: null,
    pageUrl: null,
    invitationId: known
      ? known.invitationId
      : invites || invited.has(row.key)
        ? invitationIdOf(survey.id, row.key)
        : null,
    state: 'counted',
    stateReason: null,
    answeredAt,
    answeredOn: dayIn(site.timeZone, answeredAt),
    ...ofProgram,
    actor: 'import',
    editWindowMs: survey.editWindowHours * hourMs
  }
}

function invitationOf(row: ImportRow, { row: survey, site }: Place, now: number): InvitationRow {
  const sentAt = askedAt(row) ?? now
  return {
    ...untouched,
    id: invitationIdOf(survey.id, row.key),
    siteId: site.id,
    surveyId: survey.id,
    externalId: row.key,
    channel: row.tags.channel,
    topics: JSON.stringify(row.tags.topics),
    agent: personKeyOf(row.tags.agent),
    team: personKeyOf(row.tags.team),
    handledBy: row.tags.handler ?? '',
    bot: personKeyOf(row.tags.bot ?? ''),
    attributes: row.attributes,
    conversation: row.conversation?.id ?? null,
    customer: row.customer,
    locale: row.tags.locale,
    state: 'sent',
    createdAt: sentAt,
    sentAt,
    answeredAt: row.rating === null ? null : (row.answeredAt ?? now)
  }
}

/** The same row has the same invitation, also when two processes import it at once. */
function invitationIdOf(surveyId: string, key: string) {
  return `inv_${hashOf(`${surveyId}\0${key}`).slice(0, 22)}`
}

function says({ id: _id, ...said }: Interaction) {
  return Object.values(said).some((part) => part !== null)
}

/**
 * Adds what the rows say of their conversations to what is known of them; what they do not say stays as it
 * was.
 */
function* keepInteractions(
  handle: Handle,
  database: Database,
  rows: readonly (ImportRow & { conversation: Interaction })[],
  { siteId, now }: { siteId: string; now: number }
) {
  const values = rows.map(({ conversation: { id, ...times }, tags, attributes, customer }) => {
    const topics = tags.topics.length > 0 ? JSON.stringify(tags.topics.map(slugOf)) : null
    const said = {
      ...times,
      channel: channelOf(tags.channel) || null,
      agent: tags.agent || null,
      team: tags.team || null,
      handledBy: tags.handler || null,
      bot: tags.bot || null,
      topics,
      attributes,
      customer
    }
    return { id, known: Object.fromEntries(Object.entries(said).filter(([, part]) => part !== null)) }
  })
  // Several rows may be about one conversation.
  const merged = new Map<string, Companion>()
  for (const { id, known } of values) merged.set(id, { ...merged.get(id), ...known })
  yield* keepConversations(handle, database, merged, { siteId, now })
}
