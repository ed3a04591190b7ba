import { asc, desc, eq, sql } from 'drizzle-orm'
import { channelOfKind } from '../connectors/kinds.ts'
import { usable } from '../connectors/settings'
import type { ReadOnly } from '../db/read-only'
import type { ConnectorRow } from '../db/rows'
import type { Sealing } from '../secrets/sealing'
import type { Finding } from './finding'
import { ok, span, warn, wrong } from './finding'

const shownMax = 50
const latestMax = 200
/** So many in a row that a vendor did not take are no accident. */
const refusedMin = 3
/** A pause that the vendor's own rate asks for is shorter. */
const pauseMinMs = 10_000

const going = new Set(['sent', 'delivered'])
const ended = new Set([...going, 'failed', 'dead'])

type Latest = { state: string; attempts: number; answer: string | null; sentAt: number | null }

/**
 * One line for each connector, from what is stored: nothing is sent. No customer or word of a vendor is
 * named.
 */
export async function connectorFindings(
  database: ReadOnly,
  sealing: Sealing,
  now: number
): Promise<Finding[]> {
  const {
    handle,
    tables: { connector }
  } = database
  const oldestFirst = handle.select().from(connector).orderBy(asc(connector.createdAt), asc(connector.id))
  const rows = await oldestFirst.limit(shownMax)
  if (rows.length === 0)
    return [ok('connectors', 'there is none: links are sent by others, or shown on pages.')]
  const findings: Finding[] = []
  for (const row of rows) findings.push(await connectorFinding(database, row, sealing, now))
  const more = (await handle.$count(connector)) - rows.length
  return more > 0 ? [...findings, ok('connectors', `${more} more are not looked at here.`)] : findings
}

async function connectorFinding(
  database: ReadOnly,
  row: ConnectorRow,
  sealing: Sealing,
  now: number
): Promise<Finding> {
  const name = `${row.kind} “${row.name}” (${row.id})`
  const latest = await latestOf(database, row.id)
  const when = `${lastSent(latest, now)}, ${await lastHeard(database, row, now)}.`
  const again = 'Enter its keys again under Settings → Connectors.'
  if (!usable(row, sealing))
    return wrong('connector', `${name} is locked: its keys cannot be opened; ${when}`, again)
  if (row.pausedAt !== null) {
    const since = span(now - row.pausedAt)
    const found = `${name} is paused since ${since}, because its vendor refuses its key; its messages wait; ${when}`
    const remedy =
      'Enter a new key under Settings → Connectors, or let it go on there once the account is right.'
    return wrong('connector', found, remedy)
  }
  const failed = latest.findIndex(({ state }) => going.has(state))
  const inRow = latest.slice(0, failed < 0 ? latest.length : failed)
  if (inRow.length >= refusedMin) {
    const count = `${inRow.length}${failed < 0 && latest.length === latestMax ? ' or more' : ''}`
    const found = `${name} is refusing: the latest ${count} messages were not taken (${lastWord(inRow)}); ${when}`
    return wrong('connector', found, 'See them under Settings → Connectors, and what the vendor says there.')
  }
  const pauseMs = row.clearAt - now
  if (pauseMs > pauseMinMs) {
    const toDo = 'It goes on by itself; if that lasts, see its messages under Settings → Connectors.'
    return warn('connector', `${name} is paused for ${span(pauseMs)}, as its vendor asked; ${when}`, toDo)
  }
  return ok('connector', `${name} is on; ${when}`)
}

/** What became of the newest messages that were tried, the newest first. */
async function latestOf({ handle, tables: { delivery } }: ReadOnly, connectorId: string): Promise<Latest[]> {
  const { state, attempts, answer, sentAt } = delivery
  const rows = await handle
    .select({ state, attempts, answer, sentAt })
    .from(delivery)
    .where(eq(delivery.connectorId, connectorId))
    .orderBy(desc(delivery.createdAt))
    .limit(latestMax)
  return rows.filter((row) => ended.has(row.state) || (row.state === 'queued' && row.attempts > 0))
}

function lastSent(latest: readonly Latest[], now: number): string {
  const at = Math.max(...latest.map(({ sentAt }) => sentAt ?? 0), 0)
  return at === 0 ? 'none of its latest messages was sent' : `sent last ${span(now - at)} ago`
}

async function lastHeard(
  { handle, tables }: ReadOnly,
  { id, kind }: ConnectorRow,
  now: number
): Promise<string> {
  const { inbound } = tables
  if (channelOfKind(kind)?.sendsOnly) return 'and nothing is heard from its vendor'
  const newest = sql<number | string | null>`max(${inbound.receivedAt})`
  const [row] = await handle.select({ at: newest }).from(inbound).where(eq(inbound.connectorId, id))
  return row?.at == null
    ? 'and heard nothing that is still kept'
    : `heard last ${span(now - Number(row.at))} ago`
}

/** The status of the vendor's last answer: its words may quote a customer. */
function lastWord([newest]: readonly Latest[]): string {
  const status = /^\d{3}\b/.exec(newest?.answer ?? '')?.[0]
  return status === undefined ? 'without an answer' : `answered ${status}`
}
