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
import { secondsIn, unitOf } from './durations'
import type { Unit } from './durations'
import { createTimeColumn } from './dates/reader'
import type { TimeColumn, Unread } from './dates/reader'
import { isFooter, isRemark } from './lines'
import type { Point } from './point'
import { fileTarget, pointReader } from './point'
import type { Target } from './rating'
import { isBlank } from './rating'
import type { Remarks } from './report'
import { remark } from './report'
import type { DayOrder } from './dates/spelled'
import type { Row } from './rows'
import type { Table } from './table'
import { yesOrNo } from './yes-no'

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
export type Interaction = {
  id: string
  openedAt: number | null
  firstResponseAt: number | null
  resolvedAt: number | null
  handleSeconds: number | null
  holdSeconds: number | null
  resolvedOnFirstContact: boolean | null
}

export type Reader = {
  /**
   * The rating, the channel and the id alone, for a first look at the whole file, of which `sign` is what an answer with this id says;
   * undefined for a row that has none to look at. Every row is looked at before the first one is read: what one of them leaves open,
   * others may tell.
   */
  look(row: Row): { sent: string; rating: Point; channel: string; id: string; sign: string } | undefined
  /** What the file calls a channel, by the aliases of the mapping and of its source. */
  channelOf(sent: string): string
  /** Nothing for a row that is left out. */
  read(row: Row): ImportRow | Rejection | undefined
}
export type Layout = Pick<Table, 'header' | 'source' | 'get'>

type Located<Part extends string> = Partial<Record<Part, Cell>>
type TimeCell = Cell & { times: TimeColumn; clock?: Cell }
type Times = Partial<Record<'answeredAt' | 'sentAt' | 'openedAt' | 'firstResponseAt' | 'resolvedAt', TimeCell>>

/** What R, Excel and SQL write where nobody said anything. A customer who typed “na” or “none” did say something. */
const noComment = new Set(['', 'NA', 'N/A', '#N/A', 'NaN', 'null', 'NULL'])
const topicBreaks = /[,;|]/
const durationParts = ['handleSeconds', 'holdSeconds', 'firstResponseSeconds', 'resolutionSeconds'] as const
type DurationPart = (typeof durationParts)[number]
type Durations = Partial<Record<DurationPart, Cell & { unit: Unit | undefined }>>

