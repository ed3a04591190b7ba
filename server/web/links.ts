import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { z } from 'zod'
import type { Told } from '../../widget/shared/protocol'
import { partAnswers } from '../contract/parts'
import { problem } from '../contract/problem'
import { checkedSteps, ratingOf } from '../contract/rating-steps'
import { responseInput, tapsInput } from '../contract/responses'
import { limits } from '../contract/terms'
import type { InvitationRow, ResponseRow } from '../db/rows'
import { fits, parseJson, readForm, readText } from '../http/body'
import type { Env } from '../http/env'
import {
  answerOf,
  invitationOf,
  invitedAnswer,
  isOpen,
  isUsedUp,
  noteVisit,
  takesMany
} from '../invitations/invitation'
import { networkHash } from '../limits/network'
import { openSince, seenToken } from '../limits/seen'
import { definitionOf } from '../presentation/definition'
import { previewPage, surveyPage } from '../presentation/survey-page'
import type { SurveyPageData } from '../presentation/survey-page-data'
import { ourIds } from '../responses/accept'
import { isBot } from '../responses/bots'
import { fittingFields, isRecord } from '../responses/fitting'
import { challengeFor, judgedByProof } from '../responses/proof'
import { isTouched } from '../responses/sender'
import { suspicionOf } from '../responses/suspicion'
import { newId, newToken } from '../secrets/ids'
import type { Services } from '../services'
import { questionOf } from '../surveys/meaning'
import type { Published } from '../surveys/publication'
import { askingOf } from '../surveys/view'
import { ourLanguage, readerLanguage } from './reader-language'

const formBytesMax = 64 * 1024

/**
 * The page sends back the id that it was given; a single link has one answer, so there it may be left out.
 */
const given = z.strictObject({
  secret: responseInput.shape.secret,
  id: responseInput.shape.id.default(() => newId('rsp')),
  rating: z.int(),
  comment: responseInput.shape.comment,
  answers: responseInput.shape.answers,
  taps: tapsInput.default([]),
  seen: z.string().max(limits.seenLength).optional(),
  proof: responseInput.shape.proof
})

/**
 * The hosted survey page: /s/… is a customer's link, /q/… a placement's. GET and HEAD store nothing whoever
 * asks; the answer is the POST, by the form or, with JavaScript, by the first tap of a person.
 */
