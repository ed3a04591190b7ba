import type { Caller } from '../../server/access/permissions'
import { createApp } from '../../server/app'
import type { Scope } from '../../server/contract/terms'
import { scopes } from '../../server/contract/terms'
import type { Database } from '../../server/db/database'
import type { Answer } from '../../server/responses/answer'
import { storeAnswers } from '../../server/responses/store'
import type { Services } from '../../server/services'
import type { SentTags } from '../../server/tags/tag-set'
import { dayIn } from '../../server/time/days'
import { startApp, untilTaken } from './app'
import type { FreshDatabase } from './databases'

/** It is noon in Karachi. */
export const now = Date.parse('2026-11-20T07:00:00Z')
export const timeZone = 'Asia/Karachi'

export type Callers = 'owner' | 'reader' | 'stranger' | 'public' | 'ana' | 'mona' | 'nobodys-agent' | 'writer'

const key = (siteId: string, ...granted: Scope[]): Caller => ({
  kind: 'key',
  id: 'key_1',
  siteId,
  scopes: new Set(granted)
})
const person = (userId: string): Caller => ({
  kind: 'person',
  userId,
  name: userId,
  email: `${userId}@shop.example`
})
const callers: Record<Callers, Caller> = {
  owner: key('sit_shop', ...scopes),
  reader: key('sit_shop', 'scores:read', 'responses:read'),
  writer: key('sit_shop', 'responses:write'),
  stranger: key('sit_other', ...scopes),
  public: { kind: 'public' },
  ana: person('ana'),
  mona: person('mona'),
  'nobodys-agent': person('new')
}

export type Shop = {
  database: Database
  services: Services
  ask(path: string, as?: Callers, init?: RequestInit): Promise<Response>
  answer(...answers: Partial<Sent>[]): Promise<void>
  close(): Promise<void>
}
export type Sent = Omit<Answer, 'tags'> & SentTags & { at: string }

/**
 * The whole server with a shop and its survey, CSAT 1 to 5. Who asks is simply said, and everything has
 * fixed ids, so that what both databases answer can be compared.
 */
export async function openShop(fresh: () => Promise<FreshDatabase>): Promise<Shop> {
  const { services, close } = await startApp(fresh, { now: () => now })
  // only ask() below sends it
  const callerOf = async (headers: Headers) => callers[headers.get('x-caller') as Callers]
  const app = createApp({ ...services, people: { ...services.people, callerOf } })
  const { database } = services
  const { site, survey, member, authUser } = database.tables
  const common = { origins: '[]', timeZone, locale: 'en', secret: 'secret', createdAt: 1 }
  await database.handle.insert(site).values([
    { id: 'sit_shop', key: 'shop', name: 'Shop', ...common },
    { id: 'sit_other', key: 'other', name: 'Other', ...common }
  ])
  const settings = {
    state: 'live' as const,
    version: 1,
    asking: '{}',
    inviting: '{}',
    editWindowHours: 24,
    createdAt: 1,
    updatedAt: 1
  }
  await database.handle
    .insert(survey)
    .values({ id: 'svy_shop', siteId: 'sit_shop', name: 'After a chat', ...settings })
  await addVersion(database, 1)
  const date = new Date(1)
  await database.handle.insert(authUser).values(
    ['ana', 'mona', 'new'].map((id) => ({
      id,
      name: id,
      email: `${id}@shop.example`,
      emailVerified: true,
      isOperator: false,
      createdAt: date,
      updatedAt: date
    }))
  )
  await database.handle.insert(member).values([
    { siteId: 'sit_shop', userId: 'ana', role: 'agent', agent: 'ana', createdAt: 1 },
    { siteId: 'sit_shop', userId: 'mona', role: 'manager', agent: null, createdAt: 1 },
    { siteId: 'sit_shop', userId: 'new', role: 'agent', agent: null, createdAt: 1 }
  ])
  let count = 0
  return {
    database,
    services,
    close,
    ask: (path, as = 'reader', init = {}) =>
      untilTaken(() =>
        app.request(`/api/v1${path}`, {
          ...init,
          headers: { ...init.headers, 'x-caller': as, 'content-type': 'application/json' }
        })
      ),
    async answer(...answers) {
      await storeAnswers(
        database,
        answers.map((sent) => answerOf({ id: `answer-${++count}`, ...sent })),
        now
      )
    }
  }
}

/**
 * A version of the survey; `meaning` says how it differs from CSAT 1 to 5. The survey's current version
 * stays.
 */
export async function addVersion(
  { handle, tables: { surveyVersion } }: Database,
  version: number,
  meaning: Partial<Database['tables']['surveyVersion']['$inferInsert']> = {}
) {
  const usual = {
    metric: 'csat' as const,
    scaleMin: 1,
    scaleMax: 5,
    satisfiedFrom: 4,
    direction: 'higher-is-better' as const,
    style: 'faces' as const,
    question: '{"en":"How did we do?"}',
    parts: '{}'
  }
  await handle
    .insert(surveyVersion)
    .values({ surveyId: 'svy_shop', version, createdAt: version, ...usual, ...meaning })
}

/** So many answers alike, of which `part` are satisfied. */
export function satisfied(part: number, count: number, more: Partial<Sent> = {}): Partial<Sent>[] {
  return Array.from({ length: count }, (_, index) => ({ rating: index < part ? 5 : 2, ...more }))
}

export function answerOf({
  at = '2026-11-19T09:00:00Z',
  channel = 'web',
  topics = [],
  agent = '',
  team = '',
  locale = 'en',
  surface = 'widget',
  handler = '',
  bot = '',
  ...rest
}: Partial<Sent>): Answer {
  const answeredAt = Date.parse(at)
  return {
    surveyId: 'svy_shop',
    siteId: 'sit_shop',
    version: 1,
    id: 'answer-0',
    rating: 5,
    comment: null,
    answers: {},
    customer: null,
    conversation: null,
    delivery: null,
    pageUrl: null,
    invitationId: null,
    state: 'counted',
    stateReason: null,
    answeredAt,
    answeredOn: dayIn(timeZone, answeredAt),
    sender: 'program',
    actor: 'test',
    standing: 'vouched',
    claimed: null,
    secretHash: null,
    signedAs: null,
    editWindowMs: 86_400_000,
    ...rest,
    tags: { channel, topics, agent, team, locale, surface, handler, bot }
  }
}