/** Makes the function that reads the rows of one file. Throws `invalid` when the mapping does not fit the header or the survey. */
export function createReader({ header, source, get }: Layout, mapping: Mapping, survey: Target, timeZone: string, remarks: Remarks): Reader {
  const target = fileTarget(survey, mapping)
  const rating = locate(header, 'rating', mapping.rating)
  const comments = [mapping.comment ?? []].flat().map((locator) => locate(header, 'comment', locator))
  const parts: Located<'channel' | 'agent' | 'team' | 'externalId' | 'customer' | 'locale'> = {}
  for (const part of ['channel', 'agent', 'team', 'externalId', 'customer', 'locale'] as const) {
    const locator = mapping[part]
    if (locator !== undefined) parts[part] = locate(header, part, locator)
  }
  const topics = (mapping.topics ?? []).map((topic) => ({ ...locate(header, 'topics', topic), split: typeof topic === 'object' && 'split' in topic && topic.split === true }))
  const times = locateTimes(header, mapping, timeZone)
  const conversationId = mapping.conversation?.id === undefined ? parts.externalId : locate(header, 'conversation.id', mapping.conversation.id)
  const durations = locateDurations(header, mapping)
  const firstContact = mapping.conversation?.resolvedOnFirstContact === undefined ? undefined : locate(header, 'conversation.resolvedOnFirstContact', mapping.conversation.resolvedOnFirstContact)
  const channels = new Map(Object.entries(mapping.channels ?? {}).map(([sent, channel]) => [sent.trim(), channel]))
  const pointOf = pointReader(mapping, source, target)
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

  /** Why a row is none, or is no answer of a customer. */
  function leftOut({ cells }: Row): string | undefined {
    if (source) return source.skips?.(get(cells))
    const time = times.answeredAt ?? times.sentAt
    const isNamedByFirst = [parts.agent, parts.team, parts.customer, parts.channel, rating, ...comments, ...topics].some((cell) => cell?.column === header[0])
    if (isFooter(cells, time && !isBlank(time.of(cells)))) return 'lines with totals were left out'
    return isRemark(cells, header.length) && (cells.length === 1 || !isNamedByFirst) ? 'remarks below the table were left out' : undefined
  }

  function interactionOf(row: Row, id: string, ended: number | null): Interaction {
    const at = (part: 'openedAt' | 'firstResponseAt' | 'resolvedAt') => {
      const time = readTime(times[part], row)
      if (time !== null && typeof time !== 'number') remark(remarks, `“${part}” cannot be read and was left out`, row.line)
      return typeof time === 'number' ? time : null
    }
    const firstResponseSeconds = durationOf(row, 'firstResponseSeconds')
    const resolutionSeconds = durationOf(row, 'resolutionSeconds')
    const known = { openedAt: at('openedAt'), firstResponseAt: at('firstResponseAt'), resolvedAt: at('resolvedAt') }
    const openedAt = known.openedAt ?? openedBefore(known, { firstResponseSeconds, resolutionSeconds }, ended)
    const since = (part: 'firstResponseAt' | 'resolvedAt', lasted: number | null) => {
      const time = known[part] ?? (lasted === null || openedAt === null ? null : openedAt + lasted * 1_000)
      if (time === null || openedAt === null || time >= openedAt) return time
      remark(remarks, `“${part}” lies before “openedAt” and was left out`, row.line)
      return null
    }
    const solved = firstContact && yesOrNo(firstContact.of(row.cells))
    if (firstContact && solved === undefined) remark(remarks, '“resolvedOnFirstContact” is neither yes nor no and was left out', row.line)
    return {
      id,
      openedAt,
      firstResponseAt: since('firstResponseAt', firstResponseSeconds),
      resolvedAt: since('resolvedAt', resolutionSeconds),
      handleSeconds: durationOf(row, 'handleSeconds'),
      holdSeconds: durationOf(row, 'holdSeconds'),
      resolvedOnFirstContact: solved ?? null
    }
  }

  function durationOf(row: Row, part: DurationPart): number | null {
    const cell = durations[part]
    const text = cell?.of(row.cells).trim() ?? ''
    if (!cell || isBlank(text)) return null
    const seconds = secondsIn(text, cell.unit)
    if (seconds === undefined) remark(remarks, `“${part}” is negative or no number and was left out`, row.line)
    // Nobody is helped in no time at all: exports write 0 where there was nothing to measure.
    return seconds === undefined || (seconds === 0 && part === 'handleSeconds') ? null : seconds
  }

  return {
    channelOf: (sent) => channelOf(aliasOf(sent)),
    look(row) {
      if (!fits(row, header) || leftOut(row) !== undefined) return undefined
      for (const cell of Object.values(times)) cell.times.note(cell.of(row.cells))
      const sent = rating.of(row.cells)
      const sign = `${sent.trim()}\0${times.answeredAt?.of(row.cells).trim() ?? ''}`
      return { sent, rating: pointOf(sent, get(row.cells)), channel: textOf(parts.channel, row.cells), id: textOf(parts.externalId, row.cells), sign }
    },
    read(row) {
      const { line, cells } = row
      if (!fits(row, header)) return { line, code: 'cells', reason: `has more cells than the header, which has ${header.length}` }
      const why = leftOut(row)
      if (why !== undefined) {
        remark(remarks, why, line)
        return undefined
      }
      const rated = pointOf(rating.of(cells), get(cells))
      if (rated.is === 'skipped') {
        remark(remarks, rated.offScale ? 'rows with a number off the scale were left out' : 'rows were left out as the mapping says', line)
        return undefined
      }
      if (rated.is === 'unreadable') return { line, column: rating.column, value: rating.of(cells), code: rated.code, reason: rated.reason }
      const wrong = [...Object.values(parts), ...comments, ...topics, ...(conversationId ? [conversationId] : [])].flatMap((cell) => faultOf(cell, cells, comments.includes(cell)))[0]
      if (wrong) return { line, ...wrong }
      const answeredAt = readTime(times.answeredAt, row)
      const sentAt = readTime(times.sentAt, row)
      for (const [cell, time] of [[times.answeredAt, answeredAt], [times.sentAt, sentAt]] as const) {
        if (cell && time !== null && typeof time !== 'number') return { line, column: cell.column, value: cell.of(cells), ...whyUnread(time) }
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
        comment: commentOf(cells, line),
        tags: {
          channel: aliasOf(text('channel')),
          topics: topics.flatMap((topic) => (topic.split ? topic.of(cells).split(topicBreaks) : [topic.of(cells)]).map((one) => one.trim()).filter((one) => !isBlank(one))).slice(0, limits.topics),
          agent: text('agent'),
          team: text('team'),
          locale: localeIn(text('locale'), line),
          surface: 'import'
        },
        customer: text('customer') || null,
        conversation: mapping.conversation ? interactionOf(row, interactionId || key, typeof answeredAt === 'number' ? answeredAt : typeof sentAt === 'number' ? sentAt : null) : null,
        answeredAt: typeof answeredAt === 'number' ? answeredAt : null,
        sentAt: typeof sentAt === 'number' ? sentAt : null
      }
    }
  }

  function commentOf(cells: readonly string[], line: number): string | null {
    const comment = comments.map((cell) => cell.of(cells).trim()).filter((text) => !noComment.has(text)).join('\n')
    if (comment === '') return null
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
    const { format, order, time } = typeof locator === 'object' ? locator : {}
    times[part] = { ...locate(header, path, locator), times: timeColumn(path, timeZone, format, order), ...(time === undefined ? {} : { clock: locate(header, path, time) }) }
  }
  return times
}

