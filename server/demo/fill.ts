import type { Caller } from '../people/access'
import { slugOf } from '../channel-names'
import { dayIn } from '../days'
import { lotOf } from '../conversations'
import type { Database } from '../db/database'
import { forgetFunnel } from '../figures/funnel-tallies'
import type { InvitationRow } from '../invitations'
import { untouched } from '../invitations'
import type { Published } from '../publication'
import type { Answer } from '../responses'
import { storeAnswers } from '../responses'
import { createSite, listSites, originsOf } from '../sites'
import type { SurveyRow } from '../surveys'
import { changeSurvey, createSurvey, listSurveys } from '../surveys'
import type { Contact } from './contacts'
import { contactsOf } from './contacts'
import { makeRandom } from './random'

const seed = 20_261_121
const dayMs = 86_400_000
const timeZone = 'Asia/Karachi'
/** Contacts on an average day when the year begins; it ends at about twice as many. */
const contactsPerDay = 95
/** What the shop promises its customers. */
const targets = {
  voice: { firstResponseSeconds: 90 },
  web: { firstResponseSeconds: 120 },
  whatsapp: { firstResponseSeconds: 300, resolutionSeconds: 3_600 },
  email: { firstResponseSeconds: 6 * 3_600, resolutionSeconds: 86_400 }
}
/** Share of a usual day, Sunday first. */
const weekdays = [0.55, 1.15, 1.1, 1.05, 1.05, 0.85, 1.25]

export type Demo = { site: string; answers: number; contacts: number }

/**
 * Fills an empty database with the year that ends with `until` (epoch ms). The same year for the same day: only ids of
 * sites and surveys differ. `scale` thins it out for tests; `progress` hears how much is done, 0 to 1. The surveys go live
 * when all is there.
 */
export async function fillDemo(database: Database, owner: Caller, until: number, { scale = 1, progress = (_done: number) => {} } = {}): Promise<Demo> {
  const random = makeRandom(seed)
  const start = Math.floor(until / dayMs) * dayMs - 364 * dayMs
  const site = await createSite(database, owner, { name: 'Nargis Home & Garden', origins: ['http://localhost:8080'], timeZone, locale: 'en', conversationUrl: null, targets }, start)
  const csat = await publish('Satisfaction', 'csat', start, { en: 'How did we do?', ur: 'ہماری خدمت کیسی رہی؟', ar: 'كيف كانت خدمتنا؟', mn: 'Бид танд хэр үйлчилсэн бэ?' })
  const nps = await publish('Recommendation', 'nps', start + dayMs, { en: 'How likely are you to recommend us to a friend?' })
  let number = 0
  let answered = 0

  async function publish(name: string, metric: 'csat' | 'nps', since: number, question: Record<string, string>): Promise<Published> {
    const asking = metric === 'csat' ? {} : { when: { on: 'call' as const } }
    const settings = { asking, inviting: {}, parts: {}, editWindowHours: 24, direction: 'higher-is-better', state: 'draft' } as const
    const survey = await createSurvey(database, { site: site.id, name, metric, question, ...settings }, since)
    return { ...survey, site, origins: originsOf(site) }
  }

  for (let day = 0; day < 365; day++) {
    const midnight = start + day * dayMs - 5 * 3_600_000 // Karachi is five hours ahead and keeps no summer time
    const through = day / 364
    const date = dayIn(timeZone, midnight)
    const count = Math.round(contactsPerDay * scale * (1 + through) * (weekdays[new Date(`${date}T12:00Z`).getUTCDay()] ?? 1) * (0.9 + 0.2 * random.even()))
    const contacts = contactsOf(date, midnight, through, count, random).filter(({ answer }) => !answer || answer.answeredAt <= until)
    const numbered = contacts.map((contact) => ({ contact, number: (number += 1) }))
    await keepContacts(database, csat, numbered)
    const answers = numbered.flatMap(({ contact, number }) => answerTo(csat, contact, number))
    // Some are asked the larger question as well, and answer it a little like the smaller one.
    const recommendations = answers.filter(() => random.chance(0.11)).map((answer) => recommendation(answer, nps, random.even()))
    await storeAnswers(database, [...answers, ...recommendations], midnight + dayMs)
    answered += answers.length + recommendations.length
    progress((day + 1) / 365)
  }
  // What happened to the invitations was written down with its own days.
  await forgetFunnel(database, csat.row.id)
  for (const { row } of [csat, nps]) await changeSurvey(database, row.id, { state: 'live' }, undefined, until)
  return { site: site.id, answers: answered, contacts: number }
}

