import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { operatorKey } from './server-process'

/**
 * What is known of one answer: the rating that was acknowledged last, and the one that was sent since
 * without an acknowledgement.
 */
type Entry = { acknowledged?: number; unclear?: number }
/** Every answer that was ever sent, by id. */
export type Ledger = Map<string, Entry>

/**
 * Posts one answer; resolves to whether it was acknowledged. Throws for an answer that a server may not
 * give to a good request.
 */
export type Post = (id: string, rating: number) => Promise<boolean>

/**
 * Clients that send answers one after another, as fast as they are acknowledged: most of them new, some
 * sent again, some edited. Each goes on until its first failure, which is what a stopping server means to
 * it, or until `enough` says so.
 */
export async function flood(
  ledger: Ledger,
  post: Post,
  { clients, enough = () => false }: { clients: number; enough?: () => boolean }
): Promise<void> {
  await Promise.all(Array.from({ length: clients }, () => sendUntilFailure(ledger, post, enough)))
}

/**
 * The same until it is stopped: a client that failed comes again a moment later. What is unclear in the end
 * is sent again, so that everything in the ledger is acknowledged then.
 */
export function keepFlooding(ledger: Ledger, post: Post, clients: number): () => Promise<void> {
  let isOver = false
  const running = (async () => {
    while (!isOver) {
      await flood(ledger, post, { clients, enough: () => isOver })
      await sleep(backAfterMs)
    }
  })()
  return async () => {
    isOver = true
    await running
    await resend(ledger, post)
  }
}

/** Sends everything again whose fate is unclear. */
export async function resend(ledger: Ledger, post: Post): Promise<void> {
  for (const [id, { unclear }] of ledger) {
    if (unclear !== undefined && !(await send(ledger, post, id, unclear)))
      throw new Error(`answer ${id} was not taken when it was sent again`)
  }
}

export function acknowledged(ledger: Ledger): number {
  return [...ledger.values()].filter((entry) => entry.acknowledged !== undefined).length
}

const backAfterMs = 20

/** What a server says that stops or waits for its database, and a balancer of a server that is gone. */
const toBeSentAgain = [502, 503, 504]

/** Posts over HTTP to the server at `url`. */
export function poster(url: string, survey: string): Post {
  return async (id, rating) => {
    const body = JSON.stringify({
      id,
      survey,
      rating,
      channel: 'sms',
      topics: [`topic-${rating}`],
      agent: `agent-${rating % 3}`
    })
    const sent = fetch(`${url}/api/v1/responses`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
    })
    const response = await sent.catch(() => undefined)
    const text = await response?.text().catch(() => undefined)
    if (!response || text === undefined || toBeSentAgain.includes(response.status)) return false
    if (response.status === 200 || response.status === 201) return true
    throw new Error(`answer ${id} was answered with ${response.status}: ${text}`)
  }
}

async function sendUntilFailure(ledger: Ledger, post: Post, enough: () => boolean) {
  let last = { id: '', rating: 0 }
  while (!enough()) {
    const what = last.id === '' ? 'new' : pick(['new', 'new', 'new', 'again', 'edit'] as const)
    if (what === 'new') last = { id: randomUUID(), rating: anyRating() }
    if (what === 'edit') last = { ...last, rating: anyRating() }
    if (!(await send(ledger, post, last.id, last.rating))) return
  }
}

async function send(ledger: Ledger, post: Post, id: string, rating: number): Promise<boolean> {
  const before = ledger.get(id)
  ledger.set(id, { ...before, unclear: rating })
  if (!(await post(id, rating))) return false
  ledger.set(id, { acknowledged: rating })
  return true
}

function anyRating() {
  return pick([1, 2, 3, 4, 5] as const)
}

function pick<T>(values: readonly [T, ...T[]]): T {
  return values[Math.floor(Math.random() * values.length)] ?? values[0]
}
