import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { problem } from '../contract/problem'
import type { Env } from '../http/env'
import { ownHeaders } from '../http/own-origin'
import { allowLongBody } from '../limits/sockets'
import type { Services } from '../services'
import { alertsApi } from './alerts'
import { answersApi } from './answers'
import { asksApi } from './asks'
import { auditApi } from './audit'
import { connectorsApi } from './connectors'
import { conversationsApi } from './conversations'
import { customersApi } from './customers'
import { deletionsApi } from './deletions'
import { disputesApi } from './disputes'
import { eligibilityApi } from './eligibility'
import { endpointsApi } from './endpoints'
import { figureRoutes } from './figure-routes'
import { figuresApart } from './figures-apart'
import { followUpsApi } from './follow-ups'
import { goalsApi } from './goals'
import { importsApi } from './imports'
import { invitationUploadApi } from './invitation-upload'
import { invitationsApi } from './invitations'
import { keysApi } from './keys'
import { liveApi } from './live'
import { mailApi } from './mail'
import { marksApi } from './marks'
import { membersApi } from './members'
import { noticesApi } from './notices'
import { optOutsApi } from './opt-outs'
import { planVoicesApi } from './plan-voices'
import { plansApi } from './plans'
import { profileApi } from './profile'
import { responsesApi } from './responses'
import { retentionApi } from './retention'
import { reviewsApi } from './reviews'
import { setUpApi } from './set-up'
import { sitesApi } from './sites'
import { surveysApi } from './surveys'
import { tagsApi } from './tags'
import { writeBackApi } from './write-back'

/** Everything under /api/v1, one router per noun. */
export function createApi(services: Services) {
  return new Hono<Env>()
    .use(async (c, next) => {
      // Answers, figures and names of customers are kept by no cache between us and who asked.
      c.header('Cache-Control', 'no-store')
      const caller = await services.people.callerOf(
        ownHeaders(c.req.raw, services.config.publicUrl),
        c.get('address')
      )
      if (caller.kind === 'public' && !isForEverybody(c.req.method, c.req.path))
        throw problem('sign-in-needed')
      c.set('caller', caller)
      // node-server's, on a socket
      if (caller.kind !== 'public') allowLongBody((c.env as { incoming?: unknown } | undefined)?.incoming)
      await next()
    })
    .get('*', compress()) // a page of figures is some 60 kB of JSON, and a tenth of that where it is packed
    .route('/', figuresApart(services))
    .route('/', sitesApi(services))
    .route('/', surveysApi(services))
    .route('/', responsesApi(services))
    .route('/', invitationsApi(services))
    .route('/', invitationUploadApi(services))
    .route('/', asksApi(services))
    .route('/', eligibilityApi(services))
    .route('/', optOutsApi(services))
    .route('/', conversationsApi(services))
    .route('/', customersApi(services))
    .route('/', retentionApi(services))
    .route('/', deletionsApi(services))
    .route('/', figureRoutes(services))
    .route('/', answersApi(services))
    .route('/', reviewsApi(services))
    .route('/', liveApi(services))
    .route('/', setUpApi(services))
    .route('/', mailApi(services))
    .route('/', membersApi(services))
    .route('/', profileApi(services))
    .route('/', keysApi(services))
    .route('/', importsApi(services))
    .route('/', connectorsApi(services))
    .route('/', endpointsApi(services))
    .route('/', writeBackApi(services))
    .route('/', noticesApi(services))
    .route('/', auditApi(services))
    .route('/', tagsApi(services))
    .route('/', planVoicesApi(services))
    .route('/', plansApi(services))
    .route('/', marksApi(services))
    .route('/', goalsApi(services))
    .route('/', alertsApi(services))
    .route('/', followUpsApi(services))
    .route('/', disputesApi(services))
}

/** What needs neither key nor session. Everything else says so before it looks at what was asked. */
const forEverybody = [
  'POST /api/v1/responses',
  'OPTIONS /api/v1/responses',
  'POST /api/v1/eligibility',
  'OPTIONS /api/v1/eligibility',
  'POST /api/v1/asks',
  'OPTIONS /api/v1/asks',
  'GET /api/v1/set-up',
  'POST /api/v1/set-up',
  'POST /api/v1/join',
  'GET /api/v1/openapi.json'
]

function isForEverybody(method: string, path: string) {
  return forEverybody.includes(`${method === 'HEAD' ? 'GET' : method} ${path}`)
}
