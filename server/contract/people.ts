import { z } from 'zod'
import { instant, limits, name, roles, scopes, tag, text } from './terms'

export const keyInput = z.strictObject({
  site: z.string().max(40),
  name,
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  expiresAt: instant.optional()
})
const keyView = z.object({
  id: z.string(),
  site: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: z.string(),
  madeBy: z
    .object({ key: z.string().meta({ description: 'person:… or key:…' }), name: z.string().nullable() })
    .nullable()
    .meta({ description: 'who made it; a key dies with the key that made it' }),
  lastUsedAt: z.string().nullable().meta({ description: 'to the hour' }),
  expiresAt: z.string().nullable().meta({ description: 'from when on it is worth nothing' }),
  revokedAt: z.string().nullable()
})
export const newKeyView = keyView.extend({
  key: z.string().meta({ description: 'shown this once; only a hash of it is kept' })
})
export const keysView = z.object({ rows: z.array(keyView) })
export type KeyInput = z.infer<typeof keyInput>
export type KeyView = z.infer<typeof keyView>

export const siteQuery = z.strictObject({ site: text(40) })
const email = z.email().max(254).toLowerCase()
const password = z.string().min(limits.passwordLengthMin).max(limits.passwordLengthMax)
export const signInInput = z.object({
  email: z.string().max(254),
  password: z.string().max(limits.passwordLengthMax)
})
export const passwordInput = z.strictObject({
  currentPassword: z.string().max(limits.passwordLengthMax),
  newPassword: password
})
export const setUpInput = z.strictObject({ token: z.string().max(100), name, email, password })
export const setUpView = z.object({ needed: z.boolean().meta({ description: 'nobody has an account yet' }) })
export const personView = z.object({ name: z.string(), email: z.string() })
export const meView = personView.extend({
  sites: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })),
  runsServer: z.literal(true).optional().meta({ description: 'there for whoever set the server up' })
})
const teams = z
  .array(tag.min(1))
  .max(limits.teamsPerMember)
  .transform((keys) => [...new Set(keys)])
export const memberInput = z.strictObject({
  site: z.string().max(40),
  email,
  name,
  role: z.enum(roles),
  agent: tag.min(1).optional(),
  teams: teams.optional()
})
export const memberPatch = z.strictObject({
  role: z.enum(roles).optional(),
  agent: tag.min(1).nullable().optional(),
  teams: teams.optional()
})
export const memberView = z.object({
  id: z.string(),
  state: z.enum(['invited', 'joined']),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  agent: z
    .string()
    .nullable()
    .meta({ description: 'the agent whose answers alone somebody with the role “agent” sees' }),
  teams: z
    .array(z.string())
    .meta({ description: 'the teams whose answers alone somebody with the role “lead” sees' }),
  createdAt: z.string(),
  expiresAt: z.string().nullable().meta({ description: 'when the link of an invited person stops working' })
})
export const newMemberView = memberView.extend({
  joinUrl: z
    .string()
    .nullable()
    .meta({ description: 'one-time link to hand over, shown this once; null where it was mailed' })
})
export const membersView = z.object({ rows: z.array(memberView) })
export const joinInput = z.strictObject({
  token: z.string().max(100),
  password: password.optional().meta({ description: 'left out by who is signed in with this address' })
})
export type SetUpInput = z.infer<typeof setUpInput>
export type MeView = z.infer<typeof meView>
export type MemberInput = z.infer<typeof memberInput>
export type MemberPatch = z.infer<typeof memberPatch>
export type MemberView = z.infer<typeof memberView>
