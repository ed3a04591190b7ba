import { heldLetter } from '../mail/letters'
import { isMailLanguage } from '../mail/words'
import { takeUntold } from '../responses/held'
import type { Services } from '../services'
import type { Job } from './job'
import { makeJob } from './job'

const everyMs = 20_000

/** Mails the owners of a site, once a day, that answers are held back. Where no mail server is named, the overview says it alone. */
export function makeTelling({ database, mailer, config, log, now }: Pick<Services, 'database' | 'mailer' | 'config' | 'log' | 'now'>): Job {
  let nextAt = 0
  return makeJob(async () => {
    if (now() < nextAt) return { begun: [] }
    nextAt = now() + everyMs
    const news = await database.exclusively('telling', () => takeUntold(database, now()))
    for (const { siteId, site, surveyId, survey, locale, owners } of news ?? []) {
      const tag = locale.slice(0, 2)
      const url = `${config.publicUrl}/sites/${siteId}/surveys/${surveyId}/answers?suspects=open`
      for (const { name, email } of owners) mailer.post(email, heldLetter(isMailLanguage(tag) ? tag : 'en', { name, site, survey, url }))
    }
    return { begun: [] }
  }, log)
}
