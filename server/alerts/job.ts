import { and, asc, eq, isNull, lt, lte, ne } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { FiguresThread } from '../columns/figures-thread'
import type { AlertSignal } from '../contract/alerts'
import type { AlertRow, SiteRow } from '../db/rows'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { hashOf } from '../secrets/ids'
import { dayIn, instantIn } from '../time/days'
import { quietOf } from './alerts'
import type { Signal } from './detail'
import { isDigest } from './detail'
import { digestOf } from './digest'
import { tellAt } from './quiet'
import { makeReadFigure } from './reading'
import type { SendsAlerts } from './sending'
import { sendAlert } from './sending'
import { digestSignals, eventSignals, scoreSignals } from './signals'
import { toldOf } from './telling'
import { weekSignals } from './week-signals'

const everyMs = 20_000
const sentAtOnce = 20
/** Whoever sends a message has so long for it; afterwards another process may try. */
const leaseMs = 60_000
const triesAfterMs = [60_000, 300_000, 1_800_000, 7_200_000, 21_600_000]
/** Digests are there when people begin to work. */
const digestsAt = '08:00'
const clearEveryMs = 3_600_000
const keptMs = 90 * 86_400_000
/** A day is judged so long after it is over: answers of its last minutes are in by then. */
const settledMs = 30 * 60_000

type Parts = SendsAlerts & {
  log: Logger
  now: () => number
  /** Works out a figure for somebody. */
  figureOf: FiguresThread['answer']
}

/**
 * Finds what alerts are to tell, and tells it, each thing once: what was found is kept in the database first.
 * Several processes may do so on one database. A process that dies between sending and noting it sends that
 * one message again, a mail under the same name.
 */
export function makeAlerting(services: Parts): Job {
  const { database, config, log, now, figureOf } = services
  let nextAt = 0
  let clearAt = 0
  const readFigure = makeReadFigure(figureOf)

  async function look() {
    const { alert, site, member } = database.tables
    const isTheirs = and(eq(member.siteId, alert.siteId), eq(member.userId, alert.member))
    const rows = await database.handle
      .select({ alert, site, role: member.role })
      .from(alert)
      .innerJoin(site, and(eq(site.id, alert.siteId), isNull(site.deletedAt)))
      .leftJoin(member, isTheirs)
      .orderBy(asc(alert.id))
    for (const { alert: one, site: its, role } of rows) {
      if (one.member !== null && role === null) continue // they have left
      await keep(one, its, await eventSignals(database, one, { role, now: now() }))
      const today = dayIn(its.timeZone, now())
      if (one.checkedOn === today || now() < instantIn(its.timeZone, today) + settledMs) continue
      const days = { today, createdOn: dayIn(its.timeZone, one.createdAt) }
      await keep(one, its, digestSignals(one, days), instantIn(its.timeZone, today, digestsAt))
      await keep(one, its, await scoreSignals(database, one, { ...days, readFigure }))
      await keep(one, its, await weekSignals(database, one, { ...days, readFigure }))
      await database.handle.update(alert).set({ checkedOn: today }).where(eq(alert.id, one.id))
    }
  }

  async function keep(alert: AlertRow, site: SiteRow, signals: readonly Signal[], notBefore = 0) {
    if (signals.length === 0) return
    const at = now()
    const nextAt = tellAt(quietOf(alert), site.timeZone, Math.max(at, notBefore))
    await database.handle
      .insert(database.tables.alertMessage)
      .values(
        signals.map(({ about, detail }) => ({
          alertId: alert.id,
          about,
          detail: JSON.stringify(detail),
          state: 'queued' as const,
          tries: 0,
          nextAt,
          said: null,
          at
        }))
      )
      .onConflictDoNothing()
  }

  async function tell() {
    const { alert, alertMessage, site } = database.tables
    const due = await database.handle
      .select({ message: alertMessage, alert, site })
      .from(alertMessage)
      .innerJoin(alert, eq(alert.id, alertMessage.alertId))
      .innerJoin(site, and(eq(site.id, alert.siteId), isNull(site.deletedAt)))
      .where(and(eq(alertMessage.state, 'queued'), lte(alertMessage.nextAt, now())))
      .orderBy(asc(alertMessage.nextAt))
      .limit(sentAtOnce)
    await Promise.all(
      due.map(async ({ message, alert: one, site: its }) => {
        const isIt = and(eq(alertMessage.alertId, message.alertId), eq(alertMessage.about, message.about))
        const mine = await database.handle
          .update(alertMessage)
          .set({ nextAt: now() + leaseMs, tries: message.tries + 1 })
          .where(and(isIt, eq(alertMessage.state, 'queued'), eq(alertMessage.tries, message.tries)))
          .returning({ about: alertMessage.about })
        if (mine.length === 0) return
        const detail = JSON.parse(message.detail) as AlertSignal // written by keep() only
        const where = { language: one.language, site: its, publicUrl: config.publicUrl }
        const told = isDigest(detail)
          ? await digestOf(database, one, detail, { readFigure, where })
          : toldOf(detail, where)
        const id = hashOf(`${message.alertId} ${message.about}`)
        const sent = await sendAlert(services, one, { ...told, id })
        const pause = triesAfterMs[message.tries]
        const outcome = sent.ok
          ? { state: 'sent' as const, said: null }
          : sent.final || pause === undefined
            ? { state: 'failed' as const, said: sent.said }
            : { state: 'queued' as const, said: sent.said, nextAt: now() + pause }
        await database.handle.update(alertMessage).set(outcome).where(isIt)
      })
    )
  }

  /** What was told long ago is of no use to anybody. */
  async function clear(at: number) {
    if (at < clearAt) return
    clearAt = at + clearEveryMs
    const { alertMessage } = database.tables
    await database.handle
      .delete(alertMessage)
      .where(and(ne(alertMessage.state, 'queued'), lt(alertMessage.at, now() - keptMs)))
  }

  return makeJob(async () => {
    const at = performance.now()
    if (at < nextAt) return { begun: [] }
    nextAt = at + everyMs
    await database.exclusively('alerting', look)
    await tell()
    await clear(at)
    return { begun: [] }
  }, log)
}
