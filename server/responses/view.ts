import { attributesIn } from '../attributes/declared'
import { ratingOf, scaleOf } from '../contract/rating-steps'
import type { ResponseView } from '../contract/responses'
import type { ResponseRow, VersionRow } from '../db/rows'
import { readable } from '../db/vault'
import type { TagSet } from '../tags/tag-set'

/** One answer as the API shows it, with what it meant when it was given. */
export function responseViewOf(row: ResponseRow, tagSet: TagSet, meaning: VersionRow): ResponseView {
  return {
    id: row.id,
    survey: row.surveyId,
    rating: ratingOf(row.rating, meaning),
    metric: meaning.metric,
    scale: scaleOf(meaning),
    satisfiedFrom: ratingOf(meaning.satisfiedFrom, meaning),
    direction: meaning.direction,
    version: row.version,
    comment: row.comment,
    // written by storeAnswers
    answers: row.answers === null ? {} : (JSON.parse(row.answers) as ResponseView['answers']),
    channel: tagSet.channel,
    topics: tagSet.topics,
    agent: tagSet.agent || null,
    team: tagSet.team || null,
    handledBy: tagSet.handler || null,
    bot: tagSet.bot || null,
    attributes: attributesIn(row.attributes),
    locale: tagSet.locale || null,
    surface: tagSet.surface,
    delivery: row.delivery,
    conversation: row.conversation,
    customer: readable(row.customer),
    pageUrl: row.pageUrl,
    invitation: row.invitationId,
    standing: row.standing,
    claimed: claimedOf(row),
    state: row.state,
    stateReason: row.stateReason,
    answeredAt: new Date(row.answeredAt).toISOString(),
    answeredOn: row.answeredOn,
    receivedAt: new Date(row.receivedAt).toISOString(),
    editedAt: row.editedAt === null ? null : new Date(row.editedAt).toISOString()
  }
}

/** What was merely claimed of an answer. */
function claimedOf({ claimed }: Pick<ResponseRow, 'claimed'>): ResponseView['claimed'] {
  return (claimed?.split(',') ?? []) as ResponseView['claimed'] // written by acceptAnswer from these names
}
