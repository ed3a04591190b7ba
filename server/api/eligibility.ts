import { Hono } from 'hono'
import { admitPage, eligibilityViewOf, whyNotOnPage } from '../asking/eligibility'
import { whyNot } from '../asking/why-not'
import type { EligibilityInput } from '../contract/eligibility'
import { eligibilityInput, eligibilityView as eligibilitySchema } from '../contract/eligibility'
import { problem } from '../contract/problem'
import { reading } from '../db/database'
import { carriers } from '../delivery/deliveries'
import { body } from '../http/body'
import { allowOrigin, preflight } from '../http/cors'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { fittingQuestion } from '../responses/fitting'
import type { Services } from '../services'
import { allowsOrigin } from '../sites/origins'
import { makeRefusedOrigins } from '../sites/refused-origins'
import { openSurvey } from '../surveys/open-survey'
import type { Published } from '../surveys/publication'
import { keepClaims } from './claims'
import { pageOrSomewhereFirst } from './rights-first'

export function eligibilityApi(services: Services) {
  const { database, publication, publicLimit, now } = services
  const noteRefused = makeRefusedOrigins(services)

  /**
   * An invitation is asked about with its address as it would be kept, so that whoever has sent STOP is
   * known however the number is written.
   */
  async function whyNotInvited(input: EligibilityInput, published: Published) {
    const { addressed } = await carriers({ ...services, now: now() }, published, [input.delivery])
    return reading(database, (handle) =>
      whyNot(handle, database, addressed(input), { published, now: now() })
    )
  }

  return new Hono<Env>().options('/eligibility', preflight).post(
    '/eligibility',
    allowOrigin,
    describe('Whether a customer may be asked now, and why not; nothing is kept', {
      200: ['a page is told of the customer it signs for, a key of every rule', eligibilitySchema],
      403: ['this page may not ask here, or the signature is wrong'],
      404: ['no such survey'],
      409: ['the survey is not live']
    }),
    pageOrSomewhereFirst(services, 'invitations:write', ({ kind }) => kind === 'public'),
    body(eligibilityInput, {
      text: true,
      prepare: (asked, c) =>
        c.get('caller').kind === 'public' ? fittingQuestion(keepClaims(asked, c)) : keepClaims(asked, c)
    }),
    async (c) => {
      const caller = c.get('caller')
      const isPage = caller.kind === 'public'
      if (isPage) await publicLimit.question(c.get('address'))
      const input = c.req.valid('json')
      if (!isPage) await openSurvey(database, caller, input.survey, 'invitations:write')
      const published = await publication.survey(input.survey)
      if (!published) throw problem('survey-unknown', input.survey, 'survey')
      const origin = c.req.header('origin')
      if (isPage && !allowsOrigin(published.origins, origin)) await noteRefused(published.site, origin)
      if (isPage) admitPage(input, published, origin, c.get('claims'))
      if (published.row.state !== 'live') throw problem('survey-not-live', input.survey)
      const refused = isPage
        ? whyNotOnPage(database, input, published, now())
        : whyNotInvited(input, published)
      return c.json(eligibilityViewOf(await refused))
    }
  )
}
