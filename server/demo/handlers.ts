import type { WhoHandled } from '../contract/terms'
import type { Content } from './likely'
import { likely } from './likely'
import type { Random } from './random'
import type { Channel, Topic } from './world'
import { shopBot } from './world'

/** Who handled a contact, whether anybody says so, and the bot that had a part in it. */
export type HandledBy = { handledBy: WhoHandled; isTold: boolean; bot: string | null }

/** Where nobody says who handled it. */
const silent: readonly Channel[] = ['telegram', 'in_person']

/** Who handled a contact. */
export function drawHandler(
  { topic, channel, through }: { topic: Topic; channel: Channel; through: number },
  content: Content,
  random: Random
): HandledBy {
  const isTold = !silent.includes(channel)
  const { share = 0, keeps = 0, effect = 0 } = through < shopBot.from ? {} : (shopBot.topics[topic] ?? {})
  const begins = (shopBot.channels as readonly Channel[]).includes(channel) ? share : 0
  const handledBy = random.weighted<WhoHandled>({
    person: likely(content, 1 - begins, 0),
    bot: likely(content, begins * keeps, effect),
    'bot-then-person': likely(content, begins * (1 - keeps), shopBot.handOver)
  })
  return { handledBy, isTold, bot: handledBy === 'person' ? null : shopBot.name }
}