function locateDurations(header: readonly string[], { conversation }: Mapping): Durations {
  const durations: Durations = {}
  for (const part of durationParts) {
    const locator = conversation?.[part]
    if (locator === undefined) continue
    const cell = locate(header, `conversation.${part}`, locator)
    durations[part] = { ...cell, unit: (typeof locator === 'object' ? locator.unit : undefined) ?? unitOf(cell.column) }
  }
  return durations
}

/** When a conversation was opened of which only durations are known: so much before it was resolved, or else before it was rated. */
function openedBefore({ firstResponseAt, resolvedAt }: Pick<Interaction, 'firstResponseAt' | 'resolvedAt'>, { firstResponseSeconds, resolutionSeconds }: Record<'firstResponseSeconds' | 'resolutionSeconds', number | null>, ended: number | null): number | null {
  if (firstResponseAt !== null && firstResponseSeconds !== null) return firstResponseAt - firstResponseSeconds * 1_000
  const end = resolvedAt ?? ended
  if (end === null || (resolutionSeconds === null && firstResponseSeconds === null)) return null
  return end - (resolutionSeconds ?? firstResponseSeconds ?? 0) * 1_000
}

function timeColumn(path: string, timeZone: string, format: string | undefined, order: DayOrder | undefined): TimeColumn {
  try {
    return createTimeColumn(timeZone, { format, order })
  } catch (error) {
    throw problem('invalid', `“${path}” cannot be read: ${error instanceof Error ? error.message : ''}.`, `mapping.${path}`)
  }
}

/** Reads the times of a list by its format, or plain ones. Throws `invalid`, naming `path`, for a format that means nothing. */
export function timeReader(path: string, timeZone: string, format: string | undefined) {
  const column = timeColumn(path, timeZone, format, undefined)
  return (cell: string) => {
    const instant = column.read(cell)
    return typeof instant === 'number' ? instant : undefined
  }
}

function readTime(cell: TimeCell | undefined, { cells }: Row): number | null | Unread {
  if (!cell) return null
  const text = cell.of(cells)
  return isBlank(text) ? null : cell.times.read(text, cell.clock?.of(cells))
}

function whyUnread(unread: Unread): Pick<Rejection, 'code' | 'reason'> {
  if (unread.unread === 'zone') return { code: 'zone', reason: `names the zone “${unread.zone}”, which is none or several; write it as +05:30 or Asia/Kolkata` }
  if (unread.unread === 'day-or-month') return { code: 'day-or-month', reason: 'may be a day of two months, and no other row tells which; say in the mapping whether the day or the month comes first' }
  return { code: 'no-time', reason: 'is not a time that can be read; give its format in the mapping' }
}

/** A row may end early, where the last cells are empty, and in empty cells that the header does not have, as spreadsheets write them. */
function fits({ cells }: Row, header: readonly string[]) {
  return cells.length <= header.length || cells.slice(header.length).every((cell) => cell.trim() === '')
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
