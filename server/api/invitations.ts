import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { renderSVG } from 'uqr'
import type { Caller } from '../access/permissions'
import { noteReading } from '../audit/readings'
import type { InvitationInput } from '../contract/invitations'
import {
  invitationBatch,
  invitationBatchView,
  invitationInput,
  invitationPatch,
  invitationsQuery,
  invitationsView,
  invitationView,
  keptInvitation,
  sheetQuery
} from '../contract/invitations'
import { Problem, problem } from '../contract/problem'
import { limits } from '../contract/terms'
import { body, fits, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { listInvitations, permittedInvitation, viewOf } from '../invitations/list'
import { placementLink, sheetCards } from '../invitations/placements'
import { qrPng } from '../invitations/qr-png'
import type { Ready } from '../inviting/batch'
import { createEach } from '../inviting/batch'
import { changeInvitation, remind } from '../inviting/change'
import { createInvitations } from '../inviting/create'
import { placementSheet } from '../presentation/placement-sheet'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { first, rightsFirst, somewhereFirst } from './rights-first'

/** Of a batch so many are looked at before others get their turn. */
const perTurn = 50

export function invitationsApi(services: Services) {
  const { database, publication, config, outbox, now } = services
  const permitted = (c: Context<Env>) =>
    permittedInvitation(database, c.get('caller'), c.req.param('id') ?? '', 'invitations:write')

  async function publishedOf(id: string) {
    const published = await publication.survey(id)
    if (!published) throw problem('survey-unknown', id, 'survey')
    return published
  }

  /** The link of a placement, for whoever may print it. */
  async function readLink(c: Context<Env>) {
    const { row } = await permitted(c)
    const link = placementLink(row, config)
    await noteReading(database, {
      siteId: row.siteId,
      caller: c.get('caller'),
      action: 'placement-links-read',
      subject: row.surveyId,
      at: now()
    })
    return link
  }

  /** What may be made of one input, by this caller and at this time. */
  async function readyOf(
    input: InvitationInput,
    mayAsk: (survey: string) => Promise<unknown>
  ): Promise<Ready> {
    await mayAsk(input.survey)
    const published = await publishedOf(input.survey)
    if (published.row.state !== 'live') throw problem('survey-not-live', input.survey)
    if (input.expiresAt !== undefined && Date.parse(input.expiresAt) <= now())
      throw problem('invalid', '“expiresAt” is over already; choose a later time.', 'expiresAt')
    return { input, published }
  }

  /**
   * Lets a caller through to each survey that is named, or says that there is none; each is looked up once.
   */
  function mayAskOf(caller: Caller) {
    const opened = new Map<string, Promise<unknown>>()
    return (survey: string) => {
      const known = opened.get(survey) ?? openSurvey(database, caller, survey, 'invitations:write')
      opened.set(survey, known)
      return known
    }
  }

  return new Hono<Env>()
    .post(
      '/invitations',
      describe('Make a survey link; its tags are frozen here', {
        201: ['made, or the one that has the same externalId', invitationView],
        404: ['no such survey'],
        409: ['the survey is not live, or somebody who signed in asks for a customer’s link once more']
      }),
      somewhereFirst(services, 'invitations:write'),
      body(invitationInput),
      async (c) => {
        const caller = c.get('caller')
        const { input, published } = await readyOf(c.req.valid('json'), mayAskOf(caller))
        const [made] = await createInvitations(database, [input], published, {
          ...services,
          now: now(),
          linksOnce: caller.kind === 'person',
          made: { caller }
        })
        if (!made) throw new Error('an invitation was not made')
        return c.json({ ...made, qrSvg: qrOf(made.url) }, 201)
      }
    )
    .post(
      '/invitations/batch',
      describe('Make up to 1,000 survey links', {
        200: ['a result for each, in order', invitationBatchView]
      }),
      rightsFirst(services, 'invitations:write'),
      body(invitationBatch, { maxBytes: limits.batchBytes }),
      async (c) => {
        const caller = c.get('caller')
        const items = []
        const mayAsk = mayAskOf(caller)
        const { invitations, qr } = c.req.valid('json')
        for (const [index, item] of invitations.entries()) {
          items.push(await readied(() => readyOf(fits(invitationInput, item), mayAsk)))
          if (index % perTurn === 0) await nextTurn()
        }
        const results = await createEach(database, items, {
          ...services,
          now: now(),
          linksOnce: caller.kind === 'person',
          made: { caller }
        })
        const told = []
        for (const result of results) {
          if (result instanceof Problem) told.push({ status: result.status, problem: result.body })
          else told.push({ status: 201, invitation: qr ? { ...result, qrSvg: qrOf(result.url) } : result })
          if (qr) await nextTurn()
        }
        return c.json({ results: told })
      }
    )
    .get(
      '/invitations',
      describe('The invitations of a survey, without their links; agents and leads see their own', {
        200: ['newest first', invitationsView],
        404: ['no such survey']
      }),
      query(invitationsQuery),
      async (c) => {
        const asked = c.req.valid('query')
        return c.json(
          await listInvitations(
            database,
            await openSurvey(database, c.get('caller'), asked.survey, 'responses:read'),
            asked
          )
        )
      }
    )
    .get(
      '/invitations/sheet',
      describe('A page to print with the QR codes of placements, eight on an A4 sheet', {
        200: ['HTML'],
        404: ['no such survey, or no open placement']
      }),
      query(sheetQuery),
      async (c) => {
        const asked = c.req.valid('query')
        const { site } = await openSurvey(database, c.get('caller'), asked.survey, 'invitations:write')
        const cards = await sheetCards(database, await publishedOf(asked.survey), asked, {
          config,
          now: now()
        })
        await noteReading(database, {
          siteId: site.id,
          caller: c.get('caller'),
          action: 'placement-links-read',
          subject: asked.survey,
          at: now()
        })
        const nonce = randomBytes(16).toString('base64')
        c.header(
          'Content-Security-Policy',
          `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; ` +
            `form-action 'none'; frame-ancestors 'none'`
        )
        c.header('Cache-Control', 'no-store')
        return c.html(placementSheet(cards, nonce))
      }
    )
    .get(
      '/invitations/:id',
      describe('One invitation, without its link', {
        200: ['how far it came', keptInvitation],
        404: ['no such invitation']
      }),
      async (c) => {
        const { row } = await permittedInvitation(
          database,
          c.get('caller'),
          c.req.param('id'),
          'responses:read'
        )
        return c.json(await viewOf(database, row))
      }
    )
    .patch(
      '/invitations/:id',
      describe('Move the end of a link, or take it back', {
        200: ['done, and noted in the audit', keptInvitation],
        404: ['no such invitation']
      }),
      first(permitted),
      body(invitationPatch),
      async (c) => {
        const { row } = await permitted(c)
        return c.json(
          await viewOf(
            database,
            await changeInvitation(database, row, {
              caller: c.get('caller'),
              patch: c.req.valid('json'),
              now: now()
            })
          )
        )
      }
    )
    .delete(
      '/invitations/:id',
      describe('Take a link back; what was answered stays', { 204: ['done'], 404: ['no such invitation'] }),
      async (c) => {
        const { row } = await permitted(c)
        await changeInvitation(database, row, {
          caller: c.get('caller'),
          patch: { revoked: true },
          now: now()
        })
        return c.body(null, 204)
      }
    )
    .post(
      '/invitations/:id/remind',
      describe('Remind a customer, once, on the way that the invitation took', {
        200: ['the reminder is on its way', keptInvitation],
        404: ['no such invitation'],
        409: ['reminded already, or nothing to remind of']
      }),
      async (c) => {
        const { row } = await permitted(c)
        const reminded = await remind(database, row, await publishedOf(row.surveyId), now())
        outbox.wake()
        return c.json(await viewOf(database, reminded))
      }
    )
    .get('/invitations/:id/qr.svg', describeRoute(picture('image/svg+xml')), async (c) => {
      const link = await readLink(c)
      return c.body(renderSVG(link, { border: 4, ecc: 'M' }), 200, {
        'Content-Type': 'image/svg+xml',
        'Cache-Control': 'no-store'
      })
    })
    .get('/invitations/:id/qr.png', describeRoute(picture('image/png')), async (c) => {
      const link = await readLink(c)
      return c.body(new Uint8Array(qrPng(link)), 200, {
        'Content-Type': 'image/png',
        'Cache-Control': 'no-store'
      })
    })
}

const picture = (type: string) => ({
  summary: 'The QR code of a placement; a customer’s link is shown only once, when it is made',
  responses: {
    200: {
      description: 'the picture',
      content: { [type]: { schema: { type: 'string' as const, format: 'binary' } } }
    },
    404: { description: 'no such invitation' },
    409: { description: 'a customer’s link' }
  }
})

async function readied(ready: () => Promise<Ready>): Promise<Ready | Problem> {
  try {
    return await ready()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function qrOf(url: string): string {
  return renderSVG(url, { border: 2 })
}
