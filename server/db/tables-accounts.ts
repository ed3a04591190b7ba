import type { AccountEventKind } from '../contract/accounts'
import type { Columns } from './columns'

/**
 * By what people sign in besides a password, in the shape that better-auth asks for, what happened to
 * accounts, and what mails to them.
 */
export function accountTables({ table, text, oneOf, sealed, integer, instant, date, flag }: Columns) {
  return {
    mailServer: table('mail_server', {
      id: text('id').primaryKey(),
      settings: sealed('settings', 'mail_server').notNull(),
      changedAt: instant('changed_at').notNull()
    }),
    authVerification: table('auth_verification', {
      id: text('id').primaryKey(),
      identifier: text('identifier').notNull(),
      value: text('value').notNull(),
      expiresAt: date('expires_at').notNull(),
      createdAt: date('created_at').notNull(),
      updatedAt: date('updated_at').notNull()
    }),
    authTwoFactor: table('auth_two_factor', {
      id: text('id').primaryKey(),
      secret: text('secret').notNull(),
      backupCodes: text('backup_codes').notNull(),
      userId: text('user_id').notNull(),
      verified: flag('verified'),
      failedVerificationCount: integer('failed_verification_count'),
      lockedUntil: date('locked_until')
    }),
    authPasskey: table('auth_passkey', {
      id: text('id').primaryKey(),
      name: text('name'),
      publicKey: text('public_key').notNull(),
      userId: text('user_id').notNull(),
      credentialID: text('credential_id').notNull(), // better-auth's spelling
      counter: integer('counter').notNull(),
      deviceType: text('device_type').notNull(),
      backedUp: flag('backed_up').notNull(),
      transports: text('transports'),
      createdAt: date('created_at'),
      aaguid: text('aaguid')
    }),
    accountEvent: table('account_event', {
      id: text('id').primaryKey(),
      userId: text('user_id').notNull(),
      kind: oneOf<AccountEventKind>('kind').notNull(),
      detail: text('detail').notNull(),
      at: instant('at').notNull()
    })
  }
}
