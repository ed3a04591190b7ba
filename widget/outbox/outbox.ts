import type { Fate, Posted } from '../shared/protocol'
import type { Store } from '../shared/store'
import { same, toJson } from '../shared/store'

export type Outbox = ReturnType<typeof openOutbox>

/** The world the outbox lives in; tests pass their own. */
export type World = {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  Date: { now: () => number }
  Math: { random: () => number }
  setTimeout: (callback: () => void, ms: number) => Timer
  clearTimeout: (timer: Timer | undefined) => void
}
type Timer = ReturnType<typeof setTimeout>

type Waiting = Record<string, { answer: Posted; since: number }>

const retryFloorMs = 1_000
const retryCeilingMs = 300_000
const hungAfterMs = 20_000
const keepForMs = 14 * 86_400_000
const waitingMax = 50

/**
 * An answer is stored before it is sent, and leaves only when the server itself acknowledges it by echoing
 * its id, or refuses it in its own words. A captive portal's page, a proxy's error, a dead line: all of
 * them leave it here, to be sent after a while with jitter, when the line comes back, or at the next visit.
 * A later edit replaces the earlier one under the same id.
 */
export function openOutbox(url: string, key: string, store: Store, world: World) {
  const sending = new Map<string, Promise<Fate>>()
  const listeners = new Map<string, ((fate: Fate) => void) | undefined>()
  let tries = 0
  let retrying: Timer | undefined
  let stopped = false

  // Read anew each time, because other tabs write to it too.
  const read = () => (store.read(key) ?? {}) as Waiting
  const write = (waiting: Waiting) => store.write(key, Object.keys(waiting)[0] && waiting)

  /**
   * Sends one answer until what was sent is what is stored: an edit made meanwhile goes out next, never
   * beside it.
   */
  async function send(id: string): Promise<Fate> {
    // Only now is this promise known to be under way, so that it ends being so in the same breath as it looks
    // for edits last.
    await undefined
    try {
      for (;;) {
        const sent = read()[id]?.answer
        if (!sent) return 'saved'
        const fate = await post(sent)
        if (fate === 'waiting') return fate
        const waiting = read()
        if (fate === 'saved' && !same(waiting[id]?.answer, sent)) continue
        delete waiting[id]
        write(waiting)
        return fate
      }
    } finally {
      sending.delete(id)
    }
  }

  async function post(answer: Posted): Promise<Fate> {
    const hung = new AbortController()
    const timer = world.setTimeout(() => hung.abort(), hungAfterMs)
    try {
      // A string travels as text/plain, which needs no preflight; keepalive lets it outlive the page.
      const response = await world.fetch(url, {
        method: 'POST',
        body: toJson(answer),
        keepalive: true,
        credentials: 'omit',
        signal: hung.signal
      })
      const { id, code, challenge } = await response.json()
      // It is on disk, and counts once some work was done for it: few surveys ask for that, and only under
      // attack.
      if (challenge) return (await import('./proof.js')).prove(challenge, answer, post)
      if (response.ok) return id === answer.id ? 'saved' : 'waiting'
      // Whatever else the server says may be mended before the answer is too old.
      return code === 'response-locked'
        ? 'locked'
        : /^(survey-|link-|not-f)/.test(code)
          ? 'refused'
          : 'waiting'
    } catch {
      return 'waiting'
    } finally {
      world.clearTimeout(timer)
    }
  }

  function deliver(id: string): Promise<Fate> {
    const underWay = sending.get(id) ?? send(id)
    sending.set(id, underWay)
    return underWay.then((fate) => {
      if (fate === 'waiting') retry()
      else tries = 0
      listeners.get(id)?.(fate)
      return fate
    })
  }

  function retry() {
    world.clearTimeout(retrying)
    if (stopped) return
    const longest = Math.min(retryCeilingMs, retryFloorMs * 2 ** ++tries)
    retrying = world.setTimeout(flush, retryFloorMs + world.Math.random() * longest)
  }

  /** Sends all that waits. */
  function flush() {
    world.clearTimeout(retrying)
    for (const id of Object.keys(read())) void deliver(id)
  }

  return {
    flush,
    /**
     * Stores an answer, then sends it. `tell` hears what became of it at every try, as long as the page
     * lasts.
     */
    put(answer: Posted, tell?: (fate: Fate) => void): Promise<Fate> {
      listeners.set(answer.id, tell)
      const { [answer.id]: _, ...waiting } = read()
      for (const [id, entry] of Object.entries(waiting)) {
        // Written so that an entry of somebody else's making, without a time, goes as well.
        const fresh = world.Date.now() - (entry?.since as number) < keepForMs
        if (!fresh || Object.keys(waiting).length >= waitingMax) delete waiting[id]
      }
      write({ ...waiting, [answer.id]: { answer, since: world.Date.now() } })
      return deliver(answer.id)
    },
    /** Stops trying; what waits stays stored for the next visit. */
    stop() {
      stopped = true
      world.clearTimeout(retrying)
    }
  }
}
