import { attributeKey } from '../contract/attributes'
import { responseInput } from '../contract/responses'
import { limits, locale } from '../contract/terms'
import { storable } from '../text/storable-text'
import { withFittingTags } from './widget-tags'

/** What a widget sends. A field that only an older or newer one knows is no reason to lose an answer. */
const known = new Set(Object.keys(responseInput.shape))

/**
 * An answer of the widget, as it came, with all that its customer cannot help made to fit: where the page
 * is, in which language it was asked, what the page says of the conversation, half a character at the end
 * of a comment. What cannot be kept is cut or left out, and the answer stays. Anything else, and what other
 * clients send, comes back as it is.
 */
export function fittingAnswer(answer: unknown): unknown {
  if (!isRecord(answer) || answer['surface'] !== 'widget') return answer
  const sent = Object.fromEntries(Object.entries(answer).filter(([name]) => known.has(name)))
  return withFittingTags(fittingFields(sent))
}

/** The same for what the hosted page sends, which says less. */
export function fittingFields(sent: Record<string, unknown>): Record<string, unknown> {
  const made = Object.entries(fits).flatMap(([name, fit]) => {
    const value = Object.hasOwn(sent, name) ? fit(sent[name]) : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(Object.entries(sent).filter(([name]) => !Object.hasOwn(fits, name))),
    ...Object.fromEntries(made)
  }
}

/**
 * What a page asks before it shows a survey, with tags that fit as those of the answer will; where else
 * somebody was served stays to be refused.
 */
export function fittingQuestion(asked: unknown): unknown {
  if (!isRecord(asked)) return asked
  const { channel, attributes } = asked
  return {
    ...withFittingTags(asked),
    ...(channel === undefined ? {} : { channel }),
    ...('attributes' in asked && { attributes: fittingValues(attributes) })
  }
}

/** What of each field can be kept; nothing where none of it can. */
const fits: Record<string, (value: unknown) => unknown> = {
  version: (value) => responseInput.shape.version.safeParse(value).data,
  comment: (value) => fittingText(value, limits.commentLength),
  answers: fittingAnswers,
  locale: fittingLocale,
  handledBy: (value) => responseInput.shape.handledBy.safeParse(value).data,
  // Which bots there are only a key says.
  bot: () => undefined,
  attributes: fittingValues,
  pageUrl: fittingAddress,
  taps: fittingTaps,
  seen: (value) => (typeof value === 'string' && value.length <= limits.seenLength ? value : undefined),
  proof: (value) => (typeof value === 'string' && value.length <= limits.proofLength ? value : undefined)
}

function fittingText(value: unknown, lengthMax: number): string | undefined {
  return (typeof value === 'string' && storable(value, lengthMax)) || undefined
}

function fittingAnswers(value: unknown) {
  if (!isRecord(value)) return undefined
  const fitting = Object.entries(value).flatMap(([name, answer]): [string, string | number | boolean][] => {
    if (storable(name, limits.answerNameLength) !== name) return []
    // An empty text takes back what was answered before.
    if (typeof answer === 'string') return [[name, storable(answer, limits.commentLength)]]
    return typeof answer === 'boolean' || (typeof answer === 'number' && Number.isFinite(answer))
      ? [[name, answer]]
      : []
  })
  return fitting.length > 0 ? Object.fromEntries(fitting.slice(0, limits.answers)) : undefined
}

/** What may be values of attributes; which of them are, the site says that is answered. */
function fittingValues(value: unknown) {
  if (!isRecord(value)) return undefined
  const isValue = (one: unknown) =>
    typeof one === 'boolean' ||
    (typeof one === 'number' && Number.isFinite(one)) ||
    (typeof one === 'string' && storable(one, limits.tagLength) === one.trim())
  const fitting = Object.entries(value).filter(
    ([key, one]) => attributeKey.safeParse(key).success && isValue(one)
  )
  return Object.fromEntries(fitting.slice(0, limits.attributesSent))
}

/** `EN-us` and `en_US.UTF-8` are English, what names no language is left out. */
function fittingLocale(value: unknown): string | undefined {
  const given = locale.safeParse(value)
  if (given.success) return given.data
  const [tag = ''] =
    /^[a-z]{2,3}([-_][a-z0-9]{2,8})*(?![a-z0-9])/i.exec(
      typeof value === 'string' ? value.slice(0, limits.tagLength).trim() : ''
    ) ?? []
  const known = locale.safeParse(tag.toLowerCase())
  return known.success ? new Intl.Locale(known.data.replaceAll('_', '-')).toString() : undefined
}

/** A long path is cut: the beginning says where the customer was. */
function fittingAddress(value: unknown): string | undefined {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  return url.href.slice(0, limits.urlLength).replace(/%.?$/, '')
}

/** A clock that was set back makes times that are before the question; such a press tells nothing. */
function fittingTaps(value: unknown) {
  if (!Array.isArray(value)) return undefined
  const isTap = (tap: unknown) =>
    Array.isArray(tap) &&
    tap.length === 2 &&
    Number.isInteger(tap[0]) &&
    Number.isFinite(tap[1]) &&
    Number(tap[1]) >= 0
  return value.filter(isTap).slice(-limits.taps)
}

/** Whether this is an object, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
