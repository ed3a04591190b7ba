import type { Logger } from 'pino'
import type { ResponseState } from './contract/terms'
import type { Database } from './db/database'
import { passingFailure } from './db/failures'
import type { Whose } from './live'
import { tellAnswers } from './live'
import type { Metrics } from './metrics'
import { Problem, problem } from './problem'
import type { Answer, Stored } from './responses'
import { storeAnswers } from './responses'

/** How many answers go into one commit, and how many may wait before clients are told to come back. */
const batchMax = 500
const waitingMax = 20_000
/** So few are not worth a second commit. */
const smallBatch = 8

export type Intake = {
  /** Resolves when the answer is on disk. */
  store(answer: Answer): Promise<Stored>
  /** How many answers wait for a commit that has not begun. */
  waiting(): number
  /** Waits until everything that was taken in is on disk; nothing is taken in afterwards. */
  close(): Promise<void>
}

type Waiting = { answer: Answer; resolve: (stored: Stored) => void; reject: (error: unknown) => void }

/**
 * How many go into the next commit. Senders that wait for their answers before they send the next would all fall into one
 * step: first all are read, then all are written. In two halves, one is read while the other one is written.
 */
function batchSize(waiting: number, last: number): number {
  return Math.min(batchMax, waiting > smallBatch && waiting > 2 * last ? Math.ceil(waiting / 2) : waiting)
}

/**
 * Group commit: while one commit is on its way to the disk, the answers that arrive meanwhile gather for the next. One
 * answer alone waits for nobody, a thousand at once share a handful of commits.
 */
export function makeIntake({ database, metrics, log, now }: { database: Database; metrics: Metrics; log: Logger; now: () => number }): Intake {
  let waiting: Waiting[] = []
  let working: Promise<void> | undefined
  let closed = false

  async function work() {
    // One turn of the event loop lets every request that has already arrived join the first batch.
    await new Promise((resolve) => setImmediate(resolve))
    for (let last = 0; waiting.length > 0; ) {
      const size = batchSize(waiting.length, last)
      const batch = waiting.slice(0, size)
      waiting = waiting.slice(size)
      last = size
      await commit(batch)
      await new Promise((resolve) => setImmediate(resolve))
    }
    working = undefined
  }

  async function commit(batch: Waiting[]) {
    const committed = metrics.commits.startTimer()
    try {
      const stored = await storeAnswers(database, batch.map(({ answer }) => answer), now())
      committed()
      batch.forEach(({ resolve, reject }, index) => {
        const one = stored[index]
        if (!one) return reject(new Error('an answer of the batch has no result'))
        metrics.answers.inc({ outcome: one.outcome })
        resolve(one)
      })
      announce(stored)
    } catch (error) {
      if (batch.length === 1 || error instanceof Problem || passingFailure(error)) return batch.forEach(({ reject }) => reject(error))
      // One answer that the database refuses must not take the others with it.
      for (const one of batch) await commit([one])
    }
  }

  function announce(stored: Stored[]) {
    const news = stored.filter(({ outcome }) => outcome === 'created' || outcome === 'edited')
    const told = new Map<string, { site: string; news: { survey: string; state: ResponseState }; whose: Whose[] }>()
    for (const { row: { siteId, surveyId, state }, tagSet: { agent, team } } of news) {
      const name = `${surveyId} ${state}`
      const one = told.get(name) ?? { site: siteId, news: { survey: surveyId, state: state as ResponseState }, whose: [] } // written from this union
      one.whose.push({ agent, team })
      told.set(name, one)
    }
    for (const { site, news, whose } of told.values()) void tellAnswers(database, log, site, news, whose)
  }

  return {
    store(answer) {
      if (closed) return Promise.reject(problem('stopping'))
      if (waiting.length >= waitingMax) return Promise.reject(problem('database-busy'))
      return new Promise((resolve, reject) => {
        waiting.push({ answer, resolve, reject })
        working ??= work()
      })
    },
    waiting: () => waiting.length,
    async close() {
      closed = true
      await working
    }
  }
}
