import { Hono } from 'hono'
import type { z } from 'zod'
import { recordAudit } from '../audit/log'
import {
  answerView,
  responsePatch,
  responseQuery,
  responsesCsvQuery,
  responsesQuery,
  responsesView
} from '../contract/answers'
import { problem } from '../contract/problem'
import { responseView } from '../contract/responses'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { tellAnswers } from '../live'
import { changeAnswer, responseEtag } from '../responses/change'
import { csvOf } from '../responses/csv'
import { everyAnswer, readAnswer, readAnswers } from '../responses/list'
import { wantedOf } from '../responses/wanted'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'
import { onSurveyFirst } from './rights-first'

/** Without it, spreadsheets take UTF-8 for something older and show “Ã©” for “é”. */
const byteOrderMark = '\ufeff'

export const answersApi = ({ database, log, now }: Pick<Services, 'database' | 'log' | 'now'>) =>
  new Hono<Env>()
    .get(
      '/responses',
      describe('The answers behind a figure, newest first', {
        200: ['a page; `next` is the cursor of the one after', responsesView],
        404: ['no such survey'],
        422: ['the cursor is none of ours, or a parameter is unknown']
      }),
      query(responsesQuery),
      async (c) => {
        const asked = c.req.valid('query')
        return c.json(
          await readAnswers(
            database,
            await openSurvey(database, c.get('caller'), asked.survey, 'responses:read'),
            asked,
            now()
          )
        )
      }
    )
    .get(
      '/responses.csv',
      describe('The same, all of them, as CSV', {
        200: ['UTF-8 with a byte order mark; cells that could be formulas begin with an apostrophe'],
        404: ['no such survey'],
        503: ['not all comments can be searched yet']
      }),
      query(responsesCsvQuery),
      async (c) => {
        const asked = c.req.valid('query')
        const opened = await openSurvey(database, c.get('caller'), asked.survey, 'responses:read')
        const wanted = await wantedOf(database, opened, asked, now())
        if (wanted.search && !wanted.isIndexed) throw problem('search-not-whole')
        await recordAudit(database.handle, database, {
          siteId: opened.site.id,
          caller: c.get('caller'),
          action: 'answers-exported',
          subject: asked.survey,
          detail: askedFor(asked),
          at: now()
        })
        const parts = csvOf(everyAnswer(database, opened, wanted), opened.site)
        const fail = (error: unknown) =>
          log.error({ err: error, requestId: c.get('requestId') }, 'an export broke off')
        return c.body(streamOf(parts, fail), 200, {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="${asked.survey}.csv"`
        })
      }
    )
    .get(
      '/responses/:id',
      describe('One answer, with its conversation and what was changed about it', {
        200: ['the answer', answerView],
        404: ['no such survey or answer']
      }),
      query(responseQuery),
      async (c) => {
        const opened = await openSurvey(
          database,
          c.get('caller'),
          c.req.valid('query').survey,
          'responses:read'
        )
        const { companion, conversationUrl, history, ...answer } = await readAnswer(
          database,
          opened,
          c.req.param('id')
        )
        return c.json({ ...answer, companion, conversationUrl, history }, 200, { ETag: responseEtag(answer) })
      }
    )
    .patch(
      '/responses/:id',
      describe('Take an answer out of the figures or back into them, or say what it was about', {
        200: ['done, and noted in the audit', responseView],
        404: ['no such survey or answer'],
        412: ['somebody was faster']
      }),
      query(responseQuery),
      onSurveyFirst({ database }, 'responses:write', (c) => c.req.query('survey')),
      body(responsePatch),
      async (c) => {
        const caller = c.get('caller')
        const opened = await openSurvey(database, caller, c.req.valid('query').survey, 'responses:write')
        const change = { patch: c.req.valid('json'), caller, ifMatch: c.req.header('if-match'), now: now() }
        const changed = await changeAnswer(database, opened, c.req.param('id'), change)
        await tellAnswers(
          database,
          log,
          { site: opened.site.id, survey: changed.survey, state: changed.state },
          [{ agent: changed.agent ?? '', team: changed.team ?? '' }]
        )
        return c.json(changed, 200, { ETag: responseEtag(changed) })
      }
    )

/**
 * What of an export the audit trail keeps: all that it was narrowed by, but the words and the people it was
 * searched for.
 */
function askedFor({
  survey: _survey,
  search,
  customer,
  conversation,
  from,
  to,
  ...filters
}: z.infer<typeof responsesCsvQuery>) {
  const sought = Object.entries({ search, customer, conversation }).flatMap(([name, value]) =>
    value === undefined ? [] : [name]
  )
  return {
    ...filters,
    ...(from && { firstDay: from }),
    ...(to && { lastDay: to }),
    ...(sought.length > 0 && { sought })
  }
}

/**
 * Goes on when the client has taken what was sent. A failure in the middle breaks the connection, so that
 * half a file never looks whole.
 */
function streamOf(parts: AsyncGenerator<string>, fail: (error: unknown) => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(byteOrderMark)),
    async pull(controller) {
      try {
        const { done, value } = await parts.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        fail(error)
        controller.error(error)
      }
    },
    cancel: () => void parts.return(undefined)
  })
}
