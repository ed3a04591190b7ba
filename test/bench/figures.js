import { answerOf, invitationOf, seeded } from './answers.js'
import { startHearback } from './servers.js'

const few = 10_000
const many = 1_000_000
const days = 730
const dayMs = 86_400_000
const minuteMs = 60_000
/** So many answers come from one customer, more or less. */
const answersEach = 3
const perRequest = 1_000
const perFile = 50_000
const requestsAtOnce = 4
const asked = 60

const figures = {
  'by channel, with the year before': '/scores?by=channel&compare=previous',
  'by topic, with the year before': '/scores?by=topic&compare=previous',
  'by day': '/scores?by=day',
  'topics × channels': '/scores/matrix?rows=topic&columns=channel',
  'topics against the rest': '/topics?',
  'channels like for like': '/channels?',
  'agents against their own mix': '/agents?',
  'channels of one agent': '/channels?agent=agent-3',
  'control chart by week': '/scores/control?by=week',
  'score by waiting time': '/scores/waiting?',
  'what moves the rating': '/drivers?',
  'service by channel': '/kpis?by=channel',
  'service by agent, of one channel': '/kpis?by=agent&channel=whatsapp',
  'funnel of all': '/funnel?',
  'funnel by channel, with the year before': '/funnel?by=channel&compare=previous',
  'funnel of one agent, by topic': '/funnel?by=topic&agent=agent-3',
  'funnel of one channel, topic, agent and language': '/funnel?channel=whatsapp&topic=billing&agent=agent-3&locale=en',
  'funnel of one channel, topic and language, by agent': '/funnel?by=agent&channel=whatsapp&topic=billing&locale=en',
  'channels of one topic, agent, team and language': '/channels?topic=billing&agent=agent-3&team=team-3&locale=en',
  'topics × channels of one agent and language': '/scores/matrix?rows=topic&columns=channel&agent=agent-3&locale=en',
  'words that mark answers': '/words?',
  'one channel, topic, agent and language': '/scores?channel=whatsapp&topic=billing&agent=agent-3&locale=en',
  'topics of one channel, agent, team and language': '/topics?channel=whatsapp&agent=agent-3&team=team-3&locale=en',
  'agents of one channel, topic, team and language': '/agents?channel=whatsapp&topic=billing&team=team-3&locale=en',
  'service of one channel, topic, agent and team': '/kpis?channel=whatsapp&topic=billing&agent=agent-3&team=team-3',
  'service of one channel, topic, agent and language': '/kpis?channel=whatsapp&topic=billing&agent=agent-3&locale=en',
  'waiting of one channel, topic, agent and language': '/scores/waiting?channel=whatsapp&topic=billing&agent=agent-3&locale=en',
  'drivers of one channel, topic, agent and language': '/drivers?channel=whatsapp&topic=billing&agent=agent-3&locale=en',
  'words of one channel, topic, agent and language': '/words?channel=whatsapp&topic=billing&agent=agent-3&locale=en',
  'one channel, topic and agent, by month': '/scores?by=month&channel=whatsapp&topic=billing&agent=agent-3'
}

/** Asks the same figures of a small and of a large database in turn. Rows of times, and how long storing the answers took. */
export async function measureFigures(databases, log) {
  const rows = []
  const fills = []
  const last = new Date().toISOString().slice(0, 10)
  // Each time another one: what was asked before is remembered for as long as nothing changes.
  const periodOf = (turn) => `from=${dayBefore(last, days / 2 - 1 - turn)}&to=${last}`
  for (const { name, fresh } of databases) {
    const small = await startHearback(await fresh('few'))
    const large = await startHearback(await fresh('many'))
    await fill(small, few, last)
    await invite(small, few, last)
    const start = performance.now()
    await fill(large, many, last, (done) => log(`${name}: ${done.toLocaleString('en')} answers stored`))
    fills.push({ name, answers: many, seconds: (performance.now() - start) / 1000 })
    await invite(large, many, last, (done) => log(`${name}: ${done.toLocaleString('en')} invitations imported`))
    for (const [figure, path] of Object.entries(figures)) {
      const times = { small: [], large: [] }
      for (let turn = 0; turn < asked; turn++) {
        times.small.push(await timed(small, path, periodOf(turn)))
        times.large.push(await timed(large, path, periodOf(turn)))
      }
      const at = (side, share) => times[side].toSorted((a, b) => a - b)[Math.floor(share * asked)]
      const cells = [0.5, 0.95].flatMap((share) => [at('small', share).toFixed(1), at('large', share).toFixed(1), `${(at('large', share) / at('small', share)).toFixed(1)} ×`])
      rows.push([name, figure, ...cells])
      log(`${name}: ${figure}: ${cells.join('  ')}`)
    }
    await Promise.all([small.stop(), large.stop()])
  }
  return { rows, fills }
}

