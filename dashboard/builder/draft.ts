import type { Asking } from '../../server/contract/asking'
import type { Inviting } from '../../server/contract/inviting'
import type { Wording } from '../../server/contract/parts'
import type { SurveyView } from '../../server/contract/surveys'

/**
 * A survey while it is written. What is not finished may stand in it: texts that are empty, links without
 * an address. Parts that are asked in our own words are empty wordings, so that every text is reached by a
 * path that the server would name as well.
 */
export type Draft = Pick<
  SurveyView,
  'name' | 'metric' | 'scale' | 'style' | 'direction' | 'question' | 'state' | 'proofOfWork'
> & {
  /** As is usual for the metric and its scale, where it is left out. */
  satisfiedFrom?: number
  parts: Record<string, unknown>
  asking: Asking
  inviting: Inviting
}

export type Reason = { key: string; label: Wording }

export function newDraft(locale: string): Draft {
  return {
    name: '',
    metric: 'csat',
    scale: { min: 1, max: 5 },
    style: 'faces',
    direction: 'higher-is-better',
    question: { [locale]: '' },
    state: 'draft',
    proofOfWork: 'off',
    parts: { comment: {} },
    asking: {
      when: { on: 'delay', seconds: 1 },
      pages: {},
      share: 100,
      devices: ['phone', 'tablet', 'desktop'],
      languagesOnly: false,
      again: { days: 30 },
      notAfterDismissalDays: 30,
      quietDays: 0,
      place: 'corner',
      theme: {}
    },
    inviting: {
      share: 100,
      delayMinutes: 0,
      hours: null,
      frequency: null,
      onlyResolved: false,
      onlyPrivate: false,
      replyLengthMin: 0,
      handledBy: ['human', 'bot', 'human-and-bot'],
      languagesOnly: false,
      perAgentADay: null,
      perTeamADay: null
    }
  }
}

export function draftOf({
  name,
  metric,
  scale,
  satisfiedFrom,
  style,
  direction,
  question,
  state,
  proofOfWork,
  parts,
  asking,
  inviting
}: SurveyView): Draft {
  const { comment = {}, solved, person, contact, ...rest } = parts
  const asked = Object.entries({ solved, person, contact }).filter(([, wording]) => wording !== undefined)
  const written = asked.map(([part, wording]) => [part, wording === true ? {} : wording] as const)
  return {
    name,
    metric,
    scale,
    satisfiedFrom,
    style,
    direction,
    question,
    state,
    proofOfWork,
    parts: { ...rest, comment, ...Object.fromEntries(written) },
    asking,
    inviting
  }
}

/** The draft as the server takes it: without what was left empty. */
export function bodyOf(draft: Draft) {
  const { comment, solved, person, contact, reasons, thanks, labels } = draft.parts
  const asked = { solved, person, contact }
  const { in: wanted, out } = draft.asking.pages
  return {
    ...draft,
    question: (written(draft.question) ?? {}) as Wording, // with some languages less, it is one still
    parts: {
      ...filled({
        labels: written(labels),
        comment: comment === false ? false : written(comment),
        reasons: written(reasons),
        thanks: written(thanks)
      }),
      ...Object.fromEntries(
        Object.entries(asked)
          .filter(([, wording]) => wording)
          .map(([part, wording]) => [part, written(wording) ?? true])
      )
    },
    asking: {
      ...draft.asking,
      pages: filled({ in: lines(wanted), out: lines(out) }),
      theme: written(draft.asking.theme) ?? {}
    }
  }
}

/** As much of it as can be shown already: reasons and links that are half written are left out. */
export function showable(draft: Draft): Draft {
  const { reasons, thanks, ...rest } = draft.parts
  return {
    ...draft,
    parts: { ...rest, reasons: byRating(reasons, finishedReasons), thanks: byRating(thanks, finishedThanks) }
  }
}

const byRating = (parts: unknown, finished: (part: unknown) => unknown) =>
  isTree(parts)
    ? Object.fromEntries(Object.entries(parts).map(([rating, part]) => [rating, finished(part)]))
    : undefined
const finishedReasons = (list: unknown) =>
  Array.isArray(list) ? list.filter((reason: Reason) => reason.key && written(reason.label)) : undefined

function finishedThanks(thanks: unknown) {
  if (!isTree(thanks)) return undefined
  const { link, ...rest } = thanks
  return isTree(link) && /^https:\/\/./.test(String(link['url'])) && written(link['label']) ? thanks : rest
}

/** What stands at a path such as `parts.thanks.low.text.ur`. */
export function valueAt(whole: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isTree(value) ? value[name] : undefined), whole)
}

/** The same with another value there; nothing takes the name away. */
export function withValue<T>(whole: T, path: string, value: unknown): T {
  const [name = '', ...rest] = path.split('.')
  const tree: Tree = isTree(whole) ? whole : {}
  const inner = rest.length === 0 ? value : withValue(tree[name], rest.join('.'), value)
  // A tree with one value changed is still such a tree.
  if (Array.isArray(whole))
    return whole.map((item: unknown, place) => (String(place) === name ? inner : item)) as T
  const { [name]: _, ...others } = tree
  return (inner === undefined ? others : { ...tree, [name]: inner }) as T
}

/** Takes a language out of every wording. */
export function withoutLanguage<T>(whole: T, locale: string): T {
  // as long as before
  if (Array.isArray(whole)) return whole.map((item: unknown) => withoutLanguage(item, locale)) as T
  if (!isTree(whole)) return whole
  const kept = Object.entries(whole).filter(
    ([name, value]) => name !== locale || typeof value !== 'string' || name === 'key' || name === 'url'
  )
  // a wording with one language less
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutLanguage(value, locale)])) as T
}

type Tree = Record<string, unknown>
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/**
 * Without empty texts and what then has nothing in it; a link keeps both its halves, so that the missing
 * one is asked for.
 */
function written(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length > 0
      ? value.map((item) => (isTree(item) ? { ...item, label: written(item['label']) ?? {} } : item))
      : undefined
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (!isTree(value)) return value
  const { link, ...rest } = value
  const whole =
    isTree(link) && written({ ...link })
      ? { link: { url: link['url'] ?? '', label: written(link['label']) ?? {} } }
      : {}
  const kept = {
    ...filled(Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, written(inner)]))),
    ...whole
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

const filled = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== undefined))

function lines(patterns: readonly string[] | undefined) {
  const kept = (patterns ?? []).map((line) => line.trim()).filter(Boolean)
  return kept.length > 0 ? kept : undefined
}
