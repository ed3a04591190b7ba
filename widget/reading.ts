const idleMs = 60_000

/**
 * Counts how long a page is read from now on: in view, and in use, which lasts for a minute after the last sign of life.
 * Returns whole seconds so far, and how to stop.
 */
export function startReading() {
  const life = new AbortController()
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
    document.addEventListener(sign, count, { passive: true, capture: true, signal: life.signal })
  }
  return {
    seconds() {
      count()
      return Math.round(read / 1000)
    },
    stop: () => life.abort()
  }
}
