import type { Declared } from '../attributes/declared'
import type { Rejection } from '../contract/imports'
import { nearestSteps } from '../contract/rating-steps'
import { tagsInput } from '../contract/responses'
import type { WhoHandled } from '../contract/terms'
import { limits } from '../contract/terms'
import { hashOf } from '../secrets/ids'
import { stepsPerPointOf } from '../statistics/steps'
import { channelOf, slugOf } from '../tags/channel-names'
import type { SentTags } from '../tags/tag-set'
import { localeOf } from '../text/locale'
import { attributesReader } from './attributes'
import { handlerInCell } from './handlers'
import type { Ids } from './ids'
import { createIds } from './ids'
import type { Interaction } from './interaction'
import { interactionReader } from './interaction'
import type { KeyTables } from './key-table'
import { isFooter, isRemark } from './lines'
import type { Cell, Mapping } from './mapping'
import { locate } from './mapping'
import type { Point } from './point'
import { fileTarget, pointReader } from './point'
import type { Target } from './rating'
import { isBlank } from './rating'
import type { Remarks } from './report'
import { remark } from './report'
import type { Row } from './rows'
import type { Table } from './table'
import { locateTimes, readTime, whyUnread } from './time-cells'
import type { Topics } from './topics'
import { createTopics, topicBreaks } from './topics'

/** A row that can be kept. Without a rating it is somebody who was asked and did not answer. */
export type ImportRow = {
  line: number
  /**
   * Names a row that has an id, whenever it is imported; empty where only what the row means tells which it
   * is.
   */
  key: string
  /** How a row without an id was named before rows were known by what they mean. */
  formerKeys: readonly string[]
  /** As the number of steps that is kept. */
  rating: number | null
  offScale: boolean
  comment: string | null
  tags: SentTags
  /** As they are kept. */
  attributes: string | null
  customer: string | null
  conversation: Interaction | null
  answeredAt: number | null
  sentAt: number | null
}

export type Reader = {
  /**
   * The rating and the channel alone, for a first look at the whole file; undefined for a row that has none
   * to look at. Every row is looked at before the first one is read: what one of them leaves open, others
   * may tell.
   */
  look(row: Row): { sent: string; rating: Point; channel: string } | undefined
  topics: Topics
  /** What the file calls a channel, by the aliases of the mapping and of its source. */
  channelOf(sent: string): string
  /** Nothing for a row that is left out. */
  read(row: Row): ImportRow | Rejection | undefined
}
export type Layout = Pick<Table, 'header' | 'source' | 'get'>
/**
 * What a reader notes down. `isFirst`: nothing was imported before, so that no row needs the name that it
 * once had.
 */
export type Notes = { remarks: Remarks; tables: KeyTables; isFirst: boolean }

const textParts = [
  'channel',
  'agent',
  'team',
  'handledBy',
  'bot',
  'externalId',
  'customer',
  'locale'
] as const
type Located<Part extends string> = Partial<Record<Part, Cell>>

/**
 * What R, Excel and SQL write where nobody said anything. A customer who typed “na” or “none” did say
 * something.
 */
const noComment = new Set(['', 'NA', 'N/A', '#N/A', 'NaN', 'null', 'NULL'])
const noIds = {
  shortened:
    'ids that a spreadsheet shortened, such as 1.23E+12, were not taken for ids: their rows are known by what they say',
  repeats:
    'ids that repeat with different answers were not taken for ids: their rows are known by what they say'
} as const

/**
 * Makes the function that reads the rows of one file. Throws `invalid` when the mapping does not fit the
 * header or the survey.
 */
