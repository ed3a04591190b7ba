import type { z } from 'zod'
import type { Handler } from '../contract/inviting'
import type { Surface } from '../contract/terms'
import type { UnsendableReason } from '../contract/unsendable'
import type { HttpRequest, Outcome, Outgoing, VendorAnswer } from './exchange'
import type { WriteBack } from './write-back'

export type { HttpRequest, Mail, Outcome, Outgoing, VendorAnswer } from './exchange'

/**
 * What a connector to one messaging channel or gateway is: data and pure functions, one small file each. It
 * touches neither network, clock nor database; the outbox sends what `render` makes and the inbox keeps
 * what `parse` reads. `S` is what its settings hold once they are parsed.
 */
export type Channel<S> = {
  /** Stable name, part of addresses and of stored rows: `telegram`, `sms_twilio`. */
  kind: string
  /** The canonical channel that it carries, which an answer given in it has as its `delivery`. */
  label: string
  /**
   * A strict object with a sentence (`meta({ description })`) for every field, shown where an owner fills
   * it in.
   */
  settings: z.ZodType<S>
  /** Fields of the settings that are write-only and encrypted at rest. */
  secrets: readonly (keyof S & string)[]
  /**
   * What an owner does at the vendor, in sentences; `{hook}` stands where the address of our webhook goes,
   * `{connect}` where that of `connect` does.
   */
  steps?: readonly string[]
  /** Set where the vendor never calls us, so that there is no address to give to it. */
  sendsOnly?: true
  /**
   * What the vendor takes, as data; `render` keeps to it. Lengths are in the unit that the vendor counts;
   * `perSecond` and `atOnce`, the messages that may wait for an answer at a time, are kept by the outbox.
   */
  limits: Readonly<Record<string, number>>
  /** How long after the customer's last message one may write freely; absent where one always may. */
  windowMs?: number
  /** Where an answer pressed on it was given: a chat's button, unless it says otherwise. */
  surface?: Surface
  /** What to send, in order, or why that is impossible. Points that do not fit the channel become a link. */
  render(ask: Ask, settings: S): readonly Outgoing[] | Unsendable
  /**
   * For vendors whose requests carry an access token that lives for hours: the request that gets one, and
   * what its answer says. The outbox keeps it until it ends and writes it wherever a request holds
   * `accessTokenHere`.
   */
  access?: {
    request(settings: S): Outgoing
    read(answer: VendorAnswer): { token: string; forMs: number } | undefined
    /** What an answer without a token says, where that differs from the same answer to a message. */
    outcome?(answer: VendorAnswer): Outcome
  }
  /**
   * Signs a request just before it leaves, for vendors whose signatures hold the time. `now` is epoch
   * milliseconds.
   */
  sign?(request: HttpRequest, settings: S, now: number): HttpRequest
  /**
   * The request that tells the vendor to call `hookUrl` alone, where it takes one; elsewhere the owner
   * pastes the address. Sent only when an owner says so.
   */
  connect?(settings: S, hookUrl: string): HttpRequest
  /**
   * How `parse` would name the person at this address as a sender, where addresses are written in more than
   * one way.
   */
  senderOf?(address: string, settings: S): string
  /** What the vendor's answer to a request says. */
  outcome(answer: VendorAnswer): Outcome
  /** Answers a vendor's test of our address (Meta's challenge, WeChat's echostr, X's crc), if this is one. */
  handshake?(request: Inbound, settings: S): Reply | undefined
  /**
   * Whether the vendor made this request: over the raw bytes and in constant time. `publicUrl` is the
   * address we are called by.
   */
  verify(request: Inbound, settings: S, publicUrl: string, now: number): boolean
  /**
   * What proves the vendor stands in the head of a request alone, so that the body of a stranger is not
   * even read.
   */
  provenByHead?: true
  /**
   * All that is in a request, in order; several in one body where the vendor batches. Never throws for a
   * verified body: unknown shapes give nothing. `now` is for vendors that say no time.
   */
  parse(request: Inbound, settings: S, now: number): readonly ChannelEvent[]
  /**
   * The token of the ask that a request is about, where our response depends on it: a call wants to know
   * what to say.
   */
  asks?(request: Inbound): string | undefined
  /**
   * What the HTTP response to the vendor holds, where an empty 200 will not do. `ask` is what `asks` named,
   * if it is still open.
   */
  accepted?(request: Inbound, events: readonly ChannelEvent[], ask: Ask | undefined, settings: S): Reply
  /**
   * What to send when a pressed or typed rating was kept, or to ask for one comment: a callback's answer,
   * buttons taken away, a text.
   */
  thank?(thanks: Thanks, settings: S): readonly Outgoing[]
  /** One message in somebody's own words, whole, or why that is impossible. */
  say?(saying: Saying, settings: S): Outgoing | Unsendable
  /** How a helpdesk is told of answers about its conversations. */
  writeBack?: WriteBack<S>
}

