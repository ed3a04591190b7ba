import { Hono } from 'hono'
import { inviteMember, join } from '../accounts/join-links'
import { joinUrl } from '../accounts/letters'
import { changeMember, describeMe, listMembers, removeMember } from '../accounts/members'
import {
  joinInput,
  memberInput,
  memberPatch,
  membersView,
  memberView,
  meView,
  newMemberView,
  personView,
  siteQuery
} from '../contract/people'
import { body, query } from '../http/body'
import type { Env } from '../http/env'
import { describe } from '../http/openapi'
import { tellRights } from '../live'
import { mailLanguageOf } from '../mail/words'
import type { Services } from '../services'
import { fromOf, giveCookies } from './auth'
import { onSiteFirst, somewhereFirst } from './rights-first'

export const membersApi = ({ database, config, people, log, now }: Services) =>
  new Hono<Env>()
    .get(
      '/me',
      describe('Who is signed in, with the sites of this person', { 200: ['you', meView], 401: ['nobody'] }),
      async (c) => c.json(await describeMe(database, c.get('caller')))
    )
    .get(
      '/members',
      describe('Who may work on a site', { 200: ['members, then invited people', membersView] }),
      query(siteQuery),
      async (c) =>
        c.json({ rows: await listMembers(database, c.get('caller'), c.req.valid('query').site, now()) })
    )
    .post(
      '/members',
      describe('Invite somebody: by mail, or with a link to hand over where the server sends none', {
        201: ['invited', newMemberView],
        409: ['a member already']
      }),
      somewhereFirst({ database }, 'admin'),
      body(memberInput),
      async (c) => {
        const { view, token } = await people.letters.in(mailLanguageOf(c.req.raw.headers), () =>
          inviteMember(database, people, c.req.valid('json'), { caller: c.get('caller'), now: now() })
        )
        return c.json(
          { ...view, joinUrl: token === undefined ? null : joinUrl(config.publicUrl, token) },
          201
        )
      }
    )
    .patch(
      '/members/:id',
      describe('Change what a member may do', {
        200: ['changed', memberView],
        404: ['no such member'],
        409: ['the last owner']
      }),
      query(siteQuery),
      onSiteFirst({ database }, 'admin', (c) => c.req.query('site')),
      body(memberPatch),
      async (c) => {
        const changed = await changeMember(database, c.req.valid('query').site, c.req.param('id'), {
          caller: c.get('caller'),
          patch: c.req.valid('json'),
          now: now()
        })
        await tellRights(database, log)
        return c.json(changed)
      }
    )
    .delete(
      '/members/:id',
      describe('Remove a member, or take an invitation back', {
        204: ['removed'],
        404: ['no such member'],
        409: ['the last owner']
      }),
      query(siteQuery),
      async (c) => {
        await removeMember(database, c.req.valid('query').site, c.req.param('id'), {
          caller: c.get('caller'),
          now: now()
        })
        await tellRights(database, log)
        return c.body(null, 204)
      }
    )
    .post(
      '/join',
      describe('Open the link of an invitation and sign in', {
        201: ['a member now', personView],
        403: ['wrong link, or wrong password of an account']
      }),
      body(joinInput),
      async (c) => {
        const { person, cookies } = await join(database, people, c.req.valid('json'), {
          caller: c.get('caller'),
          from: fromOf(c),
          now: now()
        })
        giveCookies(c, cookies)
        return c.json(person, 201)
      }
    )
