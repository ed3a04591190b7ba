import { createHash } from 'node:crypto'
import { columnsOf } from '../columns/columns'
import { conversationsBegun } from '../columns/reading/conversations'
import { countedConversation } from '../columns/sent-as'
import type { ConversationPlace } from '../columns/wire'
import { cursorOf, placeOf } from '../contract/cursor'
import type { BreachesQuery, BreachesView } from '../contract/figures-kpis'
import { conversationUrlOf } from '../conversations/conversations'
import type { Database } from '../db/database'
import { hoursOf } from '../sites/service-settings'
import type { OpenSurvey } from '../surveys/open-survey'
import { rulesOf } from '../tags/rules'
import { askedOf } from '../tallies/question'
import { conversationsOf, targetsAsked } from './service-question'

/**
 * The conversations behind the targets missed, those that began last first. The columns find them, by when
 * they began and a hash of their ids; what they are is read from the database.
 */
export async function readBreaches(
  database: Database,
  opened: OpenSurvey,
  query: BreachesQuery,
  now: number
): Promise<BreachesView> {
  const { site } = opened
  const { period, filters } = askedOf(opened, query, now)
  const { count, rows } = await columnsOf(database).ask(
    'breaches',
    {
      ...conversationsOf(opened, filters, period),
      targets: targetsAsked(site),
      hours: hoursOf(site),
      goal: query.goal === 'first-response' ? 0 : 1,
      isOpen: query.clock === 'open',
      after: query.cursor === undefined ? null : conversationAt(query.cursor),
      size: query.limit + 1
    },
    site
  )
  const page = rows.slice(0, query.limit)
  const begun = await conversationsBegun(database, site.id, [...new Set(page.map(({ began }) => began))])
  const known = new Map(begun.map((row) => [nameOf(hashed(row.id)), row]))
  const rules = rulesOf(site)
  const last = page.at(-1)
  return {
    period,
    total: count,
    rows: page.flatMap((one) => {
      const row = known.get(nameOf(one))
      if (!row) return []
      const { tags, topics } = countedConversation(row.sent, rules, () => {})
      const { channel = '', agent = '', team = '' } = tags
      return [
        {
          ...{ id: row.id, url: conversationUrlOf(site, row.id), channel, agent, team, topics: [...topics] },
          openedAt: new Date(one.began).toISOString(),
          targetSeconds: one.goal / 1_000,
          seconds: one.whole / 1_000,
          openSeconds: one.open / 1_000
        }
      ]
    }),
    next: last && rows.length > page.length ? cursorOf({ at: last.began, id: nameOf(last) }) : null
  }
}

const nameOf = ({ one, other }: Pick<ConversationPlace, 'one' | 'other'>) => `${one}-${other}`

/** As the columns hash ids: see `fixedHash` in columns/kit.ts. */
function hashed(id: string): Pick<ConversationPlace, 'one' | 'other'> {
  const digest = createHash('sha256').update(id).digest()
  return { one: digest.readUInt32BE(0), other: digest.readUInt32BE(4) }
}

function conversationAt(cursor: string): ConversationPlace {
  const { at, id } = placeOf(cursor)
  const [one = NaN, other = NaN] = id.split('-').map(Number)
  return { began: at, one, other }
}
