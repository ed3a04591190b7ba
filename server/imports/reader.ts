import { localeOf } from '../answering'
import { channelOf, slugOf } from '../channel-names'
import type { MappingInput, Rejection } from '../contract/imports'
import { tagsInput } from '../contract/responses'
import { limits } from '../contract/terms'
import { hashOf } from '../ids'
import { problem } from '../problem'
import type { SentTags } from '../tags'
import type { Cell, Mapping } from './mapping'
import { locate } from './mapping'
import type { RatingCell, Target } from './rating'
import { isBlank, readRating } from './rating'
import type { Remarks } from './report'
import { remark } from './report'
import type { Row } from './rows'
import type { Table } from './table'
import { createTimeReader } from './times'

/** A row that can be kept. Without a rating it is somebody who was asked and did not answer. */
export type ImportRow = {
  line: number
  /** The same for the same row of the same source, whenever it is imported. */
  key: string
  rating: number | null
  offScale: boolean
  comment: string | null
  tags: SentTags
  customer: string | null
  conversation: Interaction | null
  answeredAt: number | null
  sentAt: number | null
}

/** What a row says of the conversation that was rated; what it does not say is null, never zero. */
export type Interaction = { id: string; openedAt: number | null; firstResponseAt: number | null; resolvedAt: number | null; handleSeconds: number | null }

export type Reader = {
  /** The rating and the channel alone, for a first look at the whole file; undefined for a row that has none to look at. */
  look(row: Row): { sent: string; rating: RatingCell; channel: string } | undefined
  /** What the file calls a channel, by the aliases of the mapping and of its source. */
  channelOf(sent: string): string
  /** Nothing for a row that is left out. */
  read(row: Row): ImportRow | Rejection | undefined
}
export type Layout = Pick<Table, 'header' | 'source' | 'get'>

type Located<Part extends string> = Partial<Record<Part, Cell>>
type TimeCell = Cell & { read: (text: string) => number | undefined }
type Times = Partial<Record<'answeredAt' | 'sentAt' | 'openedAt' | 'firstResponseAt' | 'resolvedAt', TimeCell>>

/** What R, Excel and SQL write where nobody said anything. A customer who typed “na” or “none” did say something. */
const noComment = new Set(['', 'NA', 'N/A', '#N/A', 'NaN', 'null', 'NULL'])
const topicBreaks = /[,;|]/
const secondsOf = { seconds: 1, minutes: 60, hours: 3_600 }
/** The largest number of seconds that both databases keep in an integer column. */
const handleSecondsMax = 2 ** 31 - 1

