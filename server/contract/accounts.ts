import { z } from 'zod'
import { limits, name, text } from './terms'

/** What happens to an account; the same words stand in the audit trail of the person's sites. */
export const accountEventKinds = [
  'signed-in',
  'sign-in-failed',
  'sign-in-attacked',
  'password-changed',
  'password-reset',
  'reset-asked',
  'address-proved',
  'name-changed',
  'session-ended',
  'two-factor-on',
  'two-factor-off',
  'backup-codes-made',
  'passkey-added',
  'passkey-removed',
  'mail-server-named',
  'mail-server-removed',
  'mail-tested'
] as const
export type AccountEventKind = (typeof accountEventKinds)[number]

const code = z.string().max(40)
const password = z.string().min(limits.passwordLengthMin).max(limits.passwordLengthMax)
const givenPassword = z.string().max(limits.passwordLengthMax)
export const resetAskInput = z.strictObject({ email: text(254).trim().toLowerCase() })
export const resetInput = z.strictObject({ token: z.string().max(100), newPassword: password })
export const profileInput = z.strictObject({ name })
export const twoFactorInput = z.strictObject({ password: givenPassword.optional() })
export const codeInput = z.strictObject({ code })
export const passkeyInput = z.strictObject({ name: name.optional(), response: z.looseObject({}) })
export const passkeyIdInput = z.strictObject({ id: z.string().max(100) })
export const ssoInput = z.strictObject({ next: z.string().max(limits.urlLength).optional() })

export const waysView = z.object({
  mail: z.boolean().meta({ description: 'whether a new password can be asked for by mail' }),
  sso: z
    .string()
    .nullable()
    .meta({ description: 'what the button of single sign-on is called; null where there is none' })
})
export const proofInput = z.strictObject({ token: z.string().max(2_000) })
export const signedInAsView = z.object({
  email: z.string().nullable().meta({ description: 'whose session this is; null where there is none' })
})
export const signedInView = z.object({
  secondFactor: z.literal(true).meta({ description: 'a code is needed before there is a session' })
})
const sessionView = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  network: z
    .string()
    .nullable()
    .meta({ description: 'the network it was begun from, the last part of its address left out' }),
  browser: z.string().nullable().meta({ description: 'what the browser called itself' }),
  createdAt: z.string(),
  expiresAt: z.string()
})
const accountEventView = z.object({
  id: z.string(),
  kind: z.enum(accountEventKinds),
  detail: z.record(z.string(), z.string()),
  at: z.string()
})
export const profileView = z.object({
  name: z.string(),
  email: z.string(),
  isProved: z.boolean().meta({ description: 'whether the person has proved that the address is theirs' }),
  hasPassword: z.boolean(),
  twoFactor: z.boolean(),
  backupCodesLeft: z.number().nullable(),
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string().nullable(), createdAt: z.string().nullable() })
  ),
  sessions: z.array(sessionView),
  events: z.array(accountEventView)
})
export type SignedInAsView = z.infer<typeof signedInAsView>
export type WaysView = z.infer<typeof waysView>
export type ProfileView = z.infer<typeof profileView>
export type SessionView = z.infer<typeof sessionView>
export type AccountEventView = z.infer<typeof accountEventView>
