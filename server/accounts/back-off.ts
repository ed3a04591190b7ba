import { createHmac } from 'node:crypto'
import { and, asc, count, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Config } from '../config'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { networkOf } from '../limits/network'

const windowMs = 15 * 60 * 1000
/** How often one account may be tried from one network, or from one browser that signed in before. */
const triesOfPair = 10
/** How many tries may fail from one network on all accounts together; a whole office may be behind it. */
const failuresOfNetwork = 100
/** From here on, tries on one account from wherever they come wait for each other, ever longer. */
const failuresOfAccount = 20
const paceMsStep = 250
const paceMsMax = 5_000
const waitingMax = 30
/** How many counts are kept; the oldest go first. */
const rowsMax = 100_000
const trimmedEvery = 500

type Try = {
  /** The right password, or no try after all: nothing of this is held against anybody. */
  forgive(): Promise<void>
  /**
   * A wrong password: counted against the account and the network. Gives how many failed on the account,
   * and whether it is attacked from this one on.
   */
  fail(): Promise<{ failures: number; isAttack: boolean }>
}

export type BackOff = {
  /**
   * Counts one more try on the account of `email`. Throws `too-many` for this pair of account and network
   * after ten within 15 minutes. Beyond twenty from everywhere a try waits; a browser that signed in before
   * (`device`) never waits for others.
   */
  take(email: string, from: { address: string; device: string | undefined }): Promise<Try>
}

/**
 * How often passwords may be tried, counted in the database so that it holds across processes and restarts.
 */
export function makeBackOff({
  database,
  config,
  now
}: {
  database: Database
  config: Config
  now: () => number
}): BackOff {
  const {
    tables: { attempt },
    handle
  } = database
  const keyOf = (...parts: string[]) =>
    createHmac('sha256', config.secret)
      .update(`attempt ${JSON.stringify(parts)}`)
      .digest('base64url')
  const queues = new Map<string, { last: Promise<void>; waiting: number }>()
  let takes = 0

  async function counted(keys: readonly string[]): Promise<Map<string, { count: number; since: number }>> {
    const at = now()
    // One that began so much later was begun before the clock was set back.
    const isOver = sql`(${attempt.since} <= ${at - windowMs} or ${attempt.since} > ${at + windowMs})`
    // One statement, so that no number of tries at the same moment gets past the count; in one order, so that
    // two never wait for each other.
    const rows = await handle
      .insert(attempt)
      .values([...keys].sort().map((key) => ({ key, count: 1, since: at })))
      .onConflictDoUpdate({
        target: attempt.key,
        set: {
          count: sql`case when ${isOver} then 1 else ${attempt.count} + 1 end`,
          since: sql`case when ${isOver} then ${at} else ${attempt.since} end`
        }
      })
      .returning()
    if (rows.some((row) => row.count === 1))
      await handle.delete(attempt).where(lte(attempt.since, at - windowMs))
    if (takes++ % trimmedEvery === 0) await trim()
    return new Map(rows.map((row) => [row.key, row]))
  }

  async function trim() {
    const [held] = await handle.select({ rows: count() }).from(attempt)
    const over = (held?.rows ?? 0) - rowsMax
    if (over <= 0) return
    const [until] = await handle
      .select({ since: attempt.since })
      .from(attempt)
      .orderBy(asc(attempt.since))
      .limit(1)
      .offset(over - 1)
    if (until) await handle.delete(attempt).where(lte(attempt.since, until.since))
  }

  const takeBack = (key: string) =>
    handle
      .update(attempt)
      .set({ count: sql`${attempt.count} - 1` })
      .where(and(eq(attempt.key, key), gt(attempt.count, 0)))
      .then(() => undefined)
  const tooMany = (since: number) =>
    problem('too-many', String(Math.max(1, Math.ceil((since + windowMs - now()) / 1000))))

  /** The tries of strangers on an attacked account come one after the other. */
  async function wait(account: string, failures: number) {
    const queue = queues.get(account) ?? { last: Promise.resolve(), waiting: 0 }
    const paceMs = Math.min(paceMsMax, (paceMsStep * failures) / failuresOfAccount)
    if (queue.waiting >= waitingMax || queues.size > rowsMax / 100)
      throw problem('too-many', String(Math.ceil((paceMs * queue.waiting) / 1000)))
    queue.waiting++
    queue.last = queue.last.then(() => new Promise((resolve) => setTimeout(resolve, paceMs)))
    queues.set(account, queue)
    await queue.last
    queue.waiting--
    if (queue.waiting === 0) queues.delete(account)
  }

  return {
    async take(email, { address, device }) {
      const network = networkOf(address)
      const [account, ofNetwork] = [keyOf('account', email), keyOf('network', network)]
      const pair = device === undefined ? keyOf('pair', email, network) : keyOf('device', email, device)
      const mine = (await counted([pair])).get(pair)
      if (mine && mine.count > triesOfPair) throw tooMany(mine.since)
      if (device === undefined) {
        const rows = await handle
          .select()
          .from(attempt)
          .where(
            and(
              inArray(attempt.key, [account, ofNetwork]),
              gt(attempt.since, now() - windowMs),
              lte(attempt.since, now() + windowMs)
            )
          )
        const theirs = rows.find(({ key }) => key === ofNetwork)
        const failures = rows.find(({ key }) => key === account)?.count ?? 0
        try {
          if (theirs && theirs.count >= failuresOfNetwork) throw tooMany(theirs.since)
          if (failures >= failuresOfAccount) await wait(account, failures)
        } catch (refusal) {
          await takeBack(pair)
          throw refusal
        }
      }
      return {
        forgive: () => takeBack(pair),
        async fail() {
          if (device !== undefined) return { failures: mine?.count ?? 0, isAttack: false }
          const failures = (await counted([account, ofNetwork])).get(account)?.count ?? 0
          return { failures, isAttack: failures === failuresOfAccount }
        }
      }
    }
  }
}
