import type { Context } from 'hono'
import { Hono } from 'hono'
import { secondAskBy, whoIsAsked } from '../follow-ups/second-ask'
import type { Env } from '../http/env'
import { invitationOf } from '../invitations/invitation'
import { keepOptOut } from '../opt-outs/opt-outs'
import type { UnsubscribePage } from '../presentation/unsubscribe-page'
import { unsubscribePage } from '../presentation/unsubscribe-page'
import type { Services } from '../services'
import { siteById } from '../sites/sites'
import { plainPage } from './plain-page'
import { ourLanguage } from './reader-language'

/**
 * Where a customer asks to be left alone: the last line of a mail leads to the page, and mail programs post
 * to it by themselves (RFC 8058). It works for as long as the invitation or the second ask is kept, however long its survey
 * has been closed. Opening it changes nothing.
 */
export const unsubscribeRoutes = ({ database, publicLimit, now }: Services) => {
  async function opened(c: Context<Env>) {
    const token = c.req.param('token') ?? ''
    const ask = await secondAskBy(database, token)
    const asked = (await invitationOf(database, token)) ?? (ask && (await whoIsAsked(database, ask)))
    if (!asked) return undefined
    const site = await siteById(database, asked.siteId)
    return { asked, locale: asked.locale ?? site.locale, siteName: site.name }
  }
  return new Hono<Env>()
    .get('/u/:token', async (c) => {
      const found = await opened(c)
      return found ? page(c, { at: 'asking', ...found }) : page(c, { at: 'gone', locale: ourLanguage(c) })
    })
    .post('/u/:token', async (c) => {
      await publicLimit.question(c.get('address'))
      const found = await opened(c)
      if (!found) return page(c, { at: 'gone', locale: ourLanguage(c) })
      const { siteId, customer, address } = found.asked
      await keepOptOut(
        database,
        {
          siteId,
          source: 'unsubscribe',
          ...(customer !== null && { customer }),
          ...(address !== null && { address })
        },
        now()
      )
      return page(c, { at: 'granted', ...found })
    })
}

function page(c: Context<Env>, { at, locale, siteName }: Omit<UnsubscribePage, 'nonce'>) {
  return plainPage(c, at === 'gone' ? 404 : 200, (nonce) =>
    unsubscribePage({ at, locale, nonce, ...(siteName === undefined ? {} : { siteName }) })
  )
}
