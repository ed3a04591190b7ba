/**
 * The words of one language in which people ask to be left alone, or to be asked again. Entries are
 * separated by commas and may hold several words; case, accents and apostrophes do not matter. Give the
 * forms that people type: polite, familiar, one and many.
 */
export type Lexicon = {
  /** A wish when it is all that is said, whoever reads it: “unsubscribe”. */
  plain?: string
  /**
   * A wish when it is all that is said to a channel; to an agent of a helpdesk it may mean an order:
   * “cancel”.
   */
  alone?: string
  /** A wish on its own and among other known words: “leave me alone”, “take me off”. */
  wish?: string
  /**
   * Verbs that ask to end something; with what is to end they are a wish whoever reads it: “stop (texting
   * me)”.
   */
  stop?: string
  /** What denies: “don't”. */
  no?: string
  /** What denies a thing alone, where the language has a word for that: “no (more messages)”. */
  none?: string
  /** What says that something was before: “more”, “again”. */
  more?: string
  /** What somebody does who writes to people: “text”, “send”, “bother”. */
  act?: string
  /** What is sent: “messages”. */
  thing?: string
  /** “me”, “from you”, “to my number”. */
  me?: string
  /** “I want”. */
  want?: string
  /** “receive”: says something about a wish only beside “want” or “stop”. */
  get?: string
  /** Courtesy and little words that change nothing: “please”, “the”. */
  fill?: string
  /** Asks for another way instead: “text me instead” is no wish to be left alone. */
  instead?: string
  /** Where a new thought begins: “or”, “because”. */
  and?: string
  /** A wish to be asked again when it is all that is said. */
  start?: string
  /** The same, also to an agent of a helpdesk. */
  plainStart?: string
  /** Written without spaces between words. */
  unspaced?: true
}

/** People write these in whatever language they speak. */
export const everywhere: Lexicon = {
  plain: 'stop, stopall, stop all, stop sms, unsubscribe, unsub, optout, opt out, 🛑',
  alone: '⛔, 🚫, 🔕, 🙅, ✋',
  stop: 'stop, stopall, stop all, stop sms, 🛑',
  thing: 'sms, spam, whatsapp, e mail, email, emails, mail, mails, mms, newsletter, marketing',
  fill:
    'please, pls, plz, ok, okay, thanks, thank you, thx, hi, hello, now, i, we, ich, ik, ' +
    'jeg, jag, je, j, io, yo, eu, я, אני, saya, aku, tôi',
  plainStart: 'start, unstop, subscribe, resubscribe, optin, opt in'
}
