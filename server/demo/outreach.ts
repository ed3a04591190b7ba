import type { UnsendableReason } from '../contract/unsendable'
import type { InvitationRow } from '../db/rows'
import type { Contact } from './contacts'
import type { Random } from './random'
import type { Channel } from './world'

/**
 * What carries the ask of each channel, and how many of those who do not answer at least open it. Nobody
 * says whether a receipt at the till was read.
 */
const carriers: Record<Exclude<Channel, 'web'>, { delivery: string | null; opens: number }> = {
  whatsapp: { delivery: 'whatsapp', opens: 0.42 },
  voice: { delivery: 'sms', opens: 0.17 },
  email: { delivery: 'email', opens: 0.24 },
  messenger: { delivery: 'messenger', opens: 0.38 },
  instagram: { delivery: 'instagram', opens: 0.33 },
  sms: { delivery: 'sms', opens: 0.2 },
  telegram: { delivery: 'telegram', opens: 0.4 },
  line: { delivery: 'line', opens: 0.36 },
  in_person: { delivery: null, opens: 0.06 }
}

/** Of those who do not answer: how many are kept back by the rules below, and how many cannot be reached. */
const keptBack = 0.13
const unreached = 0.035
/** Of those who open it and do not answer, how many touch a point before they leave. */
const startsOf = 0.22

/** The rules that the shop's survey has, and how often each says no. */
export const rules = {
  frequency: { asks: 2, days: 30 },
  replyLengthMin: 3,
  onlyPrivate: true,
  perAgentADay: 12
} as const
const suppressedBy = {
  frequency: 46,
  'reply-too-short': 19,
  'not-private': 5,
  'agent-cap': 12,
  'opted-out': 8
}
const unsendableBy: Record<string, Readonly<Partial<Record<UnsendableReason, number>>>> = {
  email: { 'address-unknown': 5, 'no-address': 3, 'vendor-refused': 2 },
  sms: { 'address-wrong': 4, 'no-address': 3 },
  whatsapp: { 'window-closed': 5, 'no-address': 1 },
  messenger: { 'window-closed': 1 },
  instagram: { 'window-closed': 1 }
}

const minuteMs = 60_000
export type Outreach = Pick<InvitationRow, 'delivery' | 'state'> &
  Partial<Pick<InvitationRow, 'stateReason' | 'sentAt' | 'deliveredAt' | 'openedAt' | 'startedAt'>>

/**
 * How far the invitation of a contact came; answers come in by themselves. Whoever answered was asked,
 * reached and opened it.
 */
export function outreachOf(
  { channel, answer, resolvedAt }: Contact,
  until: number,
  random: Random
): Outreach {
  if (channel === 'web') throw new RangeError('the web asks by the widget')
  const { delivery, opens } = carriers[channel]
  const reasons = unsendableBy[delivery ?? '']
  // The same dice are thrown whatever comes of them, so that one contact more changes no other.
  const [fate, delay, reading, starting] = [
    random.even(),
    random.skewed(0.4, 0.9),
    random.skewed(25, 1.3),
    random.even()
  ]
  const [rule, reason] = [
    random.weighted(suppressedBy),
    random.weighted<UnsendableReason>(reasons ?? { 'no-address': 1 })
  ]
  if (!answer && fate < keptBack) return { delivery, state: 'suppressed', stateReason: rule }
  if (!answer && reasons && fate < keptBack + unreached)
    return { delivery, state: 'unsendable', stateReason: reason }
  const sent = { delivery, state: 'sent' as const, sentAt: resolvedAt }
  const deliveredAt = resolvedAt + Math.round(delay * minuteMs)
  const receipt = delivery === null || delivery === 'instagram' ? {} : { deliveredAt }
  if (answer) {
    const openedAt = Math.max(resolvedAt, answer.answeredAt - Math.round(minuteMs / 2))
    return {
      ...sent,
      ...receipt,
      ...('deliveredAt' in receipt && { deliveredAt: Math.min(deliveredAt, openedAt) }),
      openedAt,
      startedAt: answer.answeredAt
    }
  }
  const openedAt = deliveredAt + Math.round(reading * minuteMs)
  const isOpened = (fate - keptBack - unreached) / (1 - keptBack - unreached) < opens && openedAt <= until
  return {
    ...sent,
    ...receipt,
    ...(isOpened && { openedAt }),
    ...(isOpened && starting < startsOf && { startedAt: openedAt + minuteMs / 4 })
  }
}
