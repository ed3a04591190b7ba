import type { Declared } from '../attributes/declared'
import type { UploadMapping } from '../contract/invitation-upload'
import { uploadTexts, uploadTimes } from '../contract/invitation-upload'
import { limits } from '../contract/terms'
import { attributeColumns, attributesNamed } from '../imports/attributes'
import type { Cell } from '../imports/mapping'
import { locate } from '../imports/mapping'
import { isBlank } from '../imports/rating'
import type { Row } from '../imports/rows'
import { timeReader } from '../imports/time-cells'

/** What lists of customers call things, most telling first, without spaces and in lower case. */
const names = {
  channel: ['channel', 'channelname', 'medium'],
  delivery: ['delivery', 'connector', 'sendby'],
  topics: ['topics', 'tags', 'labels', 'topic', 'category'],
  agent: ['agent', 'agentname', 'assignee'],
  team: ['team', 'teamname', 'group', 'queue'],
  handledBy: ['handledby', 'handler'],
  bot: ['bot', 'botname', 'chatbot'],
  conversation: ['conversation', 'conversationid', 'ticket', 'ticketid', 'caseid'],
  customer: ['customer', 'customerid', 'contactid', 'requesterid'],
  address: ['address', 'email', 'emailaddress', 'phone', 'phonenumber', 'mobile', 'to'],
  locale: ['locale', 'language'],
  timeZone: ['timezone'],
  externalId: ['externalid', 'uniqueid', 'id'],
  expiresAt: ['expiresat', 'expires'],
  endedAt: ['endedat', 'resolvedat', 'closedat'],
  remindAfterHours: ['remindafterhours']
} as const
const topicBreaks = /[,;|]/
/** The first names of topics mean a list of them. */
const plurals = 3

/** What one row says, before it is checked; or which of its fields cannot be read. */
export type Told = { told: Record<string, unknown> } | { field?: string; reason: string }

/** The mapping that the names of the columns suggest. */
export function proposedColumns(header: readonly string[], declared: Declared): UploadMapping {
  const plain = header.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
  const used = new Set<string>()
  const found = Object.entries(names).flatMap(([part, wanted]) => {
    const place = wanted.findIndex(
      (name) => plain.includes(name) && plain.indexOf(name) === plain.lastIndexOf(name)
    )
    const column = header[plain.indexOf(wanted[place] ?? '')]
    if (column === undefined) return []
    used.add(column)
    return [[part, part === 'topics' ? [{ column, split: place < plurals }] : column]]
  })
  const attributes = attributesNamed(header, declared, used)
  // of its parts only
  return {
    ...Object.fromEntries(found),
    ...(Object.keys(attributes).length > 0 && { attributes })
  } as UploadMapping
}

/**
 * Makes the function that reads the rows of one file, and says of which columns it reads nothing. Throws
 * `invalid` when the mapping does not fit the header.
 */
export function uploadReader(
  header: readonly string[],
  mapping: UploadMapping,
  { timeZone, declared }: { timeZone: string; declared: Declared }
): { unused: string[]; read(row: Row): Told } {
  const texts = [...uploadTexts, 'remindAfterHours' as const].flatMap((part) => {
    const source = mapping[part]
    return source === undefined ? [] : [{ part, cell: locate(header, part, source) }]
  })
  const times = uploadTimes.flatMap((part) => {
    const source = mapping[part]
    if (source === undefined) return []
    const format = typeof source === 'object' ? source.format : undefined
    return [{ part, cell: locate(header, part, source), at: timeReader(part, timeZone, format) }]
  })
  const topics = (mapping.topics ?? []).map((topic) => ({
    cell: locate(header, 'topics', topic),
    split: typeof topic === 'object' && 'split' in topic && topic.split
  }))
  const channels = new Map(
    Object.entries(mapping.channels ?? {}).map(([sent, channel]) => [sent.trim(), channel])
  )
  const attributes = attributeColumns(header, mapping.attributes ?? {}, declared)
  const cells = [...texts, ...times, ...topics].map(({ cell }) => cell)
  const used = new Set([...cells, ...attributes.located].map(({ column }) => column.trim()))

  return {
    unused: header.filter((column) => !used.has(column)),
    read({ cells }) {
      if (cells.length < header.length)
        return { reason: `has not as many cells as the header, which has ${header.length}` }
      const told: Record<string, unknown> = {}
      for (const { part, cell } of texts) {
        const text = textOf(cell, cells)
        if (text === '') continue
        told[part] =
          part === 'remindAfterHours'
            ? Number(text)
            : part === 'channel'
              ? (channels.get(text) ?? text)
              : text
      }
      for (const { part, cell, at } of times) {
        const text = textOf(cell, cells)
        const time = text === '' ? undefined : at(text)
        if (text !== '' && time === undefined)
          return {
            field: part,
            reason: `“${cell.column}” is not a time that can be read; give its format in the mapping`
          }
        if (time !== undefined) told[part] = new Date(time).toISOString()
      }
      const written = topics.flatMap(({ cell, split }) =>
        split ? textOf(cell, cells).split(topicBreaks) : textOf(cell, cells)
      )
      const all = written.map((topic) => topic.trim()).filter(Boolean)
      const { endedAt, ...rest } = told
      const values = attributes.said(cells)
      const facts = endedAt === undefined ? {} : { conversationFacts: { endedAt } }
      return {
        told: {
          ...rest,
          ...facts,
          ...(all.length > 0 && { topics: all.slice(0, limits.topics) }),
          ...(Object.keys(values).length > 0 && { attributes: values })
        }
      }
    }
  }
}

function textOf(cell: Cell, cells: readonly string[]): string {
  const text = cell.of(cells).trim()
  return isBlank(text) ? '' : text
}
