import type { Answer } from '../responses/answer'
import type { Contact } from './contacts'
import type { Random } from './random'
import { agents } from './world'

/** So many of those who rate go on to the further questions. */
const goesOn = 0.55

/**
 * Whether it was solved moves the rating most, and the person a little: what customers of the demo say
 * beside their rating.
 */
export function saidBy({ agent, answer }: Contact, random: Random): Answer['answers'] {
  if (!answer || !random.chance(goesOn)) return {}
  const effect = agents.find(({ name }) => name === agent)?.effect ?? 0
  const person = Math.round(2.6 + answer.rating * 0.35 + effect * 1.5 + (random.even() - 0.5) * 2.4)
  return { solved: random.weighted(solved[answer.rating] ?? {}), person: Math.max(1, Math.min(5, person)) }
}

/** Why customers of the demo rated low, mostly by what they got in touch about. */
export function reasonBy({ topics, answer }: Contact, random: Random): Answer['answers'] {
  if (!answer || answer.rating >= 4 || !random.chance(goesOn)) return {}
  return { reason: random.weighted({ ...usualReasons, ...reasonsOf[topics[0] ?? ''] }) }
}

type Reason = (typeof lowReasons)[number]['key']

/** What the demo offers to choose from. */
export const lowReasons = [
  { key: 'too-slow', label: { en: 'It took too long', ur: 'بہت دیر لگی', mn: 'Хэт удсан' } },
  { key: 'not-solved', label: { en: 'It was not solved', ur: 'مسئلہ حل نہیں ہوا', mn: 'Шийдэгдээгүй' } },
  {
    key: 'sent-around',
    label: { en: 'I was sent around', ur: 'ادھر ادھر بھیجا گیا', mn: 'Хоорондоо дамжуулсан' }
  },
  { key: 'hard-to-follow', label: { en: 'Hard to follow', ur: 'سمجھنا مشکل تھا', mn: 'Ойлгоход хэцүү' } },
  { key: 'price', label: { en: 'Price or fees', ur: 'قیمت یا فیس', mn: 'Үнэ, хураамж' } }
] as const

const usualReasons: Readonly<Record<Reason, number>> = {
  'too-slow': 30,
  'not-solved': 30,
  'sent-around': 18,
  'hard-to-follow': 14,
  price: 8
}
const reasonsOf: Readonly<Record<string, Partial<Record<Reason, number>>>> = {
  'Billing question': { price: 60 },
  Delivery: { 'too-slow': 80 },
  Installation: { 'hard-to-follow': 70 },
  Warranty: { 'sent-around': 60 }
}

/** How often it was solved, by the rating. */
const solved: Readonly<Record<number, Readonly<Record<'yes' | 'no' | 'not-yet', number>>>> = {
  1: { yes: 8, 'not-yet': 22, no: 70 },
  2: { yes: 18, 'not-yet': 32, no: 50 },
  3: { yes: 45, 'not-yet': 35, no: 20 },
  4: { yes: 80, 'not-yet': 15, no: 5 },
  5: { yes: 94, 'not-yet': 5, no: 1 }
}
