import { randomUUID } from 'node:crypto'
import { answerOf, seeded } from './answers.js'
import { dayOf } from './fill.js'
import { spread } from './scale.js'

const seconds = 15
const perSecond = 200
const dashboards = 20
const imported = 100_000
const dayMs = 86_400_000
/** What the overview asks for, more or less. */
const overview = [
  '/scores?by=day&compare=previous',
  '/scores?by=channel',
  '/scores?by=topic',
  '/kpis?',
  '/funnel?',
  '/responses?limit=20'
]

/**
 * How long one answer and one look at `/healthz` take while nothing else goes on, while a file is imported,
 * while twenty dashboards are open.
 */
export async function measureBeside(server, made, log) {
  const rows = []
  for (const [name, begin] of Object.entries({
    nothing: () => async () => {},
    [`an import of ${imported.toLocaleString('en')} answers`]: importing,
    [`${dashboards} dashboards`]: lookingOn
  })) {
    const finish = begin(server, made)
    const { answers, looks, refused } = await sendEvenly(server, made)
    await finish()
    const answered = spread(answers)
    rows.push([
      name,
      answers.length,
      refused,
      answered.p50.toFixed(1),
      answered.p99.toFixed(1),
      spread(looks).p99.toFixed(1)
    ])
    log(rows.at(-1).join('  '))
  }
  return rows
}

/**
 * So many answers a second, each at its time whether the one before was answered or not. A server that is
 * too busy refuses, and is not asked again.
 */
async function sendEvenly({ port, key }, { survey }) {
  const below = seeded(40)
  const answers = []
  const looks = []
  const under = []
  let refused = 0
  const start = performance.now()
  for (let sent = 0; sent < seconds * perSecond; sent++) {
    const due = start + (1000 * sent) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const body = JSON.stringify(answerOf(survey, randomUUID(), below))
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    under.push(
      timed(
        answers,
        due,
        fetch(`http://127.0.0.1:${port}/api/v1/responses`, { method: 'POST', headers, body })
      )
    )
    if (sent % 10 === 0)
      under.push(timed(looks, performance.now(), fetch(`http://127.0.0.1:${port}/healthz`)))
  }
  await Promise.all(under)
  return { answers, looks, refused }

  async function timed(times, since, sent) {
    const response = await sent
    await response.arrayBuffer()
    if (response.status === 503) refused += 1
    else if (!response.ok) throw new Error(`instead of an answer: ${response.status}`)
    else times.push(performance.now() - since)
  }
}

function importing({ upload }, { survey, last }) {
  const below = seeded(50)
  const rows = Array.from({ length: imported }, (_, index) => {
    const {
      rating,
      topics: [topic],
      channel,
      agent,
      team
    } = answerOf('', '', below)
    const answeredAt = new Date(Date.parse(last) - below(700) * dayMs).toISOString()
    return [`import-${index}`, rating, answeredAt, channel, topic, agent, team].join(',')
  })
  const columns = ['externalId', 'rating', 'answeredAt', 'channel', 'topics', 'agent', 'team']
  const mapping = { ...Object.fromEntries(columns.map((column) => [column, column])), topics: ['topics'] }
  const under = upload(
    '/imports',
    { survey, source: 'csv', mapping: JSON.stringify(mapping) },
    [columns.join(','), ...rows].join('\n')
  )
  return () => under
}

function lookingOn({ request }, { survey, last }) {
  let isOpen = true
  const under = Array.from({ length: dashboards }, async (_, index) => {
    for (let turn = 0; isOpen; turn++) {
      const period = `survey=${survey}&from=${dayOf(Date.parse(last) - (100 + ((index + turn * dashboards) % 500)) * dayMs)}&to=${last}`
      await Promise.all(overview.map((path) => request(`${path}&${period}`)))
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  })
  return async () => {
    isOpen = false
    await Promise.all(under)
  }
}