/** Whether everything was filled in, rather than a part before somebody stopped it. */
export async function isDemoWhole(database: Database, owner: Caller): Promise<boolean> {
  const [site] = await listSites(database, owner)
  const surveys = site ? await listSurveys(database, site.id) : []
  return surveys.length > 0 && surveys.every(({ row }) => row.state !== 'draft')
}

type Numbered = { contact: Contact; number: number }

/** Everybody was asked, except that the web asks by the widget; who did not answer makes the response rate. */
async function keepContacts(database: Database, { row: survey, site }: Published, numbered: readonly Numbered[]) {
  const { conversation, invitation } = database.tables
  const invited = numbered.filter(({ contact }) => contact.channel !== 'web')
  await database.atomically(function* (handle) {
    yield* database.insertRows(handle, { table: conversation, rows: numbered.map((one) => conversationOf(site.id, one)), onConflict: 'on conflict do nothing' })
    yield* database.insertRows(handle, { table: invitation, rows: invited.map((one) => invitationOf(survey, one)), onConflict: 'on conflict do nothing' })
  })
}

function conversationOf(siteId: string, { contact, number }: Numbered): Database['tables']['conversation']['$inferSelect'] {
  const { channel, agent, team, customer, topics, openedAt, firstResponseAt, resolvedAt, handleSeconds } = contact
  const unknown = { holdSeconds: null, contacts: null, resolvedOnFirstContact: null }
  const times = { openedAt, firstResponseAt, resolvedAt, handleSeconds, updatedAt: resolvedAt, lot: lotOf(customer) }
  return { siteId, id: conversationName(number), channel, agent, team, topics: JSON.stringify(topics.map(slugOf)), customer, ...times, ...unknown }
}

function invitationOf({ id: surveyId, siteId }: SurveyRow, { contact, number }: Numbered): InvitationRow {
  const { channel, agent, team, customer, topics, language, resolvedAt } = contact
  const what = { channel, agent, team, customer, topics: JSON.stringify(topics), locale: language, conversation: conversationName(number) }
  const sent = { state: 'sent', createdAt: resolvedAt, sentAt: resolvedAt }
  return { ...untouched, id: invitationName(number), siteId, surveyId, ...what, ...sent }
}

function answerTo({ row: survey, meaning, site }: Published, contact: Contact, number: number): Answer[] {
  const { answer, channel, topics, agent, team, language, customer } = contact
  if (!answer) return []
  const isWidget = channel === 'web'
  return [
    {
      surveyId: survey.id,
      siteId: site.id,
      version: meaning.version,
      id: isWidget ? `demo-${number}` : invitationName(number),
      rating: answer.rating,
      comment: answer.comment,
      answers: {},
      tags: { channel, topics, agent, team, locale: language, surface: isWidget ? 'widget' : 'page' },
      customer,
      conversation: conversationName(number),
      delivery: null,
      pageUrl: null,
      invitationId: isWidget ? null : invitationName(number),
      state: 'counted',
      stateReason: null,
      answeredAt: answer.answeredAt,
      answeredOn: dayIn(site.timeZone, answer.answeredAt),
      editWindowMs: survey.editWindowHours * 3_600_000,
      vouched: true
    }
  ]
}

function recommendation(answer: Answer, { row, meaning }: Published, even: number): Answer {
  const usual = [0, 1, 4, 6, 8, 10][answer.rating] ?? 8
  const rating = Math.max(0, Math.min(10, Math.round(usual + (even - 0.5) * 4)))
  return { ...answer, surveyId: row.id, version: meaning.version, id: `nps-${answer.id}`, rating, comment: null, invitationId: null }
}

function conversationName(number: number) {
  return `c-${number}`
}

function invitationName(number: number) {
  return `inv_demo${number}`
}
