import { Hono } from 'hono'
import { Problem } from '../contract/problem'
import type { AskInput } from '../contract/website-asks'
import { askInput } from '../contract/website-asks'
import { body } from '../http/body'
import { allowOrigin, preflight } from '../http/cors'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import { dayIn } from '../time/days'
import { makeAskCounter, patternFor } from '../website/asks'

const none = { unanswered: 0, dismissed: 0, answered: 0 }
const changes: Record<AskInput['what'], typeof none> = {
  shown: { ...none, unanswered: 1 },
  dismissed: { ...none, unanswered: 1, dismissed: 1 },
  'dismissed-later': { ...none, dismissed: 1 },
  'answered-later': { ...none, unanswered: -1 }
}

/** What pages tell of what they asked: counts without a name, a cookie or a path. */
export function asksApi({ database, publication, publicLimit, now }: Services) {
  const count = makeAskCounter(database)
  return new Hono<Env>().options('/asks', preflight).post(
    '/asks',
    allowOrigin,
    describe('Count that a page has shown a survey, or that it was dismissed', {
      204: ['nobody is told whether it was counted: a page has no use for it, and its console stays clean']
    }),
    body(askInput, { text: true }),
    async (c) => {
      const { survey, what, path = '' } = c.req.valid('json')
      const published = await publication.survey(survey)
      const isOwn =
        published?.origins.includes(c.req.header('origin') ?? '') && published.row.state === 'live'
      if (published && isOwn && (await isWithin(() => publicLimit.ask(c.get('address'), survey)))) {
        await count({
          surveyId: survey,
          askedOn: dayIn(published.site.timeZone, now()),
          page: patternFor(published.row, path),
          ...changes[what]
        })
      }
      return c.body(null, 204)
    }
  )
}

async function isWithin(limit: () => Promise<void>): Promise<boolean> {
  try {
    await limit()
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
