import type { Caller } from '../access/permissions'
import { signable } from '../contract/terms'
import type { Companion } from '../conversations/conversations'
import { keepConversations } from '../conversations/conversations'
import type { Database } from '../db/database'
import type { InvitationRow, SurveyRow } from '../db/rows'
import { createGoal } from '../goals/goals'
import { untouched } from '../invitations/invitation'
import { createMark } from '../marks/marks'
import { createPlan } from '../plans/plans'
import { ofProgram } from '../responses/accept'
import type { Answer } from '../responses/answer'
import { storeAnswers } from '../responses/store'
import type { Ring } from '../secrets/ring'
import { createSite, listSites, originsOf } from '../sites/sites'
import type { Published } from '../surveys/publication'
import { changeSurvey, createSurvey, listSurveys } from '../surveys/surveys'
import { slugOf } from '../tags/channel-names'
import { dayIn } from '../time/days'
import { attributes } from './attributes'
import type { Contact } from './contacts'
import { contactsOf } from './contacts'
import { disputeSome } from './disputes'
import {
  answerSecondAsks,
  followedDays,
  makeFollowUpRules,
  openFollowUps,
  workOnFollowUps
} from './follow-ups'
import { goalsOf } from './goals'
import { marksOf } from './marks'
import type { Outreach } from './outreach'
import { outreachOf, rules } from './outreach'
import { plansOf } from './plans'
import type { Poster } from './posters'
import { posterFor, postersOf } from './posters'
import { makeRandom } from './random'
import { lowReasons, reasonBy, saidBy } from './said'
import { shopHours, shopTargets, targetsBy } from './service'
import { speakToPlans } from './voices'
import { shopBot } from './world'

const seed = 20_261_121
const dayMs = 86_400_000
const timeZone = 'Asia/Karachi'
/** Contacts on an average day when the year begins; it ends at about twice as many. */
const contactsPerDay = 95
/** What is asked beside the rating. */
const parts = { solved: true, person: true, reasons: { low: [...lowReasons] } }
/** One contact of so many looks odd. */
const odd = 800
/** One answer on the web of so many comes from a page that is not signed yet. */
const unsigned = 8
/** Share of a usual day, Sunday first. */
const weekdays = [0.55, 1.15, 1.1, 1.05, 1.05, 0.85, 1.25]

/**
 * `scale` thins the year out for tests; `progress` hears how much is done, 0 to 1; with the server's
 * secrets, `ring`, the posters' links open.
 */
type Filling = { scale?: number; ring?: Ring; progress?(done: number): void }
export type Demo = { site: string; answers: number; contacts: number }

/**
 * Fills an empty database with the year that ends with `until` (epoch ms). The same year for the same day:
 * only ids of sites and surveys differ. The surveys go live when all is there.
 */
