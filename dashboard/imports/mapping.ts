import type { Locator, MappingInput } from '../../server/contract/imports'
import type { ImportPart } from '../words/import-parts'

export const partsAtFirst = 7

const times: ReadonlySet<ImportPart> = new Set([
  'answeredAt',
  'sentAt',
  'conversation.openedAt',
  'conversation.firstResponseAt',
  'conversation.resolvedAt'
])
export const isTime = (part: ImportPart) => times.has(part)
export const isDuration = (part: ImportPart) => part.endsWith('Seconds')
/** Parts that may be the same for all rows of a file. */
const constants: ReadonlySet<ImportPart> = new Set(['channel', 'team', 'agent', 'handledBy', 'bot'])
export const mayBeConstant = (part: ImportPart) => constants.has(part)
export const units = ['seconds', 'minutes', 'hours', 'days'] as const
export const orders = ['day-first', 'month-first'] as const

const days = [
  'd/M/yyyy',
  'M/d/yyyy',
  'd.M.yyyy',
  'd-M-yyyy',
  'd/M/yy',
  'M/d/yy',
  'd.M.yy',
  'd MMM yyyy',
  'd-MMM-yy',
  'MMM d, yyyy'
]
const clocks = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a']
const formats = days.flatMap((day) => clocks.map((clock) => day + clock))
const shown: Readonly<Record<string, string>> = {
  yyyy: '2026',
  yy: '26',
  MMM: 'Oct',
  MM: '10',
  M: '10',
  dd: '24',
  d: '24',
  H: '18',
  HH: '18',
  h: '6',
  hh: '06',
  mm: '05',
  ss: '09',
  a: 'pm'
}

/**
 * The ways to write a time that can be chosen, each with the 24th of October 2026, 18:05:09, as an example.
 */
export function formatsFor(current: string | undefined): { value: string; label: string }[] {
  const all = current === undefined || formats.includes(current) ? formats : [current, ...formats]
  return all.map((format) => ({
    value: format,
    label: format.replace(/yyyy|yy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|a/g, (token) => shown[token] ?? token)
  }))
}

export function locatorOf(mapping: MappingInput, part: ImportPart): Locator | undefined {
  const [outer, inner] = halves(part)
  return inner === undefined
    ? (mapping[outer as Exclude<keyof MappingInput, 'comment'>] as Locator | undefined)
    : mapping.conversation?.[inner] // every part is located
}

export function columnOf(locator: Locator | undefined): string {
  if (locator === undefined || typeof locator === 'string') return locator ?? ''
  return 'column' in locator ? locator.column : ''
}

/** What is the same for all rows, where it is. */
export function constantIn(locator: Locator | undefined): string | undefined {
  return typeof locator === 'object' && 'value' in locator ? locator.value : undefined
}

export function unitIn(locator: Locator | undefined): string {
  return typeof locator === 'object' && 'unit' in locator ? (locator.unit ?? '') : ''
}

export function orderIn(locator: Locator | undefined): string {
  return typeof locator === 'object' && 'order' in locator ? (locator.order ?? '') : ''
}

/** The columns of comments, of which there may be several. */
export function commentColumns({ comment }: MappingInput): string[] {
  return [comment ?? []].flat().map(columnOf)
}

/** The mapping with another column of comments at `index`. */
export function withComment(mapping: MappingInput, index: number, column: string): MappingInput {
  const all = commentColumns(mapping)
  if (column === '') all.splice(index, 1)
  else all[index] = column
  return without({ ...mapping, comment: all.length > 1 ? all : all[0] })
}

export function formatIn(locator: Locator | undefined): string | undefined {
  return typeof locator === 'object' && 'format' in locator ? locator.format : undefined
}

/** The mapping with another column for one of its parts; without that part where the column is empty. */
export function withPart(
  mapping: MappingInput,
  part: ImportPart,
  column: string,
  more: Record<string, string> = {}
): MappingInput {
  const said = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== ''))
  return withLocator(
    mapping,
    part,
    column === '' ? undefined : Object.keys(said).length === 0 ? column : { column, ...said }
  )
}

/** The mapping with one of its parts from elsewhere; without that part where it comes from nowhere. */
export function withLocator(
  mapping: MappingInput,
  part: ImportPart,
  locator: Locator | undefined
): MappingInput {
  const [outer, inner] = halves(part)
  if (inner === undefined) return without({ ...mapping, [outer]: locator })
  const conversation = without({ ...mapping.conversation, [inner]: locator })
  return without({
    ...mapping,
    conversation: Object.keys(conversation).length === 0 ? undefined : conversation
  })
}

/**
 * The mapping with another topic at `index`, from a column or the same for all rows; without it where it
 * comes from nowhere.
 */
export function withTopic(mapping: MappingInput, index: number, topic: Topic | undefined): MappingInput {
  const topics = [...(mapping.topics ?? [])]
  if (topic === undefined) topics.splice(index, 1)
  else topics[index] = topic
  return without({ ...mapping, topics: topics.length === 0 ? undefined : topics })
}

/** The mapping with an attribute from elsewhere; without it where it comes from nowhere. */
export function withAttribute(
  mapping: MappingInput,
  key: string,
  locator: AttributeLocator | undefined
): MappingInput {
  const attributes = without({ ...mapping.attributes, [key]: locator })
  return without({ ...mapping, attributes: Object.keys(attributes).length === 0 ? undefined : attributes })
}

/** A topic from this column, of which each cell may hold several. */
export function topicFrom(column: string, split: boolean): Topic {
  return split ? { column, split } : column
}

export function isSplit(topic: Locator | undefined): boolean {
  return typeof topic === 'object' && 'split' in topic && topic.split === true
}

type Topic = NonNullable<MappingInput['topics']>[number]
type AttributeLocator = NonNullable<MappingInput['attributes']>[string]
type ConversationPart = keyof NonNullable<MappingInput['conversation']>

function halves(part: ImportPart): [outer: string, inner?: ConversationPart] {
  const [outer = '', inner] = part.split('.')
  return inner === undefined ? [outer] : [outer, inner as ConversationPart] // written so in the list above
}

function without<Fields extends object>(
  fields: Fields
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  // What is undefined is gone, so that what is left is defined.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]: Exclude<Fields[Name], undefined>
  }
}
