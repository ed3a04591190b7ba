import { setImmediate as nextTurn } from 'node:timers/promises'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Caller } from '../access/permissions'
import { isTrusted } from '../access/permissions'
import type { ProblemBody } from '../contract/problem'
import { Problem, problem } from '../contract/problem'
import type { ResponseInput, ResponseView } from '../contract/responses'
import { batchInput, batchView, responseInput, responseView as responseSchema } from '../contract/responses'
import { limits } from '../contract/terms'
import { body, fits } from '../http/body'
import { allowOrigin, preflight } from '../http/cors'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { networkHash } from '../limits/network'
import type { Sent } from '../responses/accept'
import { acceptAnswer } from '../responses/accept'
import type { Sender } from '../responses/answer'
import { fittingAnswer } from '../responses/fitting'
import { challengeFor, judgedByProof } from '../responses/proof'
import { isTouched } from '../responses/sender'
import { responseViewOf } from '../responses/view'
import type { Services } from '../services'
import { leaveOutClaimed } from '../sites/claimed-agents'
import { allowsOrigin } from '../sites/origins'
import { makeRefusedOrigins } from '../sites/refused-origins'
import type { Published } from '../surveys/publication'
import { pathOf, patternFor } from '../website/asks'
import { keepClaims } from './claims'
import { pageOrSomewhereFirst, rightsFirst } from './rights-first'

/** Of a batch so many are kept before others get their turn. */
const perTurn = 100

export const responsesApi = (services: Services) => {
  const noteRefused = makeRefusedOrigins(services)

  return new Hono<Env>()
    .options('/responses', preflight)
    .post(
      '/responses',
      allowOrigin,
      describe('Keep an answer; the status says that it is on disk', {
        201: ['kept', responseSchema],
        200: ['known already, or edited within the edit window', responseSchema],
        403: ['this page may not send answers here'],
        409: ['it may no longer change'],
        422: ['it does not fit the survey'],
        429: ['too many']
      }),
      pageOrSomewhereFirst(services, 'responses:write', ({ kind }) => kind !== 'key'),
      body(responseInput, {
        text: true,
        prepare: (answer, c) =>
          c.get('caller').kind === 'key' ? answer : fittingAnswer(keepClaims(answer, c))
      }),
      async (c) => {
        const origin = c.req.header('origin')
        const isPublic = c.get('caller').kind !== 'key'
        if (isPublic) await services.publicLimit.answer(c.get('address'))
        const sent = c.req.valid('json')
        const from = isPublic
          ? {
              network: networkHash(services.config.secret, c.get('address')),
              touched: isTouched(sent.taps ?? [], sent.rating)
            }
          : undefined
        if (isPublic) {
          const published = await services.publication.survey(sent.survey)
          if (published && !allowsOrigin(published.origins, origin)) await noteRefused(published.site, origin)
        }
        const { status, response } = await keep(services, sent, c.get('caller'), {
          origin,
          sent: c.get('claims'),
          from
        })
        return c.json(response, status)
      }
    )
    .post(
      '/responses/batch',
      describe('Keep up to 1,000 answers; a result for each, in order', {
        200: ['each with its own status', batchView]
      }),
      onlyKeys,
      rightsFirst(services, 'responses:write'),
      body(batchInput, { maxBytes: limits.batchBytes }),
      async (c) => {
        const caller = c.get('caller')
        const { responses } = c.req.valid('json')
        const results = []
        for (let start = 0; start < responses.length; start += perTurn) {
          results.push(
            ...(await Promise.all(
              responses.slice(start, start + perTurn).map((item) => keepOne(services, item, caller))
            ))
          )
          await nextTurn()
        }
        return c.json({ results })
      }
    )
}

/** Batches are for programs; what people type, they send one by one. */
const onlyKeys = createMiddleware<Env>(async (c, next) => {
  if (c.get('caller').kind !== 'key') throw problem('sign-in-needed')
  await next()
})

type Kept = { status: 200 | 201; response: ResponseView }

type FromPage = Omit<Sent, 'now'> & { from?: Sender | undefined }

async function keep(
  { config, database, publication, intake, now }: Services,
  input: ResponseInput,
  caller: Caller,
  { from, ...said }: FromPage = {}
): Promise<Kept> {
  const current = await publication.survey(input.survey)
  // A key of another site learns nothing about surveys that are not its own.
  if (!current || (caller.kind === 'key' && caller.siteId !== null && caller.siteId !== current.site.id))
    throw problem('survey-unknown', input.survey)
  const published = { ...current, meaning: await meaningShown(publication, current, input, caller) }
  const accepted = acceptAnswer(input, published, caller, { ...said, now: now() })
  const answer = {
    ...judgedByProof(accepted, published.row, input.proof, { secret: config.secret, now: now() }),
    ...(from && { from }),
    ...(from &&
      accepted.tags.surface === 'widget' && {
        askedOnPage: patternFor(published.row, pathOf(accepted.pageUrl))
      })
  }
  const isFirstSigned =
    published.site.claimedDecision === 'open' && caller.kind === 'public' && answer.standing === 'vouched'
  if (isFirstSigned && (await leaveOutClaimed(database, published.site.id, now()))) publication.forget()
  const stored = await intake.store(answer)
  if (stored.outcome === 'locked') throw problem('response-locked')
  const meaning =
    stored.row.version === published.meaning.version
      ? published.meaning
      : await publication.version(input.survey, stored.row.version)
  if (!meaning) throw new Error(`version ${stored.row.version} of ${input.survey} is gone`)
  const view = responseViewOf(stored.row, stored.tagSet, meaning)
  return {
    status: stored.outcome === 'created' ? 201 : 200,
    response: isTrusted(caller, current.site.id)
      ? view
      : { ...viewForPage(view, input), ...challengeFor(stored.row, config.secret, now()) }
  }
}

/**
 * The answer as a page is told of it: nothing of people that it did not just send itself, and not how the
 * answer is judged, by which it could try out what else is known here.
 */
function viewForPage(view: ResponseView, { customer, conversation, pageUrl }: ResponseInput): ResponseView {
  return {
    ...view,
    customer: customer ? view.customer : null,
    conversation: conversation ? view.conversation : null,
    pageUrl: pageUrl ? view.pageUrl : null,
    delivery: null,
    invitation: null,
    state: 'counted',
    stateReason: null
  }
}

/**
 * What the customer was shown. A page that was loaded before the survey changed answers the old wording, on
 * the old scale.
 */
async function meaningShown(
  publication: Services['publication'],
  { row, meaning }: Published,
  { version = row.version }: ResponseInput,
  caller: Caller
) {
  if (version === row.version) return meaning
  // Another process may have published it a moment ago.
  const shown = await publication.version(row.id, version)
  if (shown) return shown
  // A page cannot help what it was given; a program says something that is not so.
  if (caller.kind === 'public') return meaning
  throw problem('invalid', `“version” is ${version}; the survey's latest is ${row.version}.`, 'version')
}

/** An item of a batch fails alone: the others are kept all the same. */
async function keepOne(
  services: Services,
  item: unknown,
  caller: Caller
): Promise<Kept | { status: number; problem: ProblemBody }> {
  try {
    return await keep(services, fits(responseInput, item), caller)
  } catch (error) {
    if (error instanceof Problem) return { status: error.status, problem: error.body }
    throw error
  }
}