export async function fillDemo(
  database: Database,
  owner: Caller,
  until: number,
  { scale = 1, ring, progress = () => {} }: Filling = {}
): Promise<Demo> {
  const random = makeRandom(seed)
  // Who is asked and how is thrown apart, so that it changes nobody's answer.
  const asking = makeRandom(seed + 1)
  const saying = makeRandom(seed + 2)
  const choosing = makeRandom(seed + 3)
  const handling = makeRandom(seed + 4)
  const following = makeRandom(seed + 5)
  const ordering = makeRandom(seed + 6)
  const start = Math.floor(until / dayMs) * dayMs - 364 * dayMs
  const site = await createSite(
    database,
    owner,
    {
      name: 'Nargis Home & Garden',
      origins: ['http://localhost:8080'],
      timeZone,
      locale: 'en',
      conversationUrl: null,
      targets: shopTargets,
      bots: [shopBot.name],
      attributes,
      targetsBy,
      openingHours: shopHours(new Date(start).getUTCFullYear(), new Date(until).getUTCFullYear() + 1)
    },
    start
  )
  const csat = await publish('Satisfaction', 'csat', start, {
    en: 'How did we do?',
    ur: 'ہماری خدمت کیسی رہی؟',
    ar: 'كيف كانت خدمتنا؟',
    mn: 'Бид танд хэр үйлчилсэн бэ?'
  })
  const nps = await publish('Recommendation', 'nps', start + dayMs, {
    en: 'How likely are you to recommend us to a friend?'
  })
  const posters = postersOf(csat.row, start, ring)
  let number = 0
  let answered = 0

  async function publish(
    name: string,
    metric: 'csat' | 'nps',
    since: number,
    question: Record<string, string>
  ): Promise<Published> {
    const asking = metric === 'csat' ? {} : { when: { on: 'call' as const } }
    const settings = {
      asking,
      inviting: metric === 'csat' ? rules : {},
      parts: metric === 'csat' ? parts : {},
      editWindowHours: 24,
      proofOfWork: 'off',
      direction: 'higher-is-better',
      state: 'draft'
    } as const
    const survey = await createSurvey(
      database,
      owner,
      { site: site.id, name, metric, question, ...settings },
      since
    )
    return { ...survey, site, origins: originsOf(site) }
  }

  function askedBy(contact: Contact): Pick<Numbered, 'outreach' | 'poster'> {
    const poster = posterFor(contact, posters, asking)
    const outreach = contact.channel === 'web' ? undefined : outreachOf(contact, until, asking)
    return poster ? { poster } : outreach ? { outreach } : {}
  }

  for (let day = 0; day < 365; day++) {
    // Karachi is five hours ahead and keeps no summer time
    const midnight = start + day * dayMs - 5 * 3_600_000
    const through = day / 364
    const date = dayIn(timeZone, midnight)
    const isFollowed = day >= 365 - followedDays
    if (day === 365 - followedDays)
      await makeFollowUpRules(database, site, csat.row.id, { owner, now: midnight })
    const count = Math.round(
      contactsPerDay *
        scale *
        (1 + through) *
        (weekdays[new Date(`${date}T12:00Z`).getUTCDay()] ?? 1) *
        (0.9 + 0.2 * random.even())
    )
    const contacts = contactsOf({ day: date, midnight, through }, count, {
      random,
      handling,
      ordering
    }).filter(({ answer }) => !answer || answer.answeredAt <= until)
    const numbered = contacts.map(
      (contact): Numbered => ({
        contact,
        number: (number += 1),
        said: { ...saidBy(contact, saying), ...reasonBy(contact, choosing) },
        ...askedBy(contact)
      })
    )
    await keepContacts(database, csat, numbered, midnight + dayMs)
    const answers = numbered.flatMap((one) => answerTo(csat, one))
    // Some are asked the larger question as well, and answer it a little like the smaller one.
    const recommendations = answers
      .filter(() => random.chance(0.11))
      .map((answer) => recommendation(answer, nps, random.even()))
    await storeAnswers(database, [...answers, ...recommendations], midnight + dayMs)
    if (isFollowed) await openFollowUps(database, Math.min(until, midnight + dayMs))
    answered += answers.length + recommendations.length
    progress((day + 1) / 365)
  }
  await workOnFollowUps(database, site, following, { owner, now: until })
  await answerSecondAsks(database, csat, following, until)
  await disputeSome(database, { site, survey: csat.row }, { owner, now: until })
  await hang(database, posters)
  for (const plan of plansOf(csat.row.id, start, timeZone)) {
    const { id, kind } = await createPlan(database, { survey: csat.row, site }, plan, {
      caller: owner,
      now: until
    })
    if (kind === 'training') await speakToPlans(database, site, id, until)
  }
  for (const mark of marksOf(csat.row.id, start, timeZone))
    await createMark(database, { survey: csat.row, site }, mark, { caller: owner, now: until })
  const { at, goals } = goalsOf(csat.row.id, until, timeZone)
  for (const goal of goals)
    await createGoal(database, { survey: csat.row, site }, goal, { caller: owner, now: at })
  for (const { row } of [csat, nps])
    await changeSurvey(database, row.id, { caller: owner, patch: { state: 'live' }, now: until })
  return { site: site.id, answers: answered, contacts: number }
}

/** Whether everything was filled in, rather than a part before somebody stopped it. */
export async function isDemoWhole(database: Database, owner: Caller): Promise<boolean> {
  const [site] = await listSites(database, owner)
  const surveys = site ? await listSurveys(database, site.id) : []
  return surveys.length > 0 && surveys.every(({ row }) => row.state !== 'draft')
}

/**
 * A contact, what was said beside the rating, and how it was asked about: by an invitation of its own, by a
 * poster, or on the web by the widget.
 */
type Numbered = {
  contact: Contact
  number: number
  said: Answer['answers']
  outreach?: Outreach
  poster?: Poster
}

