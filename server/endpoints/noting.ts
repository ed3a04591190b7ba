import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { EndpointDeliveryRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { eventsOf } from './answering'

/** So many events are dealt with by one transaction. */
const lotSize = 200
/** What stands where an event is about no survey, but about the whole site. */
const ofSite = ''

/**
 * Makes deliveries of one lot of what happened, one for each endpoint that is to be told. Events were written
 * in the commit that did it and go in the commit that makes their deliveries, so that none is lost and none
 * is told twice under two ids. Resolves to whether there may be more.
 */
export async function noteDeliveries(database: Database, now: number): Promise<boolean> {
  const { endpointEvent, endpoint, endpointDelivery, survey, site } = database.tables
  // Without a transaction, because nearly always there is nothing.
  const some = await database.handle.select({ place: endpointEvent.place }).from(endpointEvent).limit(1)
  if (some.length === 0) return false
  return database.atomically(function* (handle) {
    const lot = handle.select().from(endpointEvent).orderBy(asc(endpointEvent.place)).limit(lotSize)
    const events = yield* run(database.takenFree(lot))
    if (events.length === 0) return false
    const endpoints = yield* run(
      handle
        .select()
        .from(endpoint)
        .where(inArray(endpoint.siteId, [...new Set(events.map(({ siteId }) => siteId))]))
    )
    const surveys = yield* run(
      handle
        .select({ id: survey.id })
        .from(survey)
        .innerJoin(site, and(eq(site.id, survey.siteId), isNull(site.deletedAt)))
        .where(
          and(
            inArray(survey.id, [...new Set(events.map(({ surveyId }) => surveyId))]),
            ne(survey.state, 'deleted')
          )
        )
    )
    const there = new Set(surveys.map(({ id }) => id))
    const deliveries = new Map<string, EndpointDeliveryRow>()
    for (const { siteId, surveyId, type, subject, about } of events)
      for (const one of endpoints) {
        const isTold =
          one.siteId === siteId &&
          (one.surveyId === null || one.surveyId === surveyId) &&
          eventsOf(one).includes(type)
        // What happened to one thing several times in a moment is told once.
        if (isTold && (surveyId === ofSite || there.has(surveyId)))
          deliveries.set(JSON.stringify([one.id, type, surveyId, subject]), {
            id: newId('msg'),
            endpointId: one.id,
            siteId,
            surveyId: surveyId === ofSite ? null : surveyId,
            type,
            subject,
            about,
            state: 'waiting',
            attempts: 0,
            dueAt: now,
            status: null,
            reason: null,
            answer: null,
            happenedAt: now,
            triedAt: null
          })
      }
    const rows = [...deliveries.values()]
    if (rows.length > 0)
      yield* database.insertRows(handle, {
        table: endpointDelivery,
        rows,
        onConflict: 'on conflict do nothing'
      })
    yield* run(
      handle.delete(endpointEvent).where(
        inArray(
          endpointEvent.place,
          events.map(({ place }) => place)
        )
      )
    )
    return events.length === lotSize
  })
}