export function linkRoutes(services: Services) {
  const { config, database, intake, publication, publicLimit, assets, now } = services

  async function opened(c: Context<Env>) {
    const invitation = await invitationOf(database, c.req.param('token') ?? '')
    if (!invitation || invitation.reusable !== c.req.path.startsWith('/q/')) return undefined
    const published = await publication.survey(invitation.surveyId)
    return published && isOpen(invitation, published, now()) ? { invitation, published } : undefined
  }

  /**
   * A customer's link cannot be stuffed, and a whole office may share one address; on a placement's anybody
   * may vote.
   */
  function limit(c: Context<Env>, { invitation }: Link) {
    return invitation.reusable ? publicLimit.answer(c.get('address')) : publicLimit.link(invitation.id)
  }

  function html(c: Context<Env>, document: (nonce: string) => string, status: 200 | 404 | 422 = 200) {
    const nonce = randomBytes(16).toString('base64')
    for (const [name, value] of Object.entries(headersOf(nonce))) c.header(name, value)
    return c.html(document(nonce), status)
  }

  function page(c: Context<Env>, data: Shown, status: 200 | 404 | 422 = 200) {
    return html(c, (nonce) => surveyPage({ nonce, script: assets.page, ...data }), status)
  }

  const seen = (id: string) => seenToken(config.secret, id, now())

  const gone = (c: Context<Env>) => page(c, { at: 'gone', locale: ourLanguage(c) }, 404)

  return new Hono<Env>()
    .use('/:kind{[sq]}/:token', compress())
    .get('/:kind{[sq]}/:token', async (c) => {
      const link = await opened(c)
      if (!link) return gone(c)
      const asked = askedBy(link, c, seen)
      if (isBot(c.req.header('user-agent'))) return html(c, () => previewPage(asked))
      if (takesMany(link.invitation) && (await isUsedUp(database, link.invitation))) return gone(c)
      const chosen = preselected(c.req.query('p'), link.published)
      const answer = takesMany(link.invitation) ? undefined : await answerOf(database, link.invitation)
      if (!answer || answer.state === 'suspect') return page(c, { at: 'asking', ...asked, ...chosen })
      // Whoever presses another point of the same mail wants to change the answer, and need not look for how.
      const isOther =
        chosen.rating !== undefined &&
        chosen.rating !== ratingOf(answer.rating, link.published.meaning) &&
        isEditable(answer, link.published, now())
      return page(
        c,
        isOther
          ? {
              at: 'asking',
              ...asked,
              ...chosen,
              ...(answer.comment === null ? {} : { comment: answer.comment })
            }
          : answered(asked, answer, link.published, now())
      )
    })
    .post('/:kind{[sq]}/:token', async (c) => {
      const isJson = (c.req.header('content-type') ?? '').startsWith('application/json')
      const link = await opened(c)
      if (!link) {
        if (isJson) throw problem('not-found')
        return gone(c)
      }
      await limit(c, link)
      const form = isJson ? {} : await readForm(c, formBytesMax)
      const asked = askedBy(link, c, seen)
      if (!isJson && !form.rating)
        return page(
          c,
          { at: 'asking', ...asked, missing: true, ...(form.comment ? { comment: form.comment } : {}) },
          422
        )
      const said = isJson
        ? parseJson(await readText(c, formBytesMax))
        : formAnswer(form, asked.definition.contact !== undefined)
      const sent = fits(given, isRecord(said) ? fittingFields(said) : said)
      checkedSteps(sent.rating, link.published.meaning)
      const isForMany = takesMany(link.invitation)
      if (isForMany && ourIds.test(sent.id))
        throw problem('invalid', '“id” begins like one of ours; send the one that the page came with.', 'id')
      const visit = {
        userAgent: c.req.header('user-agent'),
        trap: form.website,
        taps: sent.taps,
        sentAt: link.invitation.sentAt
      }
      const suspect = suspicionOf(visit, now())
      const more = {
        comment: sent.comment ?? null,
        answers: sent.answers ?? {},
        ...(suspect === undefined ? {} : { suspect }),
        ...(sent.taps.length === 0 ? {} : { points: sent.taps.map(([point]) => point) })
      }
      const openMs = openSince(config.secret, sent.id, sent.seen, now())
      const from = {
        network: networkHash(config.secret, c.get('address')),
        touched: openMs !== undefined && isTouched(sent.taps, sent.rating, openMs)
      }
      const locale = link.invitation.reusable ? asked.definition.locale : link.invitation.locale
      const answer = invitedAnswer(
        { ...link.invitation, locale },
        link.published,
        { ...sent, ...more },
        now()
      )
      const { outcome, row } = await intake.store({
        ...judgedByProof(answer, link.published.row, sent.proof, { secret: config.secret, now: now() }),
        from
      })
      const isSpent = outcome === 'locked' && isForMany && (await isUsedUp(database, link.invitation))
      // What is kept is shown to the customer whose link it is, or to the page that has sent it.
      if (!isJson)
        return outcome === 'locked' && isForMany
          ? gone(c)
          : page(
              c,
              answered({ ...asked, secret: isForMany ? sent.secret : undefined }, row, link.published, now())
            )
      if (outcome === 'locked') throw problem(isSpent ? 'link-used-up' : 'response-locked')
      return c.json(
        {
          id: row.id,
          state: link.invitation.reusable ? 'counted' : row.state,
          ...challengeFor(row, config.secret, now())
        },
        outcome === 'created' ? 201 : 200
      )
    })
    .post('/:kind{[sq]}/:token/:step{(?:opened|started)}', async (c) => {
      const link = await opened(c)
      if (!link) throw problem('not-found')
      await limit(c, link)
      if (!isBot(c.req.header('user-agent')))
        await noteVisit(
          database,
          link.invitation,
          c.req.param('step') === 'started' ? 'started' : 'opened',
          now()
        )
      return c.body(null, 204)
    })
}

