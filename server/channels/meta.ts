import { z } from 'zod'
import type { Inbound, Outcome, Reply, VendorAnswer } from './channel'
import { readJson } from './read-json'
import { hmac, isSame } from './signatures'
import { keyRefused, keyRefusedBy, later, laterBecauseOf, refused, throttled } from './vendor-answers'

/** The version whose documentation the connectors to WhatsApp, Messenger and Instagram were written by. */
export const graph = 'https://graph.facebook.com/v25.0'

export const metaSettings = {
  appSecret: z.string().min(16, 'Copy the whole app secret.').meta({
    title: 'App secret',
    description: 'On developers.facebook.com under your app, Settings, Basic. Meta signs its calls with it.'
  }),
  verifyToken: z.string().min(8, 'Take at least 8 characters.').meta({
    title: 'Verify token',
    description:
      'Any text you like. Paste the same text beside our address when you subscribe your app to webhooks.'
  })
}

/** Meta's test of our address: it is told our challenge back only if it knows the verify token. */
export function metaHandshake(
  { method, query }: Inbound,
  { verifyToken }: { verifyToken: string }
): Reply | undefined {
  if (method !== 'GET' || query.get('hub.mode') !== 'subscribe') return undefined
  if (!isSame(query.get('hub.verify_token'), verifyToken))
    return { status: 403, body: 'The verify token is not the one in the settings.' }
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: query.get('hub.challenge') ?? '' }
}

/**
 * Meta signs the body as it is sent, or, as it has documented for years, with letters beyond ASCII escaped
 * in lower case. Both need the secret, so taking either costs no safety.
 */
export function metaVerified({ headers, body }: Inbound, { appSecret }: { appSecret: string }): boolean {
  const signature = headers['x-hub-signature-256']
  const [raw, escaped] = [body, escapedUnicode(body)].map(
    (data) => `sha256=${hmac('sha256', appSecret, data, 'hex')}`
  )
  // Both are compared, whatever the first one says.
  return [isSame(signature, raw ?? ''), isSame(signature, escaped ?? '')].includes(true)
}

function escapedUnicode(body: Uint8Array): string {
  return Buffer.from(body)
    .toString('utf8')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const errorShape = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.number(),
    is_transient: z.boolean().optional(),
    error_subcode: z.number().optional().catch(undefined),
    error_data: z.object({ details: z.string() }).optional().catch(undefined)
  })
})

/**
 * Errors that pass by themselves though their status is 400: of one pair of numbers (131056), of suspected
 * spam (131048); trouble at Meta (1, 2, 131000, 131016, 133004), maintenance (131057).
 * developers.facebook.com: Graph API error handling; WhatsApp error codes.
 */
const passing = new Set([1, 2, 131000, 131016, 131048, 131056, 131057, 133004])
/** Limits of calls, and of throughput. */
const tooFast = new Set([4, 17, 32, 613, 80007, 130429])
/**
 * The account's own troubles: the access token or its session has ended (190, 102, 0), access is denied (3,
 * 131005), the account is restricted for its conduct (368) or locked (131031), is unpaid (131042), or its
 * number is not registered (133010).
 */
const ownersTrouble = new Set([0, 3, 102, 190, 368, 131005, 131031, 131042, 133010])
/** A permission that is missing, or, with a subcode, one person who cannot be written to. */
const isPermission = (code: number) => code === 10 || (code >= 200 && code <= 299)

/** What the Graph API says to a message. `messageId` finds the id in the body of a success. */
export function graphOutcome(
  answer: VendorAnswer,
  messageId: (body: unknown) => string | undefined
): Outcome {
  const body = readJson(answer.body)
  const failed = errorShape.safeParse(body)
  if (!failed.success) {
    if (answer.status !== 200) {
      return laterBecauseOf(answer) ?? keyRefusedBy(answer) ?? refused(`${answer.status}: ${answer.body}`)
    }
    const id = messageId(body)
    return { state: 'sent', ...(id !== undefined && { messageId: id }) }
  }
  const { code, message, is_transient, error_subcode, error_data } = failed.data.error
  const reason = `${code}: ${error_data?.details ?? message}`
  if (tooFast.has(code)) return throttled(answer, reason)
  if (is_transient || passing.has(code)) return later(answer, reason)
  if (ownersTrouble.has(code) || (isPermission(code) && error_subcode === undefined))
    return keyRefused(reason)
  const passes = laterBecauseOf(answer)
  return passes ? { ...passes, reason } : refused(reason)
}
