import type { PauseReason } from '../contract/connectors'

/** One request to a vendor. E-mail is `{ to: 'smtp', … }`, everything else is HTTP. */
export type Outgoing = HttpRequest | { to: 'smtp'; mail: Mail }
export type HttpRequest = {
  to: 'http'
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers: Readonly<Record<string, string>>
  body: string
  /** Whatever is there is asked for, which may be long. */
  isLong?: true
}
export type Mail = {
  from: string
  to: string
  subject: string
  text: string
  html: string
  headers: Readonly<Record<string, string>>
  messageId: string
}

/**
 * `status` is absent where there was none: no connection, no answer in time. Header names are in lower
 * case.
 */
export type VendorAnswer = { status?: number; headers: Readonly<Record<string, string>>; body: string }
/**
 * `later`: worth trying again, after `afterMs` where the vendor said so; `throttled`: because we are faster
 * than it takes messages. `refused`: never; `optedOut`: because the customer has told the vendor or the
 * carrier to stop our messages. `key-refused`: nothing goes through this account until its owner does
 * something, `said` in the vendor's words; `unsure` where it may have meant this message alone.
 */
export type Outcome =
  | { state: 'sent'; messageId?: string }
  | { state: 'later'; reason: string; afterMs?: number; throttled?: true }
  | { state: 'refused'; reason: string; optedOut?: true }
  | { state: 'key-refused'; reason: PauseReason; said?: string; unsure?: true }