async function timed({ request, survey }, path, period) {
  const start = performance.now()
  await request(`${path}&survey=${survey}&${period}`)
  return performance.now() - start
}

/** Stores answers evenly over the days, oldest first, as they would have come in, and what is known of their conversations. */
async function fill({ request, survey }, count, last, progress = () => {}) {
  const below = seeded(20)
  const start = Date.parse(dayBefore(last, days - 1))
  let next = 0
  let stored = 0
  async function sender() {
    while (next < count) {
      const from = next
      next = Math.min(count, from + perRequest)
      const responses = Array.from({ length: next - from }, (_, index) => answerAt(from + index))
      const { results } = await request('/responses/batch', { responses })
      const refused = results.find(({ status }) => status !== 201)
      if (refused) throw new Error(`an answer was refused: ${JSON.stringify(refused)}`)
      await request('/conversations/batch', { conversations: responses.map(conversationOf) })
      stored += responses.length
      if (stored % 100_000 === 0) progress(stored)
    }
  }
  function answerAt(index) {
    const answeredAt = new Date(start + Math.floor((index / count) * days * dayMs)).toISOString()
    const customer = `customer-${below(Math.ceil(count / answersEach))}`
    const answers = below(3) === 0 ? { answers: { person: 1 + below(5), speed: 1 + below(5) } } : {}
    return answerOf(survey, `bench-${index.toString().padStart(9, '0')}`, below, { answeredAt, customer, ...answers })
  }
  /** Most customers wait for some minutes, and some for a day. */
  function conversationOf({ conversation: id, channel, agent, team, topics, customer, answeredAt }) {
    const before = (minutes) => new Date(Date.parse(answeredAt) - minutes * minuteMs).toISOString()
    const wait = below(10) === 0 ? below(1_440) : below(30)
    const times = { openedAt: before(wait + 60), firstResponseAt: before(60), resolvedAt: before(30), handleSeconds: 60 + below(900) }
    return { id, channel, agent, team, topics, customer, ...times, resolvedOnFirstContact: below(4) > 0 }
  }
  await Promise.all(Array.from({ length: requestsAtOnce }, sender))
}

/**
 * Brings in as many invitations over the same days, a seventh of them answered, by the files of a tool from before: made one by one
 * they would all be of today. Then the funnel is asked once, so that what the server counts in the background is counted.
 */
async function invite({ request, upload, survey }, count, last, progress = () => {}) {
  const below = seeded(30)
  const start = Date.parse(dayBefore(last, days - 1))
  for (let from = 0; from < count; from += perFile) {
    const indices = Array.from({ length: Math.min(perFile, count - from) }, (_, index) => from + index)
    const rows = indices.map((index) => invitationOf(`asked-${index}`, below, new Date(start + Math.floor((index / count) * days * dayMs))))
    const mapping = { ...Object.fromEntries(Object.keys(rows[0]).map((part) => [part, part])), topics: ['topics'] }
    const { counts } = await upload('/imports', { survey, source: 'csv', mapping: JSON.stringify(mapping) }, csv(rows))
    if (counts.accepted + counts.unanswered !== rows.length) throw new Error(`invitations were refused: ${JSON.stringify(counts)}`)
    progress(from + rows.length)
  }
  await request(`/funnel?survey=${survey}&from=${dayBefore(last, days / 2 - 1)}&to=${last}`)
}

function csv(rows) {
  return [Object.keys(rows[0]), ...rows.map(Object.values)].map((cells) => cells.join(',')).join('\n')
}

function dayBefore(day, count) {
  return new Date(Date.parse(day) - count * dayMs).toISOString().slice(0, 10)
}
