import type { Logger } from 'pino'
import type { Config } from '../config'
import { takeUntoldPauses } from '../connectors/pausing'
import type { Database } from '../db/database'
import { takeUntoldEndpoints } from '../endpoints/pausing'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { endpointLetter, heldLetter, pausedLetter } from '../mail/letters'
import type { Mailer } from '../mail/sender'
import type { MailLanguage } from '../mail/words'
import { isMailLanguage } from '../mail/words'
import { takeUntold } from '../responses/held'

const everyMs = 20_000

/**
 * Mails the owners of a site, once a day, that answers are held back, and once that a connector or an endpoint
 * was paused. Where no mail server is named, the dashboard says it alone.
 */
export function makeTelling({
  database,
  mailer,
  config,
  log,
  now
}: {
  database: Database
  mailer: Mailer
  config: Config
  log: Logger
  now: () => number
}): Job {
  let nextAt = 0
  return makeJob(async () => {
    const at = performance.now()
    if (at < nextAt) return { begun: [] }
    nextAt = at + everyMs
    await database.exclusively('telling', async () => {
      for (const { siteId, site, surveyId, survey, locale, owners } of await takeUntold(database, now())) {
        const url = `${config.publicUrl}/sites/${siteId}/surveys/${surveyId}/answers?suspects=open`
        for (const { name, email } of owners)
          mailer.post(email, heldLetter(languageOf(locale), { name, site, survey, url }))
      }
      for (const { siteId, site, connectorId, connector, locale, owners } of await takeUntoldPauses(
        database
      )) {
        const url = `${config.publicUrl}/sites/${siteId}/connectors/${connectorId}`
        for (const { name, email } of owners)
          mailer.post(email, pausedLetter(languageOf(locale), { name, site, connector, url }))
      }
      for (const { siteId, site, endpointId, endpoint, locale, owners } of await takeUntoldEndpoints(
        database
      )) {
        const url = `${config.publicUrl}/sites/${siteId}/endpoints/${endpointId}`
        for (const { name, email } of owners)
          mailer.post(email, endpointLetter(languageOf(locale), { name, site, endpoint, url }))
      }
    })
    return { begun: [] }
  }, log)
}

function languageOf(locale: string): MailLanguage {
  const tag = locale.slice(0, 2)
  return isMailLanguage(tag) ? tag : 'en'
}
