import type { Told } from '../shared/protocol'

const idleMs = 60_000

/**
 * Counts how long a page is read from now on: in view, and in use, which lasts for a minute after the last
 * sign of life. Returns what tells how long that was when it was first asked for, in whole seconds. A part
 * of its own: only a survey that stands in a page asks for it.
 */
export function start({ signal }: { signal: AbortSignal }) {
  let read = 0
  let last = Date.now()
  let inView = !document.hidden

  function count() {
    const now = Date.now()
    if (inView) read += Math.min(now - last, idleMs)
    last = now
    inView = !document.hidden
  }
  for (const sign of ['scroll', 'pointermove', 'pointerdown', 'keydown', 'visibilitychange']) {
    document.addEventListener(sign, count, { passive: true, capture: true, signal })
  }
  let told: Told | undefined
  return () => {
    count()
    return (told ??= { readingSeconds: Math.round(read / 1000) })
  }
}