export function createReader(
  { header, source, get }: Layout,
  mapping: Mapping,
  { survey, timeZone, declared }: { survey: Target; timeZone: string; declared: Declared },
  { remarks, tables, isFirst }: Notes
): Reader {
  const target = fileTarget(survey, mapping)
  const stepsPerPoint = stepsPerPointOf(target)
  const rating = locate(header, 'rating', mapping.rating)
  const comments = [mapping.comment ?? []].flat().map((locator) => locate(header, 'comment', locator))
  const parts: Located<(typeof textParts)[number]> = {}
  for (const part of textParts) {
    const locator = mapping[part]
    if (locator !== undefined) parts[part] = locate(header, part, locator)
  }
  const topics = createTopics(header, mapping, source, tables.make)
  const times = locateTimes(header, mapping, timeZone)
  const conversationId =
    mapping.conversation?.id === undefined
      ? parts.externalId
      : locate(header, 'conversation.id', mapping.conversation.id)
  const attributesOf = attributesReader(header, mapping, declared, remarks)
  const interactionOf = interactionReader(header, mapping, times, remarks)
  const channels = new Map(
    Object.entries(mapping.channels ?? {}).map(([sent, channel]) => [sent.trim(), channel])
  )
  const pointOf = pointReader(mapping, source, target)
  const aliasOf = (channel: string) => channels.get(channel) ?? source?.channels?.[slugOf(channel)] ?? channel
  const identical = tables.make()
  const ids = createIds(tables.make)
  /** Other columns of ids: a spreadsheet may have made one conversation, or one customer, of several. */
  const otherIds = new Map<Cell, Ids>(
    [conversationId, parts.customer].flatMap((cell) =>
      cell && cell !== parts.externalId ? [[cell, createIds(tables.make)] as const] : []
    )
  )

  /** By its id, or before rows were known by what they mean, by its cells. */
  function namesOf(
    row: Row,
    externalId: string,
    conversation: string
  ): Pick<ImportRow, 'key' | 'formerKeys'> {
    const byId = externalId === '' ? [] : [named(source?.id ?? 'csv', externalId)]
    const why = externalId === '' ? undefined : ids.whyNone(externalId)
    if (byId[0] !== undefined && why === undefined) return { key: byId[0], formerKeys: [] }
    if (why) remark(remarks, noIds[why], row.line)
    if (isFirst) return { key: '', formerKeys: [] }
    if (source && conversation !== '') {
      return {
        key: '',
        formerKeys: [
          ...byId,
          named(source.id, conversation, times.answeredAt?.of(row.cells) ?? '', rating.of(row.cells))
        ]
      }
    }
    const cells = hashOf(`row\0${row.cells.join('\0')}`).slice(0, 22)
    const ordinal = (identical.get(cells) ?? 0) + 1
    identical.set(cells, ordinal)
    return { key: '', formerKeys: [...byId, ordinal === 1 ? `imp_${cells}` : named(cells, String(ordinal))] }
  }

  /** Why a row is none, or is no answer of a customer. */
  function leftOut({ cells }: Row): string | undefined {
    if (source) return source.skips?.(get(cells))
    const time = times.answeredAt ?? times.sentAt
    const isNamedByFirst = [
      parts.agent,
      parts.team,
      parts.customer,
      parts.channel,
      rating,
      ...comments,
      ...topics.cells
    ].some((cell) => cell?.column === header[0])
    if (isFooter(cells, time && !isBlank(time.of(cells)))) return 'lines with totals were left out'
    return isRemark(cells, header.length) && (cells.length === 1 || !isNamedByFirst)
      ? 'remarks below the table were left out'
      : undefined
  }

  /** The id of a conversation or a customer, unless a spreadsheet made one of several. */
  function idIn(cell: Cell | undefined, { cells, line }: Row): string {
    const text = textOf(cell, cells)
    if (!cell || otherIds.get(cell)?.whyNone(text) !== 'shortened') return text
    remark(remarks, `“${cell.column}” was shortened by a spreadsheet and left out`, line)
    return ''
  }

  return {
    topics,
    channelOf: (sent) => channelOf(aliasOf(sent)),
    look(row) {
      if (!fits(row, header) || leftOut(row) !== undefined) return undefined
      for (const cell of Object.values(times)) cell.times.note(cell.of(row.cells))
      topics.note(row.cells)
      const sent = rating.of(row.cells)
      const point = pointOf(sent, get(row.cells))
      const sign = [
        sent,
        times.answeredAt?.of(row.cells) ?? '',
        ...comments.map((cell) => cell.of(row.cells))
      ]
        .map((text) => text.trim())
        .join('\0')
      for (const [cell, noted] of otherIds) noted.note(textOf(cell, row.cells), undefined)
      ids.note(textOf(parts.externalId, row.cells), point.is === 'rating' ? sign : undefined)
      return { sent, rating: point, channel: textOf(parts.channel, row.cells) }
    },
    read(row) {
      const { line, cells } = row
      if (!fits(row, header))
        return { line, code: 'cells', reason: `has more cells than the header, which has ${header.length}` }
      const why = leftOut(row)
      if (why !== undefined) {
        remark(remarks, why, line)
        return undefined
      }
      const rated = pointOf(rating.of(cells), get(cells))
      if (rated.is === 'skipped') {
        remark(
          remarks,
          rated.offScale
            ? 'rows with a number off the scale were left out'
            : 'rows were left out as the mapping says',
          line
        )
        return undefined
      }
      if (rated.is === 'unreadable')
        return {
          line,
          column: rating.column,
          value: rating.of(cells),
          code: rated.code,
          reason: rated.reason
        }
      const wrong = [
        ...Object.values(parts),
        ...comments,
        ...topics.cells,
        ...(conversationId ? [conversationId] : [])
      ].flatMap((cell) => faultOf(cell, cells, comments.includes(cell)))[0]
      if (wrong) return { line, ...wrong }
      const answeredAt = readTime(times.answeredAt, row)
      const sentAt = readTime(times.sentAt, row)
      for (const [cell, time] of [
        [times.answeredAt, answeredAt],
        [times.sentAt, sentAt]
      ] as const) {
        if (cell && time !== null && typeof time !== 'number')
          return { line, column: cell.column, value: cell.of(cells), ...whyUnread(time) }
      }
      if (rated.is === 'rating' && times.answeredAt && answeredAt === null)
        return {
          line,
          column: times.answeredAt.column,
          code: 'undated',
          reason: 'is empty, so nobody knows when this was answered'
        }

      const text = (part: keyof typeof parts) => textOf(parts[part], cells)
      const names = namesOf(row, text('externalId'), textOf(conversationId, cells))
      const isUnnamed = conversationId === parts.externalId && names.key === ''
      const interactionId = isUnnamed ? '' : idIn(conversationId, row)
      return {
        line,
        ...names,
        rating: rated.is === 'rating' ? nearestSteps(rated.rating, { stepsPerPoint }) : null,
        offScale: rated.is === 'unanswered' && rated.offScale,
        comment: commentOf(cells, line),
        tags: {
          channel: aliasOf(text('channel')),
          topics: topics.of(cells),
          agent: text('agent'),
          team: text('team'),
          locale: localeIn(text('locale'), line),
          surface: 'import',
          handler: handlerIn(text('handledBy'), line),
          bot: text('bot')
        },
        attributes: attributesOf(cells, line),
        customer: idIn(parts.customer, row) || null,
        conversation: mapping.conversation
          ? interactionOf(
              row,
              interactionId,
              typeof answeredAt === 'number' ? answeredAt : typeof sentAt === 'number' ? sentAt : null
            )
          : null,
        answeredAt: typeof answeredAt === 'number' ? answeredAt : null,
        sentAt: typeof sentAt === 'number' ? sentAt : null
      }
    }
  }

  function commentOf(cells: readonly string[], line: number): string | null {
    const comment = comments
      .map((cell) => cell.of(cells).trim())
      .filter((text) => !noComment.has(text))
      .join('\n')
    if (comment === '') return null
    if (comment.length <= limits.commentLength) return comment
    remark(remarks, `comments were cut to ${limits.commentLength} characters`, line)
    return comment.slice(0, limits.commentLength).toWellFormed()
  }

  function handlerIn(text: string, line: number): WhoHandled | '' {
    const handler = handlerInCell(text)
    if (handler === undefined)
      remark(remarks, '“handledBy” is none of the words for it and was left out', line)
    return handler ?? ''
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
  // Most rows have none, and a refusal of the library takes as long as the rest of the row.
  if (tag === '') return ''
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? ''
  } catch {
    return tag
  }
}