/** Who did not answer makes the response rate. */
async function keepContacts(
  database: Database,
  { row: survey, site }: Published,
  numbered: readonly Numbered[],
  now: number
) {
  const { invitation } = database.tables
  const conversations = new Map(numbered.map((one) => [conversationName(one.number), conversationOf(one)]))
  await database.atomically(function* (handle) {
    yield* keepConversations(handle, database, conversations, { siteId: site.id, now })
    yield* database.insertRows(handle, {
      table: invitation,
      rows: numbered
        .flatMap((one) => invitationOf(survey, one))
        .map((row) => ({ ...row, customerHash: database.vault.hash(site.id, row.customer) })),
      onConflict: 'on conflict do nothing'
    })
  })
}

function conversationOf({ contact, number }: Numbered): Companion {
  const {
    channel,
    agent,
    team,
    customer,
    topics,
    openedAt,
    firstResponseAt,
    resolvedAt,
    handleSeconds,
    answer
  } = contact
  // Only of those who answer is it known whether once was enough; who was not content had to come back more
  // often.
  const resolvedOnFirstContact = answer ? (answer.rating > 2 ? number % 12 > 0 : number % 3 === 0) : null
  const { isTold, handledBy, bot } = contact.handled
  const times = { openedAt, firstResponseAt, resolvedAt, handleSeconds }
  return {
    channel,
    agent,
    team,
    topics: JSON.stringify(topics.map(slugOf)),
    customer,
    ...times,
    ...(isTold && { handledBy, bot }),
    resolvedOnFirstContact
  }
}

function invitationOf(
  { id: surveyId, siteId }: SurveyRow,
  { contact, number, outreach }: Numbered
): InvitationRow[] {
  if (!outreach) return []
  const { channel, agent, team, customer, topics, language, resolvedAt } = contact
  const { isTold, handledBy, bot } = contact.handled
  const what = {
    channel,
    agent,
    team,
    ...(isTold && { handledBy, bot: bot ?? '' }),
    customer,
    topics: JSON.stringify(topics),
    locale: language,
    conversation: conversationName(number),
    attributes: contact.attributes
  }
  return [
    {
      ...untouched,
      id: invitationName(number),
      siteId,
      surveyId,
      ...what,
      ...outreach,
      createdAt: resolvedAt
    }
  ]
}

async function hang(database: Database, posters: readonly Poster[]) {
  const { invitation } = database.tables
  await database.atomically(function* (handle) {
    yield* database.insertRows(handle, { table: invitation, rows: posters, onConflict: '' })
  })
}

function answerTo(
  { row: survey, meaning, site }: Published,
  { contact, number, said, outreach, poster }: Numbered
): Answer[] {
  const { answer, channel, topics, agent, team, language, customer } = contact
  if (!answer) return []
  const own = outreach && invitationName(number)
  // The shop's server signs what its pages say, but for one old page.
  const isClaimed = channel === 'web' && !poster && number % unsigned === 0
  // A few look as if a program had sent them, and are not counted before somebody has looked at them.
  const isOdd = channel !== 'web' && number % odd === 0
  return [
    {
      surveyId: survey.id,
      siteId: site.id,
      version: meaning.version,
      id: own ?? `demo-${number}`,
      rating: answer.rating,
      comment: answer.comment,
      answers: said,
      tags: {
        channel,
        topics,
        agent,
        team,
        locale: language,
        surface: channel === 'web' ? 'widget' : 'page'
      },
      customer,
      conversation: conversationName(number),
      attributes: contact.attributes,
      delivery: outreach?.delivery ?? null,
      pageUrl: null,
      invitationId: own ?? poster?.id ?? null,
      state: isOdd ? 'suspect' : 'counted',
      stateReason: isOdd ? 'automated-client' : null,
      answeredAt: answer.answeredAt,
      answeredOn: dayIn(site.timeZone, answer.answeredAt),
      editWindowMs: survey.editWindowHours * 3_600_000,
      ...ofProgram,
      actor: 'demo',
      standing: poster || isClaimed ? 'unverified' : 'vouched',
      claimed: isClaimed ? signable.join(',') : null
    }
  ]
}

function recommendation(answer: Answer, { row, meaning }: Published, even: number): Answer {
  const usual = [0, 1, 4, 6, 8, 10][answer.rating] ?? 8
  const rating = Math.max(0, Math.min(10, Math.round(usual + (even - 0.5) * 4)))
  return {
    ...answer,
    surveyId: row.id,
    version: meaning.version,
    id: `nps-${answer.id}`,
    rating,
    comment: null,
    answers: {},
    invitationId: null
  }
}

function conversationName(number: number) {
  return `c-${number}`
}

function invitationName(number: number) {
  return `inv_demo${number}`
}