type Shown = SurveyPageData extends infer Data
  ? Data extends SurveyPageData
    ? Omit<Data, 'nonce' | 'script'>
    : never
  : never
type Link = { invitation: InvitationRow; published: Published }

/**
 * What the page asks, and under which id it answers: that of the link, or a new one where many may answer,
 * with what it takes to change it.
 */
function askedBy({ invitation, published }: Link, c: Context, seen: (id: string) => string) {
  const { meaning, row, site } = published
  const chosen = c.req.query('lang')
  const action =
    invitation.reusable && chosen ? `${c.req.path}?lang=${encodeURIComponent(chosen)}` : c.req.path
  // A link that hangs on a wall is read by anybody, each in a language of their own.
  const locale =
    (invitation.reusable ? readerLanguage(c, questionOf(meaning)) : undefined) ?? invitation.locale
  const isForMany = takesMany(invitation)
  const id = isForMany ? newId('rsp') : invitation.id
  const secret = isForMany ? newToken() : undefined
  return {
    secret,
    test: invitation.test,
    definition: definitionOf(meaning, locale, askingOf(row)),
    siteName: site.name,
    action,
    id,
    seen: seen(id)
  }
}

function answered(
  asked: ReturnType<typeof askedBy>,
  answer: ResponseRow,
  published: Published,
  now: number
): Shown {
  const { id, comment, answers } = answer
  const rating = ratingOf(answer.rating, published.meaning)
  return {
    at: 'answered',
    ...asked,
    id,
    rating,
    editable: isEditable(answer, published, now),
    told: told(answers),
    ...(comment === null ? {} : { comment })
  }
}

function isEditable({ receivedAt }: ResponseRow, { row }: Published, now: number): boolean {
  return now - receivedAt <= row.editWindowHours * 3_600_000
}

/** A point that the link chose for the reader; it counts only once they send it. */
function preselected(point: string | undefined, { meaning }: Published) {
  const rating = point !== undefined && /^\d{1,2}$/.test(point) ? Number(point) : undefined
  return rating !== undefined && rating >= meaning.scaleMin && rating <= meaning.scaleMax ? { rating } : {}
}

function formAnswer(
  { id, secret, seen, rating, comment, solved, reason, person, contact }: Record<string, string>,
  mayConsent: boolean
) {
  const answers = {
    ...(solved && { solved }),
    ...(reason && { reason }),
    ...(person && { person: Number(person) }),
    // A box that is left empty takes back a consent that was given before.
    ...(mayConsent && { contact: contact !== undefined })
  }
  return {
    ...(id ? { id } : {}),
    ...(secret ? { secret } : {}),
    ...(seen ? { seen } : {}),
    rating: Number(rating),
    answers,
    ...(comment?.trim() ? { comment: comment.trim() } : {})
  }
}

/** What was answered to the other questions, whoever wrote it. */
function told(answers: string | null): Told {
  // JSON and zod agree that what is absent is absent.
  return partAnswers.catch({}).parse(answers === null ? {} : JSON.parse(answers)) as Told
}

function headersOf(nonce: string) {
  const policy = {
    'default-src': "'none'",
    'style-src': `'nonce-${nonce}'`,
    'script-src': `'nonce-${nonce}'`,
    'connect-src': "'self'",
    'img-src': 'data:',
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'"
  }
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map((entry) => entry.join(' '))
      .join('; '),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex'
  }
}
