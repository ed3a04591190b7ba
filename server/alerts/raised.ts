import { and, eq, isNull } from 'drizzle-orm'
import type { AlertSignal, RaisedAlert } from '../contract/alerts'
import type { Database } from '../db/database'

/** What an alert has found, by the id of the alert and what it is about; nothing where the alert is gone. */
export async function raisedBy(
  { tables: { alert, alertMessage, site }, handle }: Database,
  siteId: string,
  { alertId, about }: { alertId: string; about: string }
): Promise<RaisedAlert | undefined> {
  const [found] = await handle
    .select({ at: alertMessage.at, detail: alertMessage.detail })
    .from(alertMessage)
    .innerJoin(alert, and(eq(alert.id, alertMessage.alertId), eq(alert.siteId, siteId)))
    .innerJoin(site, and(eq(site.id, alert.siteId), isNull(site.deletedAt)))
    .where(and(eq(alertMessage.alertId, alertId), eq(alertMessage.about, about)))
  if (!found) return undefined
  const signal = JSON.parse(found.detail) as AlertSignal // written by the job only
  return {
    id: alertId,
    site: siteId,
    survey: 'survey' in signal ? signal.survey.id : null,
    at: new Date(found.at).toISOString(),
    signal
  }
}
