import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth'
import { and, eq, gt } from 'drizzle-orm'
import { recordAudit } from '../audit/log'
import type { Config } from '../config'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { recordAccountEvent } from './account-events'
import { accountsOf, forgetWaysIn, holdAddress } from './addresses'
import { sightOf } from './members'

/** The one provider of single sign-on, as paths and the database name it. */
export const ssoProvider = 'sso'

/**
 * Single sign-on with the firm's own identity provider. It opens an account only for an address that the
 * provider says it has verified, and only where that address has an account or was invited to a site:
 * knowing somebody there invites nobody here.
 */
export function oidcProviders({
  database,
  config,
  now
}: {
  database: Database
  config: Config
  now: () => number
}): GenericOAuthConfig[] {
  if (!config.oidc) return []
  const { issuer, clientId, clientSecret, name } = config.oidc
  return [
    {
      providerId: ssoProvider,
      name,
      discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      requireIdTokenVerification: true,
      clientId,
      clientSecret,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      async mapProfileToUser(profile) {
        const email = typeof profile.email === 'string' ? profile.email.toLowerCase() : ''
        const emailVerified =
          email !== '' && (profile.email_verified === true || profile.email_verified === 'true')
        if (emailVerified) await makeHolder(database, email, now())
        return { email, emailVerified, name: String(profile.name ?? email).slice(0, 200) }
      }
    }
  ]
}

/** Why somebody whom the provider has signed in does not come in here; nothing where they do. */
export async function refusedBySso(
  database: Database,
  user: { email?: string | undefined; emailVerified?: boolean | undefined },
  isNew: boolean,
  now: number
) {
  if (user.emailVerified !== true || user.email === undefined) return { error: 'email_not_verified' }
  if (!isNew) return undefined
  const { joinLink } = database.tables
  const [invited] = await database.handle
    .select({ id: joinLink.id })
    .from(joinLink)
    .where(and(eq(joinLink.email, user.email), gt(joinLink.expiresAt, now)))
    .limit(1)
  return invited ? undefined : { error: 'not_invited' }
}

/**
 * The oldest account that has a proved address holds it from now on, without the ways in of whoever made
 * it.
 */
async function makeHolder(database: Database, email: string, now: number) {
  const accounts = await accountsOf(database, email)
  const [first] = accounts
  if (!first || accounts.some((account) => account.email === email && account.emailVerified)) return
  await database.atomically(function* (handle) {
    yield* forgetWaysIn(handle, database, first.id, { password: true })
    yield* holdAddress(handle, database, first.id, email)
  })
  await recordAccountEvent(database, {
    userId: first.id,
    kind: 'address-proved',
    detail: { by: 'sso' },
    at: now
  })
}

/** Whoever comes by single sign-on is a member of the sites that have invited them. */
export function ssoInvitations({
  database,
  now
}: {
  database: Database
  now: () => number
}): BetterAuthPlugin {
  return {
    id: 'sso-invitations',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/callback/:id',
          handler: createAuthMiddleware(async ({ context: { newSession } }) => {
            if (newSession) await acceptInvitations(database, newSession.user, now())
          })
        }
      ]
    }
  }
}

async function acceptInvitations(
  database: Database,
  user: { id: string; name: string; email: string },
  now: number
): Promise<void> {
  const { joinLink, member } = database.tables
  await database.atomically(function* (handle) {
    const links = yield* run(
      handle
        .delete(joinLink)
        .where(and(eq(joinLink.email, user.email), gt(joinLink.expiresAt, now)))
        .returning()
    )
    for (const link of links) {
      const { siteId, role, agent, teams } = link
      yield* run(
        handle
          .insert(member)
          .values({ siteId, userId: user.id, role, agent, teams, createdAt: now })
          .onConflictDoNothing()
      )
      const caller = { kind: 'person', userId: user.id, name: user.name, email: user.email } as const
      yield* run(
        recordAudit(handle, database, {
          siteId,
          caller,
          action: 'member-joined',
          subject: user.id,
          detail: { ...sightOf(link), by: 'sso' },
          at: now
        })
      )
    }
  })
}
