import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Definition } from '../../widget/shared/protocol'
import { ratingOf } from '../contract/rating-steps'
import { responseInput } from '../contract/responses'
import type { SecondAskRow, VersionRow } from '../db/rows'
import { answerAgain, commentOf, secondAskBy, whoIsAsked } from '../follow-ups/second-ask'
import { fits, readForm } from '../http/body'
import type { Env } from '../http/env'
import { definitionOf } from '../presentation/definition'
import { surveyPage } from '../presentation/survey-page'
import { isBot } from '../responses/bots'
import type { Services } from '../services'
import type { Published } from '../surveys/publication'
import { askingOf } from '../surveys/view'
import { plainPage } from './plain-page'
import { ourLanguage } from './reader-language'

const formBytesMax = 64 * 1024
const hourMs = 3_600_000

type Opened = { ask: SecondAskRow; published: Published; definition: Definition }

/**
 * Where a customer whose follow-up was closed says how it is now: the survey's question and a comment, as a form
 * that needs no script. Opening it keeps nothing. What is sent is kept with the follow-up and counts in no score.
 */
export function secondAskRoutes({ database, publication, publicLimit, now }: Services) {
  async function opened(c: Context<Env>): Promise<Opened | undefined> {
    const ask = await secondAskBy(database, c.req.param('token') ?? '')
    const published = ask && (await publication.survey(ask.surveyId))
    if (!ask || published?.row.state !== 'live') return undefined
    const locale = (await whoIsAsked(database, ask)).locale ?? published.site.locale
    return {
      ask,
      published,
      definition: shorter(definitionOf(published.meaning, locale, askingOf(published.row)))
    }
  }

  const gone = (c: Context<Env>) =>
    plainPage(c, 404, (nonce) => surveyPage({ at: 'gone', locale: ourLanguage(c), nonce, script: '' }))

  /** The form, or the thanks where it was answered; whoever may still change it is offered to. */
  async function page(c: Context<Env>, { ask, published, definition }: Opened, missing = false) {
    const meaning = await meaningOf(ask, published)
    const comment = commentOf(ask)
    const shown = {
      definition,
      siteName: published.site.name,
      action: c.req.path,
      id: ask.followUpId,
      script: '',
      ...(comment !== null && { comment })
    }
    const { rating, answeredAt } = ask
    return plainPage(c, 200, (nonce) =>
      surveyPage(
        rating === null || answeredAt === null || !meaning
          ? { ...shown, nonce, at: 'asking', ...(missing && { missing }) }
          : {
              ...shown,
              nonce,
              at: 'answered',
              rating: ratingOf(rating, meaning),
              editable: now() - answeredAt <= editMsOf(published)
            }
      )
    )
  }

  const meaningOf = async (
    { surveyId, version }: SecondAskRow,
    { meaning }: Published
  ): Promise<VersionRow | undefined> =>
    version === null || version === meaning.version ? meaning : publication.version(surveyId, version)

  return new Hono<Env>()
    .get('/a/:token', async (c) => {
      const found = await opened(c)
      return found ? page(c, found) : gone(c)
    })
    .post('/a/:token', async (c) => {
      const found = await opened(c)
      if (!found) return gone(c)
      await publicLimit.link(found.ask.followUpId)
      const form = await readForm(c, formBytesMax)
      // A program that fills in what people neither see nor reach is shown the question again.
      if (form.website || isBot(c.req.header('user-agent'))) return page(c, found)
      if (!form.rating) return page(c, found, true)
      const comment = fits(responseInput.shape.comment, form.comment?.trim() || undefined)
      const kept = await answerAgain(database, found.ask, {
        rating: Number(form.rating),
        comment,
        meaning: found.published.meaning,
        editMs: editMsOf(found.published),
        now: now()
      })
      return kept ? page(c, { ...found, ask: kept }) : gone(c)
    })
}

function editMsOf({ row }: Published): number {
  return row.editWindowHours * hourMs
}

/** The question and the comment alone. */
function shorter({
  solved: _s,
  reasons: _r,
  person: _p,
  contact: _c,
  thanks: _t,
  ...rest
}: Definition): Definition {
  return rest
}
