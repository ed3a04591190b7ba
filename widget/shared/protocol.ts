/**
 * What crosses the wire between the widget and the server. Types only: nothing here may reach a customer's
 * browser.
 */

export type Metric = 'csat' | 'nps' | 'ces' | 'thumbs'
export type Style = 'faces' | 'stars' | 'numbers' | 'thumbs'
export type Direction = 'ltr' | 'rtl'

/** What the script tag already carries: enough to decide whether to ask, nothing that only asking needs. */
export type Settings = {
  site: string
  /** Content hash of the survey module, so that its address may be cached for ever. */
  ui: string
  surveys: SurveySettings[]
}

/** Of a survey's settings only what is not usual is sent. */
export type SurveySettings = {
  id: string
  /** Names what is shown: the version of the survey, and how it looks where that is not as usual. */
  version: string
  /**
   * The languages the question is written in, the survey's own first: it is what is used when none suits
   * the customer.
   */
  locales: string[]
  /** What makes it ask by itself. Absent: nothing does. */
  on?: Trigger
  /** How much of that it takes: seconds, percent, a selector, the name of an event. */
  by?: number | string
  /** Asked again after so many days, or never after it was asked or answered once. Absent: whenever. */
  again?: number | 'once' | 'until-answered'
  /** Days that it stays away after a dismissal. */
  dismissed?: number
  /** Days that it stays away after any survey of the site. */
  quiet?: number
  /** Patterns, one of which the page must fit, and none of which it may. */
  pages?: [inside: string[], outside: string[]]
  /** Percent of visitors. */
  share?: number
  devices?: Device[]
  /** Asks only who reads one of its languages. */
  only?: true
}

export type Trigger = 'delay' | 'scroll' | 'exit' | 'click' | 'event' | 'time-on-page' | 'inactivity'
export type Device = 'phone' | 'tablet' | 'desktop'
export type Place = 'corner' | 'sheet' | 'page'

/** One survey in one language, appended to the survey module as `export const definition`. */
export type Definition = {
  survey: string
  version: number
  style: Style
  scale: { min: number; max: number }
  /**
   * First rating that counts as content, seen from the middle of the scale: it decides which comment prompt
   * is shown.
   */
  satisfiedFrom: number
  /** The lowest point is the best one, as in school grades or in effort. */
  lowIsGood?: boolean
  locale: string
  direction: Direction
  question: string
  words: Words
  /** Where it shows when it is not in line: the corner, unless it says otherwise. */
  place?: Place
  /** The theme, as rules that come after our own. */
  css?: string
} & Parts

/**
 * The same as the widget gets it: `css` is all that styles it, and every point is drawn, so that only the
 * first needs a number.
 */
export type SentDefinition = Omit<Definition, 'scale'> & {
  scale: { min: number }
  css: string
  points: Drawn[]
}
/** One point, from lowest to highest: digits or a drawing, as path data in a box of 48 by 48. */
export type Drawn = { name: string; digits?: string; path?: string; transform?: string }

/** What is asked and said beside the question, in one language; nothing of what this survey does not have. */
export type Parts = {
  comment?: { low: string; high: string; optional: string }
  solved?: Choice
  reasons?: { low?: Choice; high?: Choice }
  /** A second question on the same points, about the person as distinct from the outcome. */
  person?: string
  /** What is ticked to be contacted. */
  contact?: string
  /** In place of the usual thanks, by the rating. */
  thanks?: { low?: Thanks; high?: Thanks }
}
export type Choice = { question: string; options: [value: string, label: string][] }
export type Thanks = { text: string; link?: { url: string; label: string } }
/** What the parts were answered with. An empty reason takes back one that no longer fits the rating. */
export type Told = {
  solved?: string
  reason?: string
  person?: number
  contact?: boolean
  readingSeconds?: number
}

/** What a customer reads in the widget, in one language and for one metric. */
export type Words = {
  /** Names of the points from lowest to highest: one for each, or two for the ends only. */
  labels: string[]
  /** Names the card for those who hear it. */
  feedback: string
  send: string
  close: string
  thanks: string
  /** After a low rating. */
  thanksLow: string
  /** Announced when the server has the answer, and while more may be said. */
  saved: string
  /** Announced when the survey was closed without an answer. */
  closed: string
  /** Announced, and shown with the thanks, while the answer waits for a connection. */
  waiting: string
  /**
   * Shown and announced when the server will never take the answer, because the survey has ended meanwhile.
   */
  refused: string
  /** Nothing is said where an earlier answer is kept that may no longer change. */
  locked?: undefined
}

/** What is posted to `/api/v1/responses`: first the rating, later the comment under the same id. */
export type Answer = {
  id: string
  /** Made beside the id, and asked for at every edit. */
  secret: string
  survey: string
  /** Which wording and scale the customer saw: the survey may have changed since. */
  version: number
  rating: number
  comment?: string
  answers?: Told
  locale: string
  pageUrl: string
  /** What was pressed, and how long after the question was there. */
  taps: [point: number, afterMs: number][]
  surface: 'widget'
} & Tags

/** What an answer is about. The page says it by `data-*` attributes, `set`, `identify` and `ask`. */
export type Tags = {
  channel?: string
  topics?: string[]
  agent?: string
  attributes?: Record<string, string | number | boolean>
  team?: string
  conversation?: string
  customer?: string
  signature?: string
}

/**
 * What became of an answer at the first try: on the server's disk, waiting here for a better moment, too
 * late for its survey, or on disk as it was before, too late for this change.
 */
export type Fate = 'saved' | 'waiting' | 'refused' | 'locked'

/** Anything that is answered: the id is made here, so that sending the same thing twice is harmless. */
/** `secret` proves later that an edit comes from where the answer came from. */
export type Posted = {
  id: string
  secret?: string
  rating: number
  comment?: string
  answers?: Told
  proof?: string
}

export type Happening = { type: 'shown' | 'answered' | 'dismissed'; survey: string; rating?: number }
