import { Hono } from 'hono'
import { permittedConnector } from '../connectors/connectors'
import { channelOfKind } from '../connectors/kinds.ts'
import { usable } from '../connectors/settings'
import { problem } from '../contract/problem'
import { writeBackView as viewSchema, writeBackInput } from '../contract/write-back'
import type { ConnectorRow } from '../db/rows'
import { body } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import type { Services } from '../services'
import type { WriteBackSettings } from '../write-back/settings'
import { changeWriteBack, readWriteBack, writeBackEtag, writeBackViewOf } from '../write-back/settings'
import { first } from './rights-first'

/** What a helpdesk is told of answers. What became of it is among the connector's deliveries. */
export const writeBackApi = ({ database, sealing, now }: Services) => {
  const opened = (row: ConnectorRow) => {
    const channel = channelOfKind(row.kind)
    if (!channel) throw problem('not-found')
    return { row, channel, settings: usable(row, sealing)?.settings }
  }
  const view = (row: ConnectorRow, settings: WriteBackSettings) => writeBackViewOf(settings, opened(row))
  return new Hono<Env>()
    .get(
      '/connectors/:id/write-back',
      describe('What a helpdesk is told of answers', {
        200: ['how it is set', viewSchema],
        404: ['no such connector']
      }),
      async (c) => {
        const { row } = await permittedConnector(database, c.get('caller'), c.req.param('id'))
        const settings = await readWriteBack(database, row.id)
        return c.json(view(row, settings), 200, { ETag: writeBackEtag(settings) })
      }
    )
    .put(
      '/connectors/:id/write-back',
      describe('Say what a helpdesk is told of answers', {
        200: ['answers are written back from now on', viewSchema],
        404: ['no such connector'],
        412: ['somebody was faster'],
        422: ['the helpdesk does not take it']
      }),
      first((c) => permittedConnector(database, c.get('caller'), c.req.param('id') ?? '')),
      body(writeBackInput),
      async (c) => {
        const caller = c.get('caller')
        const { row } = await permittedConnector(database, caller, c.req.param('id'))
        const settings = await changeWriteBack(database, opened(row), {
          caller,
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        return c.json(view(row, settings), 200, { ETag: writeBackEtag(settings) })
      }
    )
}
