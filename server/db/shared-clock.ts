import { passingFailure } from './transient-failures'

/** How often the time of the database is asked for again. */
const askedEveryMs = 10_000
/** So often the time is asked for before a start gives up on a database that does not answer in time. */
const firstAttempts = 5

export type SharedClock = { now(): number; stop(): void }

/**
 * The time by the clock that everybody who shares a database goes by. Between two readings it goes on by
 * this machine's count of time that passes, so that nothing moves when the clock on this machine's wall is
 * set. Throws what `read` throws at first, unless it passes.
 */
export async function followClock(read: () => Promise<number>): Promise<SharedClock> {
  let ahead = -Infinity
  let isAsking = false

  async function ask() {
    const before = performance.now()
    const at = await read()
    const [least, most] = [at - performance.now(), at - before]
    // What the reading does not contradict stays, so that time does not jump to and fro by what the way takes.
    if (ahead < least || ahead > most) ahead = (least + most) / 2
  }

  // A database that is slow for a moment keeps no server from starting.
  for (let attempt = 1; ahead === -Infinity; attempt++)
    await ask().catch((error: unknown) => {
      if (attempt === firstAttempts || !passingFailure(error)) throw error
    })
  const timer = setInterval(() => {
    if (isAsking) return
    isAsking = true
    void ask()
      .catch(() => undefined)
      .finally(() => (isAsking = false))
  }, askedEveryMs).unref()
  return {
    now: () => Math.round(ahead + performance.now()),
    stop: () => clearInterval(timer)
  }
}
