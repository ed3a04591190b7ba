import { Hono } from 'hono'
import { siteQuery } from '../contract/people'
import type { KeysInput, NamedDimension } from '../contract/tags'
import {
  acceptInput,
  channelPatch,
  keysChanged,
  personPatch,
  removeInput,
  tagsQuery,
  tagsView,
  tagView,
  topicPatch,
  waitingKeysQuery,
  waitingKeysView
} from '../contract/tags'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { tellNews } from '../live'
import { acceptKeys, removeKeys } from '../names/change-keys'
import { changeTag, listTags, readTag, tagEtag } from '../names/names'
import { namingScope } from '../names/naming-scope'
import { listWaiting } from '../names/waiting'
import type { Services } from '../services'
import { onSiteFirst, somewhereFirst } from './rights-first'

type Patch = typeof personPatch | typeof channelPatch | typeof topicPatch

/**
 * The names that answers come with: what people call them, which of them are one and the same, and what is
 * a part of what.
 */
export const tagsApi = (services: Pick<Services, 'database' | 'log' | 'now'>) => {
  const changed = async <T>(
    { site, dimension }: Pick<KeysInput, 'site' | 'dimension'>,
    change: Promise<T>
  ): Promise<T> => {
    const done = await change
    await tellNews(services.database, services.log, site, { names: dimension })
    return done
  }
  return new Hono<Env>()
    .get(
      '/tags',
      describe('The channels, topics, agents or teams of a site, with their rules', {
        200: ['those with the most answers first', tagsView],
        404: ['no such site']
      }),
      query(tagsQuery),
      async (c) => {
        const { site, dimension } = c.req.valid('query')
        return c.json({ rows: await listTags(services.database, c.get('caller'), site, dimension) })
      }
    )
    .get(
      '/tags/waiting',
      describe(
        'Names that strangers made: those that wait and count as “~rest”, those that count, and those that were taken out',
        {
          200: ['those with the most answers first', waitingKeysView],
          404: ['no such site']
        }
      ),
      query(waitingKeysQuery),
      async (c) => {
        const { site, dimension } = c.req.valid('query')
        return c.json(await listWaiting(services.database, c.get('caller'), site, dimension))
      }
    )
    .post(
      '/tags/accept',
      describe('Accept names that wait or were taken out; past and coming answers count under them', {
        200: ['done, and noted in the audit', keysChanged],
        404: ['no such site']
      }),
      somewhereFirst(services, namingScope),
      body(acceptInput),
      async (c) => {
        const input = c.req.valid('json')
        return c.json(
          await changed(input, acceptKeys(services.database, c.get('caller'), input, services.now()))
        )
      }
    )
    .post(
      '/tags/remove',
      describe(
        'Take names out of the figures; answers keep what was sent and count as “~rest”, later ones too',
        {
          200: ['done, and noted in the audit', keysChanged],
          404: ['no such site']
        }
      ),
      somewhereFirst(services, namingScope),
      body(removeInput),
      async (c) => {
        const input = c.req.valid('json')
        return c.json(
          await changed(input, removeKeys(services.database, c.get('caller'), input, services.now()))
        )
      }
    )
    .route('/topics', oneTag(services, 'topic', topicPatch))
    .route('/channels', oneTag(services, 'channel', channelPatch))
    .route('/agents', oneTag(services, 'agent', personPatch))
    .route('/teams', oneTag(services, 'team', personPatch))
}

function oneTag(
  { database, log, now }: Pick<Services, 'database' | 'log' | 'now'>,
  dimension: NamedDimension,
  patch: Patch
) {
  return new Hono<Env>()
    .get(
      '/:key',
      describe(`One ${dimension}, by its key`, {
        200: [`the ${dimension}`, tagView],
        404: [`no such ${dimension}`]
      }),
      query(siteQuery),
      async (c) => {
        const view = await readTag(database, c.get('caller'), {
          ...c.req.valid('query'),
          dimension,
          key: c.req.param('key')
        })
        return c.json(view, 200, { ETag: tagEtag(view) })
      }
    )
    .patch(
      '/:key',
      describe(
        `Change what a ${dimension} is called and counts as; past answers keep what was sent with them`,
        {
          200: ['changed, and noted in the audit', tagView],
          404: [`no such ${dimension}`],
          409: ['it would become a part of itself'],
          412: ['somebody was faster']
        }
      ),
      query(siteQuery),
      onSiteFirst({ database }, namingScope, (c) => c.req.query('site')),
      body(patch),
      async (c) => {
        const which = { ...c.req.valid('query'), dimension, key: c.req.param('key') }
        const view = await changeTag(database, which, {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          ifMatch: c.req.header('if-match'),
          now: now()
        })
        await tellNews(database, log, which.site, { names: dimension })
        return c.json(view, 200, { ETag: tagEtag(view) })
      }
    )
}
