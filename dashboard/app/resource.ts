import { useLayoutEffect, useState } from 'preact/hooks'
import { ask, Refusal } from './api'

/** What a view shows of one address of the API. `stale` while something newer is on its way. */
export type Resource<T> =
  | { at: 'loading' }
  | { at: 'failed'; refusal: Refusal; retry(): void }
  | { at: 'ready'; value: T; stale: boolean }

/**
 * The resource at `path` of the API; null waits. What was read before is shown at once and then brought up
 * to date.
 */
export function useResource<T>(path: string | null): Resource<T> {
  const [held, setHeld] = useState<Held<T> | undefined>(undefined)
  const [round, setRound] = useState(0)

  useLayoutEffect(() => {
    const again = () => setRound((before) => before + 1)
    refreshers.add(again)
    return () => void refreshers.delete(again)
  }, [])

  // Asked for while it is drawn, so that what stands first on a page is asked for first: effects run from the
  // inside out. They wait for it before the browser goes on, because an answer that came before anybody
  // waited for it would have to be asked for again.
  if (path !== null && held?.path !== path && !known.has(path)) requestOf(path)

  useLayoutEffect(() => {
    if (path === null) return
    let left = false
    const request = requestOf(path)
    request.users++
    request.answer.then(
      (value) => {
        if (!left) setHeld({ path, value: value as T }) // what the contract says of this path
      },
      (error: unknown) => {
        if (left) return
        const refusal = error instanceof Refusal ? error : new Refusal(0, 'unknown', String(error))
        // A figure in view outlives a moment in which the server cannot be reached.
        if (!known.has(path) || (refusal.status > 0 && refusal.status < 500)) setHeld({ path, refusal })
      }
    )
    return () => {
      left = true
      request.users--
      if (request.users === 0) request.abort()
    }
  }, [path, round])

  if (held?.path === path && held && 'refusal' in held) {
    return {
      at: 'failed',
      refusal: held.refusal,
      retry: () => {
        setHeld(undefined)
        setRound(round + 1)
      }
    }
  }
  if (held?.path === path && held && 'value' in held) return { at: 'ready', value: held.value, stale: false }
  // kept under its path
  if (path !== null && known.has(path)) return { at: 'ready', value: known.get(path) as T, stale: false }
  // The figures of the last filter stay, paler, until those of the new one are there: nothing jumps.
  if (held && 'value' in held) return { at: 'ready', value: held.value, stale: true }
  return { at: 'loading' }
}

/** Brings every resource in view up to date. */
export function refresh() {
  // An answer that is on its way may be older than the news.
  underWay.clear()
  for (const again of refreshers) again()
}

/** Forgets all that was read, for the next person at this screen. */
export function forget() {
  known.clear()
  underWay.clear()
}

type Held<T> = { path: string | null; value: T } | { path: string | null; refusal: Refusal }

/**
 * What is on its way, for everybody on the page who asks for it; given up when nobody waits for it any
 * more.
 */
type Request = { answer: Promise<unknown>; users: number; abort(): void }

const knownMax = 60
const known = new Map<string, unknown>()
const underWay = new Map<string, Request>()
const refreshers = new Set<() => void>()

function requestOf(path: string): Request {
  const before = underWay.get(path)
  if (before) return before
  const controller = new AbortController()
  const answer = ask(path, { signal: controller.signal })
  const end = () => {
    if (underWay.get(path) === request) underWay.delete(path)
  }
  const abort = () => {
    end()
    controller.abort()
  }
  const request: Request = { answer, users: 0, abort }
  underWay.set(path, request)
  answer
    .then(
      (value) => remember(path, value),
      () => undefined
    )
    .finally(end)
  return request
}

function remember(path: string, value: unknown) {
  known.delete(path)
  known.set(path, value)
  const oldest = known.keys().next()
  if (known.size > knownMax && !oldest.done) known.delete(oldest.value)
}
