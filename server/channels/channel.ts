import type { z } from 'zod'

/**
 * What a connector to one messaging channel or gateway is: data and pure functions, one small file each. It touches neither
 * network, clock nor database; the outbox sends what `render` makes and the inbox keeps what `parse` reads.
 * `S` is what its settings hold once they are parsed.
 */
export type Channel<S> = {
  /** Stable name, part of addresses and of stored rows: `telegram`, `sms_twilio`. */
  kind: string
  /** The canonical channel that it carries, which an answer given in it has as its `delivery`. */
  label: string
  /** A strict object with a sentence (`meta({ description })`) for every field, shown where an owner fills it in. */
  settings: z.ZodType<S>
  /** Fields of the settings that are write-only and encrypted at rest. */
  secrets: readonly (keyof S & string)[]
  /** What the vendor takes, as data; `render` keeps to it. Lengths are in the unit that the vendor counts. */
  limits: Readonly<Record<string, number>>
  /** How long after the customer's last message one may write freely; absent where one always may. */
  windowMs?: number
  /** What to send, in order, or why that is impossible. Points that do not fit the channel become a link. */
  render(ask: Ask, settings: S): readonly Outgoing[] | Unsendable
  /** What the vendor's answer to a request says. */
  outcome(answer: VendorAnswer): Outcome
  /** Answers a vendor's test of our address (Meta's challenge, WeChat's echostr, X's crc), if this is one. */
  handshake?(request: Inbound, settings: S): Reply | undefined
  /** Whether the vendor made this request: over the raw bytes and in constant time. `publicUrl` is the address we are called by. */
  verify(request: Inbound, settings: S, publicUrl: string, now: number): boolean
  /** All that is in a request, in order; several in one body where the vendor batches. Never throws for a verified body: unknown shapes give nothing. */
  parse(request: Inbound, settings: S): readonly ChannelEvent[]
  /** What the HTTP response to the vendor holds, where an empty 200 will not do. */
  accepted?(request: Inbound, events: readonly ChannelEvent[]): Reply
  /** What to send when a pressed or typed rating was kept, or to ask for one comment: a callback's answer, buttons taken away, a text. */
  thank?(thanks: Thanks, settings: S): readonly Outgoing[]
}

/** A survey to be put before one customer. Texts are in their language already. */
export type Ask = {
  /** 22 letters of base64url; a button carries `r.<token>.<rating>`. */
  token: string
  url: string
  /** The customer's address on this channel: a phone number in E.164, a chat id, an e-mail address. */
  to: string
  siteName: string
  locale: string
  direction: 'ltr' | 'rtl'
  question: string
  /** Lowest first. `label` starts with the digit (“5 – Great”), because some vendors give back only the label. */
  points: readonly { rating: number; label: string }[]
  /** Words around the question, such as what the button that opens the page says. */
  words: { open: string; rate: string }
  /** Whether the vendor's window for free messages is open, so far as is known. */
  windowOpen: boolean
  /** Made anew for each delivery and the same at every retry: for vendors that take such a key. */
  idempotencyKey: string
}

export type Unsendable = { unsendable: string }

/** One request to a vendor. E-mail is `{ to: 'smtp', … }`, everything else is HTTP. */
export type Outgoing = { to: 'http'; url: string; method: 'GET' | 'POST' | 'PUT'; headers: Readonly<Record<string, string>>; body: string } | { to: 'smtp'; mail: Mail }
export type Mail = { from: string; to: string; subject: string; text: string; html: string; headers: Readonly<Record<string, string>>; messageId: string }

/** `status` is absent where there was none: no connection, no answer in time. Header names are in lower case. */
export type VendorAnswer = { status?: number; headers: Readonly<Record<string, string>>; body: string }
/** `later`: worth trying again, after `afterMs` where the vendor said so. `refused`: never. */
export type Outcome = { state: 'sent'; messageId?: string } | { state: 'later'; reason: string; afterMs?: number } | { state: 'refused'; reason: string }

/** What came in. Header names are in lower case; `body` is exactly what was sent. */
export type Inbound = { method: string; url: string; query: URLSearchParams; headers: Readonly<Record<string, string>>; body: Uint8Array }
export type Reply = { status: number; headers?: Readonly<Record<string, string>>; body: string }

/**
 * Something that happened on a channel. `dedup` is the vendor's own name for it, so that a second delivery changes nothing.
 * Times are epoch milliseconds, absent where the vendor says none. Identifiers beyond 2^53 are read as text, never as numbers.
 */
export type ChannelEvent = { dedup: string; at?: number } & (
  | { kind: 'pressed'; sender: string; payload: string; text?: string; callback?: Readonly<Record<string, string>> }
  | { kind: 'text'; sender: string; text: string; replyTo?: string }
  | { kind: 'status'; messageId?: string; correlation?: string; status: 'sent' | 'delivered' | 'read' | 'failed'; reason?: string }
  /** A rating that a vendor's own survey collected. */
  | { kind: 'rated'; sender: string; rating: number; comment?: string; question?: string }
  /** A person's identifier was replaced by another. */
  | { kind: 'renamed'; sender: string; newSender: string }
  | { kind: 'opted-out'; sender: string }
  | { kind: 'opted-in'; sender: string }
)

/** After a rating: what to say, and what the vendor gave to answer a press by. */
export type Thanks = { to: string; text: string; askedForComment: boolean; callback?: Readonly<Record<string, string>>; url: string }
