/**
 * What customers send, in a realistic spread: ten channels, ten topics, fourteen agents in four teams, six languages, few of
 * them common and most of them rare. The same numbers always make the same answers.
 */
const channels = spread(['whatsapp', 'web', 'voice', 'email', 'messenger', 'instagram', 'sms', 'telegram', 'line', 'in_person'])
const topics = spread(['delivery', 'billing', 'returns', 'order-status', 'product-advice', 'account', 'refund', 'technical', 'loyalty', 'gift-wrapping'])
const agents = spread(Array.from({ length: 14 }, (_, index) => `agent-${index + 1}`))
const locales = spread(['en', 'ur', 'ar', 'es', 'zh', 'fr'])
const ratings = [1, 1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5]
const comments = ['Quick and friendly, thank you.', 'It took three messages until somebody understood what I meant.', 'Sorted in five minutes.']

/** A generator of numbers below `limit`; mulberry32, so that a seed says all. */
export function seeded(seed) {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** One answer; `more` is added to it, such as when it was given. */
export function answerOf(survey, id, below, more = {}) {
  const agent = agents[below(agents.length)]
  return {
    id,
    survey,
    rating: ratings[below(ratings.length)],
    channel: channels[below(channels.length)],
    topics: [topics[below(topics.length)]],
    agent,
    team: `team-${Number(agent.slice(6)) % 4}`,
    locale: locales[below(locales.length)],
    conversation: `c-${id}`,
    ...(below(4) === 0 ? { comment: comments[below(comments.length)] } : {}),
    ...more
  }
}

/** One who was asked and mostly did not answer, as the columns of a file; answers come a minute later. */
export function invitationOf(id, below, sentAt) {
  const { rating, topics: [topics], channel, agent, team, locale } = answerOf('', id, below)
  const isAnswered = below(7) === 0
  const answeredAt = isAnswered ? new Date(sentAt.getTime() + 60_000).toISOString() : ''
  return { externalId: id, rating: isAnswered ? rating : '', sentAt: sentAt.toISOString(), answeredAt, channel, topics, agent, team, locale }
}

/** The first half as often again as the next, and so on: what is common is common by far. */
function spread(values) {
  return values.flatMap((value, index) => Array(Math.ceil(12 / (index + 1))).fill(value))
}
