import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Inbound, Reply } from './channel'
import { hmac, isSame } from './signatures'

/** What every connector to Twilio is told. */
export const account = {
  accountSid: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'must be “AC” and 32 digits or letters from a to f')
    .meta({ description: 'Account SID, on the first page of the Twilio console (“AC…”).' }),
  authToken: z.string().min(1).max(200).meta({
    description: 'Auth Token, below the Account SID. It also proves that requests to us come from Twilio.'
  })
}

/**
 * Whether Twilio signed this request: base64 HMAC-SHA1(auth token, our public address + every posted name
 * and value, sorted by name). The address is the one that Twilio was given, whatever a proxy made of it;
 * Twilio signs it with or without the port. https://www.twilio.com/docs/usage/security
 */
export function isFromTwilio(
  { method, url, query, headers, body }: Inbound,
  authToken: string,
  publicUrl: string
): boolean {
  const called = new URL(publicUrl)
  called.search = new URL(url, publicUrl).search
  const hash = query.get('bodySHA256')
  if (hash !== null && !isSame(hash, createHash('sha256').update(body).digest('hex'))) return false
  const fields = method === 'GET' || hash !== null ? '' : signedFields(formOf(body))
  return addressesOf(called).some((address) =>
    isSame(headers['x-twilio-signature'], hmac('sha1', authToken, address + fields, 'base64'))
  )
}

/** What a form says, as Twilio posts it. */
export function formOf(body: Uint8Array): URLSearchParams {
  return new URLSearchParams(new TextDecoder().decode(body))
}

/** TwiML is what Twilio takes for an answer. */
export function twiml(verbs: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`
  }
}

/** Text inside of an element, or of an attribute in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A name that comes several times has its values sorted, each once. */
function signedFields(form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort()
  return names
    .map((name) =>
      [...new Set(form.getAll(name))]
        .sort()
        .map((value) => name + value)
        .join('')
    )
    .join('')
}

function addressesOf(url: URL): string[] {
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  const { protocol, hostname, pathname, search } = url
  return [
    `${protocol}//${hostname}${pathname}${search}`,
    `${protocol}//${hostname}:${port}${pathname}${search}`
  ]
}