/** Makes the function that reads the rows of one file. Throws `invalid` when the mapping does not fit the header or the survey. */
export function createReader({ header, source, get }: Layout, mapping: Mapping, target: Target, timeZone: string, remarks: Remarks): Reader {
  const rating = locate(header, 'rating', mapping.rating)
  const parts: Located<'channel' | 'agent' | 'team' | 'comment' | 'externalId' | 'customer' | 'locale'> = {}
  for (const part of ['channel', 'agent', 'team', 'comment', 'externalId', 'customer', 'locale'] as const) {
    const locator = mapping[part]
    if (locator !== undefined) parts[part] = locate(header, part, locator)
  }
  const topics = (mapping.topics ?? []).map((topic) => ({ ...locate(header, 'topics', topic), split: typeof topic === 'object' && 'split' in topic && topic.split === true }))
  const times = locateTimes(header, mapping, timeZone)
  const conversationId = mapping.conversation?.id === undefined ? parts.externalId : locate(header, 'conversation.id', mapping.conversation.id)
  const handle = mapping.conversation?.handleSeconds
  const handleTime = handle === undefined ? undefined : { ...locate(header, 'conversation.handleSeconds', handle), factor: secondsOf[(typeof handle === 'object' && handle.unit) || 'seconds'] }
  const channels = new Map(Object.entries(mapping.channels ?? {}).map(([sent, channel]) => [sent.trim(), channel]))
  const points = pointsOf(mapping, target)
  const readSent = (sent: string, row: Row): RatingCell => points.get(sent.trim()) ?? (source ? source.rating(sent, target, get(row.cells)) : readRating(sent, target))
  const aliasOf = (channel: string) => channels.get(channel) ?? source?.channels?.[slugOf(channel)] ?? channel
  const identical = new Map<string, number>()

  function keyOf(row: Row, externalId: string, conversation: string) {
    if (externalId !== '') return `imp_${hashOf(`${source?.id ?? 'csv'}\0${externalId}`).slice(0, 22)}`
    // A tool that numbers no answers may write more columns the next time: what does not change is what was answered when.
    if (source && conversation !== '') {
      const parts = [conversation, times.answeredAt?.of(row.cells), rating.of(row.cells)]
      return `imp_${hashOf(`${source.id}\0${parts.join('\0')}`).slice(0, 22)}`
    }
    const cells = hashOf(`row\0${row.cells.join('\0')}`).slice(0, 22)
    const ordinal = (identical.get(cells) ?? 0) + 1
    identical.set(cells, ordinal)
    return ordinal === 1 ? `imp_${cells}` : `imp_${hashOf(`${cells}\0${ordinal}`).slice(0, 22)}`
  }

  function interactionOf(row: Row, id: string): Interaction {
    const at = (part: 'openedAt' | 'firstResponseAt' | 'resolvedAt') => {
      const time = readTime(times[part], row)
      if (time === 'unreadable') remark(remarks, `“${part}” cannot be read and was left out`, row.line)
      return typeof time === 'number' ? time : null
    }
    const openedAt = at('openedAt')
    const since = (part: 'firstResponseAt' | 'resolvedAt') => {
      const time = at(part)
      if (time === null || openedAt === null || time >= openedAt) return time
      remark(remarks, `“${part}” lies before “openedAt” and was left out`, row.line)
      return null
    }
    return { id, openedAt, firstResponseAt: since('firstResponseAt'), resolvedAt: since('resolvedAt'), handleSeconds: handleSecondsOf(row) }
  }

  function handleSecondsOf(row: Row): number | null {
    const text = handleTime?.of(row.cells).trim() ?? ''
    if (!handleTime || isBlank(text)) return null
    const seconds = Math.round(Number(text.replace(',', '.')) * handleTime.factor)
    if (seconds >= 0 && seconds <= handleSecondsMax) return seconds
    remark(remarks, `“handleSeconds” is negative or no number and was left out`, row.line)
    return null
  }

  return {
    channelOf: (sent) => channelOf(aliasOf(sent)),
    look(row) {
      if (!fits(row, header) || source?.skips?.(get(row.cells)) !== undefined) return undefined
      const sent = rating.of(row.cells)
      return { sent, rating: readSent(sent, row), channel: textOf(parts.channel, row.cells) }
    },
    read(row) {
      const { line, cells } = row
      if (!fits(row, header)) return { line, code: 'cells', reason: `has not as many cells as the header, which has ${header.length}` }
      const leftOut = source?.skips?.(get(cells))
      if (leftOut !== undefined) {
        remark(remarks, leftOut, line)
        return undefined
      }
      const rated = readSent(rating.of(cells), row)
      if (rated.is === 'unreadable') return { line, column: rating.column, value: rating.of(cells), code: rated.code, reason: rated.reason }
      const wrong = [...Object.values(parts), ...topics, ...(conversationId ? [conversationId] : [])].flatMap((cell) => faultOf(cell, cells, cell === parts.comment))[0]
      if (wrong) return { line, ...wrong }
      const answeredAt = readTime(times.answeredAt, row)
      const sentAt = readTime(times.sentAt, row)
      for (const [cell, time] of [[times.answeredAt, answeredAt], [times.sentAt, sentAt]] as const) {
        if (cell && time === 'unreadable') return { line, column: cell.column, value: cell.of(cells), code: 'no-time', reason: 'is not a time that can be read; give its format in the mapping' }
      }
      if (rated.is === 'rating' && times.answeredAt && answeredAt === null) return { line, column: times.answeredAt.column, code: 'undated', reason: 'is empty, so nobody knows when this was answered' }

      const text = (part: keyof typeof parts) => textOf(parts[part], cells)
      const interactionId = textOf(conversationId, cells)
      const key = keyOf(row, text('externalId'), interactionId)
      return {
        line,
        key,
        rating: rated.is === 'rating' ? rated.rating : null,
        offScale: rated.is === 'unanswered' && rated.offScale,
        comment: commentOf(parts.comment?.of(cells) ?? '', line),
        tags: {
          channel: aliasOf(text('channel')),
          topics: topics.flatMap((topic) => (topic.split ? topic.of(cells).split(topicBreaks) : [topic.of(cells)]).map((one) => one.trim()).filter((one) => !isBlank(one))).slice(0, limits.topics),
          agent: text('agent'),
          team: text('team'),
          locale: localeIn(text('locale'), line),
          surface: 'import'
        },
        customer: text('customer') || null,
        conversation: mapping.conversation ? interactionOf(row, interactionId || key) : null,
        answeredAt: answeredAt === 'unreadable' ? null : answeredAt,
        sentAt: sentAt === 'unreadable' ? null : sentAt
      }
    }
  }

  function commentOf(cell: string, line: number): string | null {
    const comment = cell.trim()
    if (noComment.has(comment)) return null
    if (comment.length <= limits.commentLength) return comment
    remark(remarks, `comments were cut to ${limits.commentLength} characters`, line)
    return comment.slice(0, limits.commentLength).toWellFormed()
  }

  function localeIn(text: string, line: number): string {
    const tag = canonical(text)
    if (tag === '' || tagsInput.locale.safeParse(tag).success) return localeOf(tag)
    remark(remarks, '“locale” is not a language tag such as “pt-BR” and was left out', line)
    return ''
  }
}

