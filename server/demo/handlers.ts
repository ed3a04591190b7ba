import type { WhoHandled } from '../contract/terms'
import type { Random } from './random'
import type { Channel, Topic } from './world'
import { bot } from './world'

/** Who handled a contact, whether anybody says so, and the bot that had a part in it. */
export type HandledBy = { handledBy: WhoHandled; isTold: boolean; bot: string | null }

/** Where nobody says who handled it. */
const silent: readonly Channel[] = ['telegram', 'in_person']

/**
 * Who handled a contact of which it is known whether the customer was content, and how likely that was: who is
 * content was handled by whoever makes it likelier. So nothing but this is thrown for it, and nobody's answer
 * is another one because there is a bot.
 */
export function handlerOf(
  { topic, channel, through }: { topic: Topic; channel: Channel; through: number },
  { isContent, chance }: { isContent: boolean; chance: number },
  random: Random
): HandledBy {
  const isTold = !silent.includes(channel)
  const { share = 0, keeps = 0, effect = 0 } = through < bot.from ? {} : (bot.topics[topic] ?? {})
  const begins = (bot.channels as readonly Channel[]).includes(channel) ? share : 0
  const likely = (usual: number, effect: number) => {
    const odds = (chance / (1 - chance)) * Math.exp(effect)
    return usual * (isContent ? odds / (1 + odds) : 1 / (1 + odds))
  }
  const handledBy = random.weighted<WhoHandled>({
    person: likely(1 - begins, 0),
    bot: likely(begins * keeps, effect),
    'bot-then-person': likely(begins * (1 - keeps), bot.handOver)
  })
  return { handledBy, isTold, bot: handledBy === 'person' ? null : bot.name }
}
