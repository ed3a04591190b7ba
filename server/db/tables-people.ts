import type { Role } from '../contract/terms'
import type { Columns } from './columns'

/**
 * Who signs in and which programs may call. The three `auth…` tables have the shape that better-auth asks
 * for; what a person may do on which site is ours, in `member`.
 */
export function peopleTables({ table, text, oneOf, integer, instant, date, flag }: Columns) {
  return {
    authUser: table('auth_user', {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      email: text('email').notNull(),
      emailVerified: flag('email_verified').notNull(),
      image: text('image'),
      // The address that an account without a proof was invited by; the placeholder is in `email` then.
      claimedEmail: text('claimed_email'),
      twoFactorEnabled: flag('two_factor_enabled'),
      // Made by the set-up link or the environment: whoever runs the server, and owns what its key makes.
      isOperator: flag('is_operator').notNull(),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull()
    }),
    authSession: table('auth_session', {
      id: text('id').primaryKey(),
      expiresAt: date('expires_at').notNull(),
      token: text('token').notNull(),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull(),
      ipAddress: text('ip_address'),
      userAgent: text('user_agent'),
      userId: text('user_id').notNull()
    }),
    authAccount: table('auth_account', {
      id: text('id').primaryKey(),
      accountId: text('account_id').notNull(),
      providerId: text('provider_id').notNull(),
      userId: text('user_id').notNull(),
      accessToken: text('access_token'),
      refreshToken: text('refresh_token'),
      idToken: text('id_token'),
      accessTokenExpiresAt: date('access_token_expires_at'),
      refreshTokenExpiresAt: date('refresh_token_expires_at'),
      scope: text('scope'),
      password: text('password'),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull()
    }),
    attempt: table('attempt', {
      key: text('key').primaryKey(),
      count: integer('count').notNull(),
      since: instant('since').notNull()
    }),
    member: table('member', {
      siteId: text('site_id').notNull(),
      userId: text('user_id').notNull(),
      role: oneOf<Role>('role').notNull(),
      agent: text('agent'),
      teams: text('teams').notNull().default('[]'),
      createdAt: instant('created_at').notNull()
    }),
    joinLink: table('join_link', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      tokenHash: text('token_hash').notNull(),
      email: text('email').notNull(),
      name: text('name').notNull(),
      role: oneOf<Role>('role').notNull(),
      agent: text('agent'),
      mailed: flag('mailed').notNull().default(false),
      teams: text('teams').notNull().default('[]'),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at').notNull(),
      madeBy: text('made_by')
    }),
    apiKey: table('api_key', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      name: text('name').notNull(),
      scopes: text('scopes').notNull(),
      hash: text('hash').notNull(),
      createdAt: instant('created_at').notNull(),
      revokedAt: instant('revoked_at'),
      expiresAt: instant('expires_at'),
      lastUsedAt: instant('last_used_at'),
      // As the audit trail names whoever made it: person:… or key:…
      madeBy: text('made_by')
    }),
    audit: table('audit', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      actor: text('actor').notNull(),
      action: text('action').notNull(),
      subject: text('subject').notNull(),
      detail: text('detail').notNull(),
      at: instant('at').notNull()
    })
  }
}
