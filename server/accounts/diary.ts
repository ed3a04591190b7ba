import { AsyncLocalStorage } from 'node:async_hooks'
import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware, isAPIError } from 'better-auth/api'
import type { AccountEventKind } from '../contract/accounts'
import type { Database } from '../db/database'
import { recordAccountEvent } from './account-events'

const quiet = new AsyncLocalStorage<true>()

/** Writes down no sign-in of `work`: whoever has just joined is there anyway. */
export function withoutDiary<T>(work: () => Promise<T>): Promise<T> {
  return quiet.run(true, work)
}

type Entry = { kind: AccountEventKind; by?: string }

/** By what somebody signs in at a path of better-auth. */
const signIns: Readonly<Record<string, string>> = {
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'code',
  '/two-factor/verify-backup-code': 'backup-code',
  '/passkey/verify-authentication': 'passkey',
  '/callback/:id': 'sso'
}

/** What somebody who is signed in changes there. */
const changes: Readonly<Record<string, AccountEventKind>> = {
  '/change-password': 'password-changed',
  '/update-user': 'name-changed',
  '/two-factor/disable': 'two-factor-off',
  '/two-factor/generate-backup-codes': 'backup-codes-made',
  '/passkey/verify-registration': 'passkey-added',
  '/passkey/delete-passkey': 'passkey-removed'
}

/**
 * Writes down what happens to accounts. It stands last among the plugins: whether a session is there to
 * stay is known then.
 */
export function accountDiary({ database, now }: { database: Database; now: () => number }): BetterAuthPlugin {
  return {
    id: 'account-diary',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path !== undefined && (path in signIns || path in changes),
          handler: createAuthMiddleware(async (context) => {
            const {
              path,
              context: { returned, newSession, session }
            } = context
            if (quiet.getStore() || (isAPIError(returned) && returned.statusCode >= 400)) return
            const userId = session?.user.id ?? newSession?.user.id
            const entry = entryOf(path, newSession !== null, session !== null)
            if (userId === undefined || !entry) return
            await recordAccountEvent(database, {
              userId,
              kind: entry.kind,
              ...(entry.by && { detail: { by: entry.by } }),
              at: now()
            })
          })
        }
      ]
    }
  }
}

/**
 * The first code of an app switches two-factor sign-in on, and gives a session in place of the one that was
 * there.
 */
function entryOf(path: string, isNew: boolean, wasSignedIn: boolean): Entry | undefined {
  const change = changes[path]
  if (change) return { kind: change }
  if (path === '/two-factor/verify-totp' && wasSignedIn) return isNew ? { kind: 'two-factor-on' } : undefined
  const by = signIns[path]
  return isNew && by !== undefined ? { kind: 'signed-in', by } : undefined
}
