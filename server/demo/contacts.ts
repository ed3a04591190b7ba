import { drawAttributes } from './attributes'
import { commentOn } from './comments'
import type { HandledBy } from './handlers'
import { drawHandler } from './handlers'
import type { Random } from './random'
import type { Agent, Channel, Language, Topic } from './world'
import { agents, channels, languages, lateParcels, shopBot, topics, training, usualLogOdds } from './world'

/** One conversation with a customer of the demo's shop, and what came of asking how it went. */
export type Contact = {
  openedAt: number
  firstResponseAt: number
  resolvedAt: number
  handleSeconds: number
  channel: Channel
  topics: Topic[]
  agent: string
  team: string
  handled: HandledBy
  /** As they are kept. */
  attributes: string | null
  language: Language
  customer: string
  /** Missing when the customer did not answer. */
  answer?: { rating: number; comment: string | null; answeredAt: number }
}

const hourMs = 3_600_000
const customersOfTheShop = 9_000
/** Busy before noon and in the early evening, in the shop's own time. */
const hours = {
  8: 3,
  9: 6,
  10: 9,
  11: 9,
  12: 7,
  13: 5,
  14: 6,
  15: 6,
  16: 7,
  17: 8,
  18: 8,
  19: 6,
  20: 4,
  21: 2
}

/**
 * The contacts of one day (`midnight` is its first instant), which lies at `through` (0 to 1) of the demo's
 * year. `handling` throws who handled them, `ordering` which orders they were about.
 */
export function contactsOf(day: Day, count: number, dice: Dice): Contact[] {
  return Array.from({ length: count }, () => contact(day, dice))
}

type Day = { day: string; midnight: number; through: number }
type Dice = { random: Random; handling: Random; ordering: Random }

function contact({ day, midnight, through }: Day, { random, handling, ordering }: Dice): Contact {
  const topic = random.weighted(topicShares)
  const channel = random.weighted<Channel>(topics[topic].channels)
  const second = random.chance(0.07) ? random.weighted(topicShares) : topic
  const agent = agentFor(channel, through, random)
  const openedAt = midnight + (Number(random.weighted(hours)) + random.even()) * hourMs
  const firstReplyMs = random.skewed(channels[channel].firstReplySeconds, 0.8) * 1000
  const handleSeconds = Math.round(
    random.skewed(channel === 'voice' ? 420 : 260, 0.5) * (topics[topic].effect < -0.5 ? 1.5 : 1)
  )
  const resolvedAt = openedAt + firstReplyMs + handleSeconds * 1000 * random.skewed(2, 0.7)
  const waited = Math.log(firstReplyMs / 1000 / channels[channel].firstReplySeconds)
  const contentChance = chanceOf(logOdds({ day, topic, channel, agent, through }) - 0.22 * waited)
  const isContent = random.chance(contentChance)
  const content = { isContent, chance: contentChance }
  const handled = drawHandler({ topic, channel, through }, content, handling)
  const language = random.weighted(languages)
  const made = {
    openedAt: Math.round(openedAt),
    firstResponseAt: Math.round(openedAt + firstReplyMs),
    resolvedAt: Math.round(resolvedAt),
    handleSeconds,
    channel,
    topics: [...new Set([topic, second])],
    agent: handled.handledBy === 'bot' ? shopBot.name : agent.name,
    team: agent.team,
    handled,
    attributes: drawAttributes(topic, content, ordering),
    language,
    customer: `customer-${Math.floor(random.even() ** 1.6 * customersOfTheShop)}`
  }
  // The unhappy answer a little more often: that, too, is as it is in life.
  if (!random.chance(channels[channel].answerRate * (isContent ? 1 : 1.12))) return made
  const rating = isContent ? (random.chance(0.68) ? 5 : 4) : Number(random.weighted({ 3: 40, 2: 25, 1: 35 }))
  const comment = random.chance(isContent ? 0.19 : 0.42)
    ? commentOn(topic, language, isContent, random)
    : null
  return {
    ...made,
    answer: { rating, comment, answeredAt: Math.round(resolvedAt + random.skewed(6 * 60_000, 1.4)) }
  }
}

type Circumstances = { day: string; topic: Topic; channel: Channel; agent: Agent; through: number }

function logOdds({ day, topic, channel, agent, through }: Circumstances): number {
  const trained = topic === training.topic && agent.team === training.team && through >= training.from
  const late =
    topic === lateParcels.topic && (lateParcels.months as readonly string[]).includes(day.slice(5, 7))
  return (
    usualLogOdds +
    topics[topic].effect +
    channels[channel].effect +
    agent.effect +
    (trained ? training.effect : 0) +
    (late ? lateParcels.effect : 0)
  )
}

function chanceOf(logOdds: number) {
  return 1 / (1 + Math.exp(-logOdds))
}

function agentFor(channel: Channel, through: number, random: Random): Agent {
  const there = agents.filter(({ team, from }) => team === channels[channel].team && through >= from)
  const name = random.weighted(Object.fromEntries(there.map((agent) => [agent.name, agent.share])))
  return there.find((agent) => agent.name === name) ?? agents[0]
}

// `Object.entries` forgets that the keys are topics.
const topicShares = Object.fromEntries(
  Object.entries(topics).map(([topic, { share }]) => [topic, share])
) as Record<Topic, number>
