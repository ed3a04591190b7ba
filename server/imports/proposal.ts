import type { Metric } from '../contract/terms'
import { problem } from '../problem'
import type { Mapping, MappingInput } from './mapping'
import { named } from './mapping'

/** What exports of helpdesks and survey tools call things, most telling first; `_` stands for anything between words. */
const synonyms = {
  rating: ['rating', 'score', 'survey_score', 'csat_score', 'nps_score', 'ces_score', 'star_rating', 'csat', 'nps', 'ces', 'raw_score', 'satisfaction', 'value'],
  comment: ['comment', 'comments', 'feedback', 'remark', 'remarks', 'customer_remarks', 'body_text', 'verbatim', 'text'],
  answeredAt: ['answered_at', 'responded_at', 'survey_response_date', 'response_received_at', 'scored_datetime', 'recorded_at', 'survey_date', 'timestamp', 'created_at', 'date'],
  sentAt: ['sent_at', 'request_sent_at', 'sent_datetime'],
  channel: ['channel', 'channel_name', 'medium', 'source', 'via'],
  topics: ['topics', 'tags', 'labels', 'topic', 'reason', 'category'],
  agent: ['agent', 'agent_name', 'assignee', 'teammate', 'employee_email', 'agent_id', 'assignee_id'],
  team: ['team', 'team_name', 'group', 'supervisor', 'team_leader'],
  customer: ['customer', 'customer_id', 'contact_id', 'requester_id', 'end_user_id'],
  locale: ['locale', 'language'],
  externalId: ['id', 'response_id', 'survey_response_id', 'external_id', 'unique_id', 'request_id'],
  conversationId: ['conversation_id', 'ticket_id', 'interaction_id', 'ext_interaction_id', 'case_id']
} as const

/** Columns that name several topics in one cell. */
const plurals = new Set(['topics', 'tags', 'labels'])

/** The mapping that the names of the columns suggest; without a rating where no name does. */
export function proposeMapping(header: readonly string[], metric: Metric): MappingInput {
  const slugs = header.map((name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, ''))
  const find = (names: readonly string[]) => {
    const slug = names.find((name) => slugs.indexOf(name) >= 0 && slugs.indexOf(name) === slugs.lastIndexOf(name))
    return slug === undefined ? undefined : header[slugs.indexOf(slug)]
  }
  const rating = find([`${metric}_score`, metric, ...synonyms.rating])
  const topic = find(synonyms.topics)
  const conversationId = find(synonyms.conversationId)
  const plain = (['comment', 'answeredAt', 'sentAt', 'channel', 'agent', 'team', 'customer', 'locale', 'externalId'] as const).flatMap((part) => {
    const column = find(synonyms[part])
    return column === undefined ? [] : [[part, column]]
  })
  return {
    ...(rating === undefined ? {} : { rating }),
    ...Object.fromEntries(plain),
    ...(topic === undefined ? {} : { topics: [plurals.has(topic.toLowerCase()) ? { column: topic, split: true } : topic] }),
    ...(conversationId === undefined ? {} : { conversation: { id: conversationId } })
  }
}

/**
 * The mapping to use: the one that was given as it is, with the rating found for it where it says none, or else what the
 * names of the columns suggest. `suggested` is what they suggest for parts that the given mapping leaves out.
 */
export function completeMapping(header: readonly string[], metric: Metric, given: MappingInput | undefined): { mapping: Mapping; suggested: MappingInput } {
  const { rating: proposedRating, ...proposed } = proposeMapping(header, metric)
  const rating = given?.rating ?? proposedRating
  if (rating === undefined) throw problem('invalid', `No column looks like a rating; name it as {"rating": "…"} in the mapping. The columns are: ${named(header)}.`, 'mapping.rating')
  if (!given) return { mapping: { rating, ...proposed }, suggested: {} }
  const suggested = Object.fromEntries(Object.entries(proposed).filter(([part]) => !(part in given)))
  return { mapping: { ...given, rating }, suggested }
}
