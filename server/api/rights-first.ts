import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { permitSomewhere } from '../access/somewhere'
import { Problem, problem } from '../contract/problem'
import type { Scope } from '../contract/terms'
import type { Env } from '../http/env'
import type { Services } from '../services'
import { openSurvey } from '../surveys/open-survey'

type Store = Pick<Services, 'database'>
type Needed = Scope | ((caller: Caller) => Scope)

/** Refuses, before a byte of the body is read, whomever `may` throws for. */
export const first = (may: (c: Context<Env>) => unknown) =>
  createMiddleware<Env>(async (c, next) => {
    await may(c)
    await next()
  })

/** For a route whose address names the site: refuses from the head alone who may not do this there. */
export const onSiteFirst = (
  { database }: Store,
  needed: Needed,
  siteOf: (c: Context<Env>) => string | undefined
) => first((c) => permit(database, c.get('caller'), siteOf(c) ?? '', scopeFor(needed, c.get('caller'))))

/** The same where it names the survey. */
export const onSurveyFirst = (
  { database }: Store,
  scope: Scope,
  surveyOf: (c: Context<Env>) => string | undefined
) => first((c) => openSurvey(database, c.get('caller'), surveyOf(c) ?? '', scope))

/** For a route whose body names the site: refuses from the head alone who may do this nowhere. */
export const somewhereFirst = ({ database }: Store, needed: Needed) =>
  first((c) => permitSomewhere(database, c.get('caller'), scopeFor(needed, c.get('caller'))))

/**
 * For a route that pages use too: a page at least says where it is, and whether that is a place of the site
 * is looked at when the body has named the site. Everybody else is refused who may do this nowhere.
 */
export const pageOrSomewhereFirst = (store: Store, scope: Scope, isPage: (caller: Caller) => boolean) => {
  const others = somewhereFirst(store, scope)
  return createMiddleware<Env>(async (c, next) => {
    if (!isPage(c.get('caller'))) return others(c, next)
    if (c.req.header('origin') === undefined) throw problem('origin-not-allowed', 'an unknown origin')
    await next()
  })
}

/**
 * Refuses who may nowhere do what a batch is for, before a body of megabytes is read. Of somebody who
 * signed in 64 kB are read all the same, so that each item of a small batch gets its own refusal.
 */
export const rightsFirst = ({ database }: Store, scope: Scope) =>
  createMiddleware<Env>(async (c, next) => {
    try {
      await permitSomewhere(database, c.get('caller'), scope)
    } catch (error) {
      if (!(error instanceof Problem) || c.get('caller').kind !== 'person') throw error
      c.set('smallBodyOnly', error)
    }
    await next()
  })

function scopeFor(needed: Needed, caller: Caller): Scope {
  return typeof needed === 'function' ? needed(caller) : needed
}
