/**
 * The shop of the demo: what really is so, which the dashboard should find out. Effects are on the log-odds
 * of a content customer; 0.2 is about 4 points around 75 %, 1 about 20.
 */
export const usualLogOdds = 1.25

/**
 * Which channels difficult topics come by is what makes phone look worse than it is: it is given the hard
 * ones.
 */
export const topics = {
  'Billing question': { share: 0.17, effect: -1.2, channels: { voice: 5, email: 2, whatsapp: 1.5, web: 1 } },
  Refund: { share: 0.1, effect: -0.95, channels: { voice: 4, email: 2.5, whatsapp: 1.2, messenger: 0.6 } },
  Delivery: {
    share: 0.19,
    effect: -0.2,
    channels: { whatsapp: 4, voice: 1.6, web: 1.5, messenger: 1.2, sms: 1, telegram: 0.7, line: 0.3 }
  },
  Login: { share: 0.08, effect: -0.35, channels: { web: 4, email: 1, whatsapp: 1, messenger: 0.5 } },
  Returns: {
    share: 0.09,
    effect: 0.2,
    channels: { whatsapp: 2, in_person: 1.5, voice: 0.8, web: 1, email: 0.8 }
  },
  Warranty: { share: 0.07, effect: -0.15, channels: { email: 2, voice: 1.6, in_person: 1, whatsapp: 1 } },
  Installation: {
    share: 0.07,
    effect: 0.25,
    channels: { voice: 1.5, whatsapp: 1.8, in_person: 0.8, telegram: 0.4 }
  },
  'Product question': {
    share: 0.14,
    effect: 0.75,
    channels: {
      whatsapp: 3.4,
      instagram: 1.8,
      web: 2.2,
      messenger: 1.2,
      in_person: 1.2,
      line: 0.4,
      voice: 0.3
    }
  },
  'Opening hours': {
    share: 0.05,
    effect: 0.9,
    channels: { whatsapp: 2, instagram: 1, messenger: 1, web: 1, sms: 0.6 }
  },
  'Loyalty card': { share: 0.04, effect: 0.5, channels: { in_person: 2, web: 1.5, email: 0.6, whatsapp: 1 } }
} as const

/**
 * How well each channel serves, how many of those who are asked there answer, and the median wait for a
 * first reply.
 */
export const channels = {
  whatsapp: { effect: 0.05, answerRate: 0.41, firstReplySeconds: 190, team: 'Messages' },
  voice: { effect: 0.4, answerRate: 0.24, firstReplySeconds: 55, team: 'Phone' },
  email: { effect: -0.3, answerRate: 0.15, firstReplySeconds: 15_000, team: 'E-mail' },
  web: { effect: 0.05, answerRate: 0.31, firstReplySeconds: 70, team: 'Messages' },
  messenger: { effect: 0, answerRate: 0.33, firstReplySeconds: 400, team: 'Messages' },
  instagram: { effect: 0.05, answerRate: 0.3, firstReplySeconds: 900, team: 'Messages' },
  sms: { effect: -0.1, answerRate: 0.19, firstReplySeconds: 700, team: 'Messages' },
  telegram: { effect: 0.05, answerRate: 0.36, firstReplySeconds: 260, team: 'Messages' },
  line: { effect: 0, answerRate: 0.35, firstReplySeconds: 300, team: 'Messages' },
  in_person: { effect: 0.55, answerRate: 0.12, firstReplySeconds: 120, team: 'Shop' }
} as const

/**
 * Share of the team's conversations, and how much better or worse than the others. `from`: share of the
 * year before they joined.
 */
export const agents = [
  { name: 'Ana Bautista', team: 'Phone', share: 1.2, effect: 0.35, from: 0 },
  { name: 'Bilal Ahmed', team: 'Phone', share: 1, effect: -0.35, from: 0 },
  { name: 'Chimeg Bat', team: 'Phone', share: 1, effect: 0.05, from: 0 },
  { name: 'Dilnoza Karimova', team: 'Phone', share: 0.8, effect: 0.1, from: 0 },
  { name: 'Emre Yıldız', team: 'Messages', share: 1.3, effect: 0, from: 0 },
  { name: 'Fatima Noor', team: 'Messages', share: 1.2, effect: 0.4, from: 0 },
  { name: 'Goran Petrović', team: 'Messages', share: 1, effect: -0.5, from: 0 },
  { name: 'Hina Malik', team: 'Messages', share: 1, effect: 0.1, from: 0 },
  { name: 'Jia Wei', team: 'Messages', share: 0.9, effect: 0, from: 0 },
  { name: 'Kofi Mensah', team: 'Messages', share: 0.12, effect: 0.2, from: 0.93 },
  { name: 'Laila Hassan', team: 'E-mail', share: 1, effect: 0.15, from: 0 },
  { name: 'Marta Ruiz', team: 'E-mail', share: 1, effect: -0.1, from: 0 },
  { name: 'Nomin Erdene', team: 'Shop', share: 1, effect: 0.1, from: 0 },
  { name: 'Omar Farooq', team: 'Shop', share: 0.08, effect: -0.2, from: 0.95 }
] as const

/** A training that worked: what the team does on the topic from that part of the year on. */
export const training = { team: 'Messages', topic: 'Billing question', from: 0.67, effect: 1 } as const

/**
 * The bot begins some of the messages, from that part of the year on: of those about a topic the `share`, and
 * it ends what it `keeps`. It takes what is easy, and so looks better than people do; about deliveries it is
 * worse than they are. Being handed over costs.
 */
export const shopBot: Readonly<{
  name: string
  from: number
  channels: readonly ('whatsapp' | 'web' | 'messenger' | 'instagram' | 'telegram')[]
  topics: Readonly<Partial<Record<Topic, { share: number; keeps: number; effect: number }>>>
  handOver: number
}> = {
  name: 'Lila',
  from: 0.25,
  channels: ['whatsapp', 'web', 'messenger', 'instagram', 'telegram'],
  topics: {
    'Opening hours': { share: 0.8, keeps: 0.9, effect: 0.1 },
    'Product question': { share: 0.55, keeps: 0.75, effect: 0 },
    'Loyalty card': { share: 0.5, keeps: 0.75, effect: 0 },
    Login: { share: 0.4, keeps: 0.6, effect: 0.35 },
    Returns: { share: 0.4, keeps: 0.65, effect: -0.1 },
    Delivery: { share: 0.45, keeps: 0.6, effect: -0.9 }
  },
  handOver: -0.45
}

/** In the weeks before the new year parcels come late. */
export const lateParcels = { topic: 'Delivery', months: ['11', '12'], effect: -0.75 } as const

/** Languages of the customers; what they write in. */
export const languages = { en: 38, ur: 30, ar: 7, hi: 6, mn: 6, zh: 5, es: 4, fr: 4 } as const

export type Topic = keyof typeof topics
export type Channel = keyof typeof channels
export type Language = keyof typeof languages
export type Agent = (typeof agents)[number]
