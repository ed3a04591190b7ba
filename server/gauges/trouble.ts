import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ProblemCode } from '../contract/problem'
import { Problem } from '../contract/problem'
import type { Database } from '../db/database'
import { passingFailure } from '../db/transient-failures'

const loggedEveryMs = 60_000
/** For how long what was found is believed, while all is well and while it is not. */
const believedMs = { well: 5_000, ill: 1_000 }
/** What takes longer to be written is told as a database that is busy. */
const patienceMs = 1_000

/**
 * Whether the database takes what is written: what it refuses answers by, as requests tell it and as trying
 * shows.
 */
export type Trouble = {
  /** To be told of every problem that a request fails by; one of the database is logged once a minute. */
  note(problem: Problem): void
  /**
   * By what nothing can be written at the moment; nothing where all is well. It is tried now and then, by
   * something that means nothing.
   */
  now(): Promise<ProblemCode | undefined>
}

export function makeTrouble({ database, log }: { database: Database; log: Logger }): Trouble {
  let loggedAt = -Infinity
  let refused = 0
  let tried: { at: number; found: Promise<ProblemCode | undefined> } | undefined
  let last: ProblemCode | undefined
  let trying: Promise<ProblemCode | undefined> | undefined

  /** One at a time: of a disk that hangs, not one after the other waits for ever. */
  function tryOnce(): Promise<ProblemCode | undefined> {
    trying ??= database
      .probe()
      .then(() => undefined, codeOf)
      .finally(() => (trying = undefined))
    const late = sleep(patienceMs, 'database-busy' as const, { ref: false })
    return Promise.race([trying, late]).then((found) => (last = found))
  }

  return {
    note({ code }) {
      if (!code.startsWith('database-')) return
      refused += 1
      // What is believed to be well is tried anew.
      if (last === undefined) tried = undefined
      if (performance.now() - loggedAt < loggedEveryMs) return
      loggedAt = performance.now()
      log.error(
        { code, refused },
        'the database did not take what was sent; this is told once a minute at most'
      )
      refused = 0
    },
    now() {
      const forMs = last === undefined ? believedMs.well : believedMs.ill
      if (tried === undefined || performance.now() - tried.at >= forMs)
        tried = { at: performance.now(), found: tryOnce() }
      return tried.found
    }
  }
}

function codeOf(error: unknown): ProblemCode {
  return error instanceof Problem ? error.code : (passingFailure(error)?.code ?? 'database-broken')
}
