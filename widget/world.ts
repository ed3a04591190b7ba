import type { World } from './outbox'

/** The browser's own clock, network and dice. */
export const browserWorld: World = {
  fetch: (url, init) => fetch(url, init),
  now: Date.now,
  random: Math.random,
  later(callback, ms) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  }
}
