import type { Caller } from '../people/access'
import { dayIn } from '../days'
import type { Database } from '../db/database'
import type { Published } from '../publication'
import type { Answer } from '../responses'
import { storeAnswers } from '../responses'
import { createSite, originsOf } from '../sites'
import { createSurvey } from '../surveys'
import type { Contact } from './contacts'
import { contactsOf } from './contacts'
import { makeRandom } from './random'

const seed = 20_261_121
const dayMs = 86_400_000
const timeZone = 'Asia/Karachi'
/** Contacts on an average day when the year begins; it ends at about twice as many. */
const contactsPerDay = 95
/** Share of a usual day, Sunday first. */
const weekdays = [0.55, 1.15, 1.1, 1.05, 1.05, 0.85, 1.25]

export type Demo = { site: string; answers: number; contacts: number }

/**
 * Fills an empty database with the year that ends with `until` (epoch ms). The same year for the same day: only ids of
 * sites and surveys differ. `scale` thins it out for tests; `progress` hears how much is done, 0 to 1.
 */
export async function fillDemo(database: Database, owner: Caller, until: number, { scale = 1, progress = (_done: number) => {} } = {}): Promise<Demo> {
  const random = makeRandom(seed)
  const start = Math.floor(until / dayMs) * dayMs - 364 * dayMs
  const site = await createSite(database, owner, { name: 'Nargis Home & Garden', origins: ['http://localhost:8080'], timeZone, locale: 'en' }, start)
  const csat = await publish('Satisfaction', 'csat', start, { en: 'How did we do?', ur: 'ہماری خدمت کیسی رہی؟', ar: 'كيف كانت خدمتنا؟', mn: 'Бид танд хэр үйлчилсэн бэ?' })
  const nps = await publish('Recommendation', 'nps', start + dayMs, { en: 'How likely are you to recommend us to a friend?' })
  let number = 0
  let answered = 0

  async function publish(name: string, metric: 'csat' | 'nps', since: number, question: Record<string, string>): Promise<Published> {
    const asking = metric === 'csat' ? {} : { when: { on: 'call' as const } }
    const settings = { asking, parts: {}, editWindowHours: 24, direction: 'higher-is-better', state: 'live' } as const
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
  return { site: site.id, answers: answered, contacts: number }
}

type Numbered = { contact: Contact; number: number }

/** Everybody was asked, except that the web asks by the widget; who did not answer makes the response rate. */
async function keepContacts({ tables: { conversation, invitation }, handle }: Database, { row: survey, site }: Published, numbered: readonly Numbered[]) {
  if (numbered.length === 0) return
  const shared = ({ contact, number }: Numbered) => ({
    siteId: site.id,
    channel: contact.channel,
    agent: contact.agent,
    team: contact.team,
    topics: JSON.stringify(contact.topics),
    customer: contact.customer,
    conversationName: `c-${number}`
  })
  await handle.insert(conversation).values(
    numbered.map((one) => {
      const { conversationName, ...row } = shared(one)
      const { openedAt, firstResponseAt, resolvedAt, handleSeconds } = one.contact
      return { ...row, id: conversationName, openedAt, firstResponseAt, resolvedAt, handleSeconds, updatedAt: resolvedAt }
    })
  )
  const invited = numbered.filter(({ contact }) => contact.channel !== 'web')
  if (invited.length === 0) return
  await handle.insert(invitation).values(
    invited.map((one) => {
      const { conversationName, ...row } = shared(one)
      return {
        ...row,
        id: invitationName(one.number),
        surveyId: survey.id,
        conversation: conversationName,
        locale: one.contact.language,
        state: 'sent',
        reusable: false,
        test: false,
        createdAt: one.contact.resolvedAt,
        sentAt: one.contact.resolvedAt
      }
    })
  )
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
      conversation: `c-${number}`,
      delivery: null,
      pageUrl: null,
      invitationId: isWidget ? null : invitationName(number),
      state: 'counted',
      stateReason: null,
      answeredAt: answer.answeredAt,
      answeredOn: dayIn(site.timeZone, answer.answeredAt),
      editWindowMs: survey.editWindowHours * 3_600_000
    }
  ]
}

function recommendation(answer: Answer, { row, meaning }: Published, even: number): Answer {
  const usual = [0, 1, 4, 6, 8, 10][answer.rating] ?? 8
  const rating = Math.max(0, Math.min(10, Math.round(usual + (even - 0.5) * 4)))
  return { ...answer, surveyId: row.id, version: meaning.version, id: `nps-${answer.id}`, rating, comment: null, invitationId: null }
}

function invitationName(number: number) {
  return `inv_demo${number}`
}