/** Some tools write “EN” and “PT-BR”. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? ''
  } catch {
    return tag
  }
}

/** What the mapping itself says that ratings are called. */
function pointsOf({ ratings = {} }: Mapping, { min, max }: Target): Map<string, RatingCell> {
  return new Map(
    Object.entries(ratings).map(([sent, rating]): [string, RatingCell] => {
      if (rating === null) return [sent.trim(), { is: 'unanswered', offScale: false }]
      if (rating < min || rating > max) throw problem('invalid', `The mapping takes “${sent}” for ${rating}, which is off the scale ${min} to ${max}.`, 'mapping.ratings')
      return [sent.trim(), { is: 'rating', rating }]
    })
  )
}

/** The zone of times that name none: the mapping's, or the file's, or the site's. A file's that nobody knows is none. */
export function timeZoneOf({ timeZone }: MappingInput, table: Pick<Table, 'timeZone'>, siteTimeZone: string): string {
  return timeZone ?? zoneOf(table.timeZone) ?? siteTimeZone
}

function zoneOf(name: string | undefined): string | undefined {
  try {
    return name && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

function locateTimes(header: readonly string[], { answeredAt, sentAt, conversation }: Mapping, timeZone: string): Times {
  const { openedAt, firstResponseAt, resolvedAt } = conversation ?? {}
  const times: Times = {}
  for (const [part, locator] of Object.entries({ answeredAt, sentAt, openedAt, firstResponseAt, resolvedAt }) as [keyof Times, Mapping['answeredAt']][]) {
    if (locator === undefined) continue
    const path = part === 'answeredAt' || part === 'sentAt' ? part : `conversation.${part}`
    times[part] = { ...locate(header, path, locator), read: timeReader(path, timeZone, typeof locator === 'object' ? locator.format : undefined) }
  }
  return times
}

/** Reads the times of one part of the mapping. Throws `invalid`, naming `path`, for a format that means nothing. */
export function timeReader(path: string, timeZone: string, format: string | undefined) {
  try {
    return createTimeReader(timeZone, format)
  } catch (error) {
    throw problem('invalid', `“${path}” cannot be read: ${error instanceof Error ? error.message : ''}.`, `mapping.${path}`)
  }
}

function readTime(cell: TimeCell | undefined, { cells }: Row): number | null | 'unreadable' {
  if (!cell) return null
  const text = cell.of(cells)
  return isBlank(text) ? null : (cell.read(text) ?? 'unreadable')
}

/** A row may end in empty cells that the header does not have, as spreadsheets write them; a footer is no row. */
function fits({ cells }: Row, header: readonly string[]) {
  return cells.length === header.length || (cells.length > header.length && cells.slice(header.length).every((cell) => cell.trim() === ''))
}

function textOf(cell: Cell | undefined, cells: readonly string[]): string {
  const text = cell?.of(cells).trim() ?? ''
  return isBlank(text) ? '' : text
}

function faultOf(cell: Cell & { split?: boolean }, cells: readonly string[], isComment: boolean): Omit<Rejection, 'line'>[] {
  const text = cell.of(cells)
  if (text.includes('\0')) return [{ column: cell.column, code: 'no-text', reason: 'holds a NUL character, which is no text' }]
  const tags = isComment ? [] : cell.split ? text.split(topicBreaks) : [text]
  const isLong = tags.some((tag) => tag.length > limits.tagLength && tag.trim().length > limits.tagLength)
  return isLong ? [{ column: cell.column, value: text, code: 'too-long', reason: `is longer than ${limits.tagLength} characters; is it the right column?` }] : []
}
