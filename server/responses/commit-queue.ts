import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Problem, problem } from '../contract/problem'
import type { ResponseState } from '../contract/terms'
import type { Database } from '../db/database'
import { passingFailure } from '../db/transient-failures'
import type { Whose } from '../live'
import { tellAnswers } from '../live'
import type { Metrics } from '../metrics'
import type { Answer, Stored } from './answer'
import { storeAnswers } from './store'

/** How many answers go into one commit, and how many may wait before clients are told to come back. */
const batchMax = 500
const waitingMax = 20_000
/**
 * How long an answer waits at most for a commit that has not begun, before its client is told to come back.
 */
const patienceMs = 1_500
/**
 * How long it waits for one that has. What a disk that hangs keeps all the same in the end, is there when
 * its client comes back.
 */
const commitPatienceMs = 1_600
const lookedForLateEveryMs = 50
/** How long a commit waits at most for others to join it, and never longer than the one before took. */
const lingerMaxMs = 10
/** How much is left, at the next commit, of what is remembered of how many came at once. */
const peakKept = 0.9

export type Intake = {
  /** Resolves when the answer is on disk. */
  store(answer: Answer): Promise<Stored>
  /** How many answers wait for a commit that has not begun. */
  waiting(): number
  /** Waits until everything that was taken in is on disk; nothing is taken in afterwards. */
  close(): Promise<void>
}

type Waiting = {
  answer: Answer
  since: number
  resolve: (stored: Stored) => void
  reject: (error: unknown) => void
}

/**
 * Group commit: while one commit is on its way to the disk, the answers that arrive meanwhile gather for the
 * next. One answer alone waits for nobody, a thousand at once share a handful of commits. A commit takes as
 * long as dozens of answers, so under load it lingers until half of those are there that came at once lately:
 * the other half is read while it is written.
 */
type Parts = { database: Database; metrics: Metrics; log: Logger; now: () => number }

export function makeIntake({ database, metrics, log, now }: Parts): Intake {
  const waiting: Waiting[] = []
  let underWay: readonly Waiting[] = []
  let working: Promise<void> | undefined
  let lingering: { enough: number; done: () => void } | undefined
  let closed = false

  async function work() {
    const looking = setInterval(turnAwayLate, lookedForLateEveryMs)
    // One turn of the event loop lets every request that has already arrived join the first batch.
    await nextTurn()
    for (let peak = 0, lastMs = 0; waiting.length > 0; ) {
      const enough = Math.min(batchMax, Math.ceil(peak / 2))
      await gathered(enough, Math.min(lingerMaxMs, lastMs))
      peak = Math.max(waiting.length, Math.floor(peak * peakKept))
      const batch = waiting.splice(0, batchMax)
      const start = performance.now()
      underWay = batch
      await commit(batch)
      underWay = []
      lastMs = performance.now() - start
      // Who sent these and waited for them is about to send the next.
      peak = Math.max(peak, waiting.length + batch.length)
      await nextTurn()
    }
    clearInterval(looking)
    working = undefined
  }

  /** Tells those to come back whose commit does not come to an end, and those who wait behind it. */
  function turnAwayLate() {
    const since = performance.now() - commitPatienceMs
    const behind = waiting.findIndex((one) => one.since > since)
    const late = [
      ...underWay.filter((one) => one.since <= since),
      ...waiting.splice(0, behind < 0 ? waiting.length : behind)
    ]
    for (const { reject } of late) reject(problem('database-busy'))
  }

  /** Waits a moment, unless `enough` have come. */
  async function gathered(enough: number, ms: number) {
    if (waiting.length >= enough || closed) return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        lingering = undefined
        resolve()
      }
      const timer = setTimeout(done, ms)
      lingering = { enough, done }
    })
  }

  async function commit(batch: Waiting[]) {
    const committed = metrics.commits.startTimer()
    try {
      const waited = performance.now() - Math.min(...batch.map(({ since }) => since))
      const stored = await storeAnswers(
        database,
        batch.map(({ answer }) => answer),
        now(),
        patienceMs - waited
      )
      committed()
      batch.forEach(({ resolve, reject }, index) => {
        const one = stored[index]
        if (!one) return reject(new Error('an answer of the batch has no result'))
        metrics.answers.inc({ outcome: one.outcome })
        resolve(one)
      })
      announce(stored)
    } catch (error) {
      if (batch.length === 1 || error instanceof Problem || passingFailure(error))
        return batch.forEach(({ reject }) => reject(error))
      // One answer that the database refuses must not take the others with it.
      for (const one of batch) await commit([one])
    }
  }

  function announce(stored: Stored[]) {
    const news = stored.filter(({ outcome }) => outcome === 'created' || outcome === 'edited')
    const told = new Map<
      string,
      { site: string; news: { survey: string; state: ResponseState }; whose: Whose[] }
    >()
    for (const {
      row: { siteId, surveyId, state },
      tagSet: { agent, team }
    } of news) {
      const name = `${surveyId} ${state}`
      const one = told.get(name) ?? {
        site: siteId,
        news: { survey: surveyId, state: state as ResponseState },
        whose: []
      } // written from this union
      one.whose.push({ agent, team })
      told.set(name, one)
    }
    for (const { site, news, whose } of told.values())
      void tellAnswers(database, log, { site, ...news }, whose)
  }

  return {
    store(answer) {
      if (closed) return Promise.reject(problem('stopping'))
      if (waiting.length >= waitingMax) return Promise.reject(problem('database-busy'))
      return new Promise((resolve, reject) => {
        waiting.push({ answer, since: performance.now(), resolve, reject })
        working ??= work()
        if (lingering && waiting.length >= lingering.enough) lingering.done()
      })
    },
    waiting: () => waiting.length,
    async close() {
      closed = true
      lingering?.done()
      await working
    }
  }
}