/** What a row is called that has these parts. */
function named(...parts: readonly string[]): string {
  return `imp_${hashOf(parts.join('\0')).slice(0, 22)}`
}

/**
 * A row may end early, where the last cells are empty, and in empty cells that the header does not have, as
 * spreadsheets write them.
 */
function fits({ cells }: Row, header: readonly string[]) {
  return cells.length <= header.length || cells.slice(header.length).every((cell) => cell.trim() === '')
}

function textOf(cell: Cell | undefined, cells: readonly string[]): string {
  const text = cell?.of(cells).trim() ?? ''
  return isBlank(text) ? '' : text
}

function faultOf(
  cell: Cell & { split?: boolean },
  cells: readonly string[],
  isComment: boolean
): Omit<Rejection, 'line'>[] {
  const text = cell.of(cells)
  if (text.includes('\0'))
    return [{ column: cell.column, code: 'no-text', reason: 'holds a NUL character, which is no text' }]
  const tags = isComment ? [] : cell.split ? text.split(topicBreaks) : [text]
  const isLong = tags.some((tag) => tag.length > limits.tagLength && tag.trim().length > limits.tagLength)
  return isLong
    ? [
        {
          column: cell.column,
          value: text,
          code: 'too-long',
          reason: `is longer than ${limits.tagLength} characters; is it the right column?`
        }
      ]
    : []
}
