/**
 * What customers send, in a realistic spread: six channels, forty topics, fifty agents in four teams, six
 * languages, few of them common and most of them rare. The same numbers always make the same answers.
 */
const channels = spread(['whatsapp', 'web', 'voice', 'email', 'messenger', 'sms'])
const topics = spread([
  'delivery',
  'billing',
  'returns',
  'order-status',
  ...Array.from({ length: 36 }, (_, index) => `topic-${index + 5}`)
])
const agents = spread(Array.from({ length: 50 }, (_, index) => `agent-${index + 1}`))
const locales = spread(['en', 'ur', 'ar', 'es', 'zh', 'fr'])
const ratings = [1, 1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5]
/** One in five answers has one, of some eighty letters. */
const comments = [
  'Quick and friendly, thank you. I had asked about the same parcel twice before that.',
  'It took three messages until somebody understood what I meant, and then it was easy.',
  'Sorted in five minutes by somebody who had read what I wrote before, which is rare.'
]

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
    ...(below(5) === 0 ? { comment: comments[below(comments.length)] } : {}),
    ...more
  }
}

/** The first half as often again as the next, and so on: what is common is common by far. */
function spread(values) {
  return values.flatMap((value, index) => Array(Math.ceil(12 / (index + 1))).fill(value))
}
