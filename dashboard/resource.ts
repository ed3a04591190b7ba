import { useEffect, useState } from 'preact/hooks'
import { ask, Refusal } from './api'

/** What a view shows of one address of the API. `stale` while something newer is on its way. */
export type Resource<T> =
  | { at: 'loading' }
  | { at: 'failed'; refusal: Refusal; retry(): void }
  | { at: 'ready'; value: T; stale: boolean }

/** The resource at `path` of the API; null waits. What was read before is shown at once and then brought up to date. */
export function useResource<T>(path: string | null): Resource<T> {
  const [held, setHeld] = useState<Held<T> | undefined>(undefined)
  const [round, setRound] = useState(0)

  useEffect(() => {
    const again = () => setRound((before) => before + 1)
    refreshers.add(again)
    return () => void refreshers.delete(again)
  }, [])

  useEffect(() => {
    if (path === null) return
    const abort = new AbortController()
    ask<T>(path, { signal: abort.signal }).then(
      (value) => {
        remember(path, value)
        setHeld({ path, value })
      },
      (error: unknown) => {
        if (abort.signal.aborted) return
        const refusal = error instanceof Refusal ? error : new Refusal(0, 'unknown', String(error))
        // A figure in view outlives a moment in which the server cannot be reached.
        if (!known.has(path) || (refusal.status > 0 && refusal.status < 500)) setHeld({ path, refusal })
      }
    )
    return () => abort.abort()
  }, [path, round])

  if (held?.path === path && held && 'refusal' in held) {
    return { at: 'failed', refusal: held.refusal, retry: () => { setHeld(undefined); setRound(round + 1) } }
  }
  if (held?.path === path && held && 'value' in held) return { at: 'ready', value: held.value, stale: false }
  if (path !== null && known.has(path)) return { at: 'ready', value: known.get(path) as T, stale: false } // kept under its path
  // The figures of the last filter stay, paler, until those of the new one are there: nothing jumps.
  if (held && 'value' in held) return { at: 'ready', value: held.value, stale: true }
  return { at: 'loading' }
}

/** Brings every resource in view up to date. */
export function refresh() {
  for (const again of refreshers) again()
}

/** Forgets all that was read, for the next person at this screen. */
export function forget() {
  known.clear()
}

type Held<T> = { path: string | null; value: T } | { path: string | null; refusal: Refusal }

const knownMax = 60
const known = new Map<string, unknown>()
const refreshers = new Set<() => void>()

function remember(path: string, value: unknown) {
  known.delete(path)
  known.set(path, value)
  const oldest = known.keys().next()
  if (known.size > knownMax && !oldest.done) known.delete(oldest.value)
}
