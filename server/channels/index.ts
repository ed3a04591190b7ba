import type { Channel } from './channel'
import { email } from './email'
import { instagram } from './instagram'
import { line } from './line'
import { messenger } from './messenger'
import { smsGateway } from './sms-gateway'
import { smsTwilio } from './sms-twilio'
import { telegram } from './telegram'
import { viber } from './viber'
import { wechat } from './wechat'
import { whatsapp } from './whatsapp'
import { x } from './x'

/** A channel whose settings are whatever its own schema parsed. */
export type AnyChannel = Omit<Channel<unknown>, 'secrets'> & { secrets: readonly string[] }

/** Every kind of connector there is. */
const registered = [any(email), any(whatsapp), any(telegram), any(messenger), any(instagram), any(line), any(viber), any(wechat), any(x), any(smsTwilio), any(smsGateway)]

const byKind = new Map(registered.map((channel) => [channel.kind, channel]))

export const channelKinds: readonly AnyChannel[] = registered

export function channelOfKind(kind: string): AnyChannel | undefined {
  return byKind.get(kind)
}

function any<S>(channel: Channel<S>): AnyChannel {
  // Settings reach a channel only after its own schema has parsed them, so it never sees any but its own.
  return channel as unknown as AnyChannel
}
