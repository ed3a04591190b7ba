import type { Channel } from '../channels/channel'
import { email } from '../channels/email'
import { instagram } from '../channels/instagram'
import { line } from '../channels/line'
import { messenger } from '../channels/messenger'
import { smsGateway } from '../channels/sms-gateway'
import { smsTwilio } from '../channels/sms-twilio'
import { telegram } from '../channels/telegram'
import { viber } from '../channels/viber'
import { voicePbx } from '../channels/voice-pbx'
import { voiceTwilio } from '../channels/voice-twilio'
import { wechat } from '../channels/wechat'
import { whatsapp } from '../channels/whatsapp'
import { x } from '../channels/x'
import { callsTwilio } from '../helpdesks/calls-twilio'
import { chatwoot } from '../helpdesks/chatwoot'
import { freshdesk } from '../helpdesks/freshdesk'
import { front } from '../helpdesks/front'
import { generic } from '../helpdesks/generic'
import { hubspot } from '../helpdesks/hubspot'
import { intercom } from '../helpdesks/intercom'
import { zendesk } from '../helpdesks/zendesk'

/** A channel whose settings are whatever its own schema parsed. */
export type AnyChannel = Omit<Channel<unknown>, 'secrets'> & { secrets: readonly string[] }

/** Every kind of connector there is: what carries messages, and helpdesks, which also say when to ask. */
const registered = [
  any(email),
  any(whatsapp),
  any(telegram),
  any(messenger),
  any(instagram),
  any(line),
  any(viber),
  any(wechat),
  any(x),
  any(smsTwilio),
  any(smsGateway),
  any(voiceTwilio),
  any(voicePbx),
  any(chatwoot),
  any(zendesk),
  any(intercom),
  any(freshdesk),
  any(hubspot),
  any(front),
  any(generic),
  any(callsTwilio)
]

const byKind = new Map(registered.map((channel) => [channel.kind, channel]))

export const channelKinds: readonly AnyChannel[] = registered

export function channelOfKind(kind: string): AnyChannel | undefined {
  return byKind.get(kind)
}

function any<S>(channel: Channel<S>): AnyChannel {
  // Settings reach a channel only after its own schema has parsed them, so it never sees any but its own.
  return channel as unknown as AnyChannel
}