/** Stands in a request where the access token of `Channel.access` goes. */
export const accessTokenHere = '{access-token}'

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
  /**
   * Lowest first. `label` starts with the digit (“5 – Great”), because some vendors give back only the
   * label.
   */
  points: readonly { rating: number; label: string }[]
  /**
   * Words around the question, such as what the button that opens the page says; `reply` says that a number
   * will do, and what the ends mean; `thanks` what is said after a rating.
   */
  words: {
    open: string
    rate: string
    reply: string
    thanks?: (rating: number) => string
    unsubscribe?: string
  }
  /** Whether the vendor's window for free messages is open, so far as is known. */
  windowOpen: boolean
  /**
   * The address of ours that this connector's vendor calls, for vendors that are told with each message
   * where to report.
   */
  hookUrl?: string
  /** Opens a page where the customer can ask to be left alone; mail programs post to it. */
  unsubscribeUrl?: string
  /** Made anew for each delivery and the same at every retry: for vendors that take such a key. */
  idempotencyKey: string
}

export type Unsendable = { unsendable: UnsendableReason }

/** What came in. Header names are in lower case; `body` is exactly what was sent. */
export type Inbound = {
  method: string
  url: string
  query: URLSearchParams
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}
export type Reply = { status: number; headers?: Readonly<Record<string, string>>; body: string }

/**
 * Something that happened on a channel. `dedup` is the vendor's own name for it, so that a second delivery
 * changes nothing. Times are epoch milliseconds, absent where the vendor says none. Identifiers beyond 2^53
 * are read as text, never as numbers.
 */
export type ChannelEvent = {
  dedup: string
  at?: number
} & (
  | {
      kind: 'pressed'
      sender: string
      payload: string
      text?: string
      /**
       * The vendor's name of the message that holds the button, for vendors whose buttons carry no payload of
       * ours.
       */
      replyTo?: string
      callback?: Readonly<Record<string, string>>
    }
  /**
   * `replyTo` is the vendor's name of the message that it answers; `customer` is who a helpdesk says that
   * the sender is, and `channel` where.
   */
  | {
      kind: 'text'
      sender: string
      text: string
      replyTo?: string
      customer?: Resolution['customer']
      channel?: string
      callback?: Readonly<Record<string, string>>
    }
  /** `optedOut`: it failed because the customer has told the vendor or the carrier to stop our messages. */
  | {
      kind: 'status'
      messageId?: string
      correlation?: string
      status: 'sent' | 'delivered' | 'read' | 'failed'
      reason?: string
      optedOut?: true
    }
  /**
   * A rating that a vendor's own survey collected; a helpdesk says of which conversation, when it asked,
   * and whom the customer rated.
   */
  | {
      kind: 'rated'
      sender: string
      rating: number
      comment?: string
      question?: string
      resolution?: Resolution
      askedAt?: number
      agent?: string
    }
  /** A helpdesk has resolved a conversation: the moment to ask about it. */
  | { kind: 'resolved'; resolution: Resolution }
  /**
   * A helpdesk says of a conversation, before its end, who handles it and what it is about, or that it is
   * open again.
   */
  | {
      kind: 'seen'
      resolution: Pick<Resolution, 'conversation' | 'topics' | 'agent' | 'team' | 'handledBy' | 'bot'>
      reopened?: true
    }
  /** A person's identifier was replaced by another. */
  | { kind: 'renamed'; sender: string; newSender: string }
  /** `byBlocking`: they left the account, or let it in again, and said nothing. */
  | { kind: 'opted-out'; sender: string; byBlocking?: true }
  | { kind: 'opted-in'; sender: string; byBlocking?: true }
)

/** After a rating: what to say, and what the vendor gave to answer a press by. */
export type Thanks = {
  to: string
  text: string
  askedForComment: boolean
  callback?: Readonly<Record<string, string>>
  url: string
}

/** What somebody of the site writes to one customer. */
export type Saying = {
  to: string
  text: string
  siteName: string
  locale: string
  direction: 'ltr' | 'rtl'
  /** What the customer was asked. */
  question: string
  /** The key of the message that asked it, where the same connector sent that. */
  askedBy?: string
  hookUrl: string
  /** As `Ask.idempotencyKey`. */
  idempotencyKey: string
}

/**
 * A conversation that a helpdesk resolved, with all that it says about it. What it does not say is absent,
 * never zero. Times are epoch milliseconds.
 */
export type Resolution = {
  /** The conversation's id, with the account in front where ids are only unique within one. */
  conversation: string
  /**
   * Tells this resolution from the next one of the same conversation, and is the same however often it is
   * reported.
   */
  name: string
  /**
   * Set where the helpdesk says no time, so that only the time of the report tells it from the next one
   * that looks the same.
   */
  untimed?: true
  /** As the helpdesk calls the channel; connectors map it. */
  channel?: string
  topics: readonly string[]
  agent?: string
  team?: string
  /** `id` is the site's own name for the customer where the helpdesk knows it. */
  customer: {
    id?: string | undefined
    email?: string | undefined
    phone?: string | undefined
    handle?: string | undefined
  }
  locale?: string
  /** Where the helpdesk itself takes a message to the customer, and whether it still may send one. */
  reply?: { to: string; isOpen: boolean }
  openedAt?: number
  firstResponseAt?: number
  resolvedAt?: number
  handleSeconds?: number
  /** How often the conversation was opened again before. */
  reopens?: number
  /**
   * What the rules about whom to ask look at. `private` is false where everybody could read it;
   * `replyLength` counts all letters that the customer wrote.
   */
  private?: boolean
  replyLength?: number
  handledBy?: Handler
  /** The bot that had a part in it, by its name. */
  bot?: string
  /** What the helpdesk says of the conversation and its customer by names of its own, whatever it is. */
  attributes?: Readonly<Record<string, unknown>>
}
