import { z } from 'zod'
import { text } from './terms'

const senderWanted = 'use an address such as hearback@example.com or Hearback <hearback@example.com>'
/** An address, alone or behind a name. */
export const sender = z
  .string()
  .max(400)
  .regex(
    /^(?:[^\p{Cc}<>"\\@]{0,100} <[^\s@<>",;:\\()[\]]+@[^\s@<>",;:\\()[\]]+>|[^\s@<>",;:\\()[\]]+@[^\s@<>",;:\\()[\]]+)$/u,
    senderWanted
  )

const host = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9.:_-]+$/, 'must be the name of a mail server, such as mail.example.com')

export const mailServerInput = z.strictObject({
  host,
  port: z.int().min(1).max(65_535),
  security: z.enum(['starttls', 'tls']).meta({
    description: 'tls from the first byte, or STARTTLS, which is needed but in private networks'
  }),
  user: text(254).trim().default('').meta({
    description: 'the name to sign in with; empty where the server asks for none'
  }),
  password: text(500).optional().meta({
    description: 'left out it stays as it is, for the same host and user'
  }),
  from: sender
})
export const mailServerView = z.object({
  by: z.enum(['environment', 'settings']).nullable().meta({
    description: 'where the mail server is named; SMTP_URL of the environment wins; null where there is none'
  }),
  server: z
    .object({
      host: z.string(),
      port: z.number(),
      security: z.enum(['tls', 'starttls', 'offered']).meta({
        description: 'offered: STARTTLS where the server of a private network can'
      }),
      user: z.string(),
      hasPassword: z.boolean(),
      from: z.string()
    })
    .nullable()
})
export const mailTestInput = z.strictObject({ to: z.email().max(254) })
/** Why a mail was not taken, as far as the mail server or the connection says it. */
const mailFailures = ['none', 'unreachable', 'not-private', 'sign-in', 'refused'] as const
export const mailTestView = z.object({
  state: z.enum(['sent', 'failed']),
  reason: z
    .enum(mailFailures)
    .optional()
    .meta({
      description: [
        'none: no mail server is named; unreachable: no connection; not-private: no encryption, or a wrong',
        'certificate; sign-in: wrong user or password; refused: the server did not take it'
      ].join(' ')
    }),
  said: z.string().optional().meta({ description: 'the last words of the mail server' })
})
export type MailServerInput = z.infer<typeof mailServerInput>
export type MailServerView = z.infer<typeof mailServerView>
export type MailTestView = z.infer<typeof mailTestView>
export type MailFailure = (typeof mailFailures)[number]
