import type { Locator, MappingInput } from '../server/contract/imports'

/** The parts of an answer that one column of a file can hold, those most asked for first. */
export const importParts = [
  'rating', 'answeredAt', 'comment', 'channel', 'agent', 'team', 'conversation.id',
  'externalId', 'customer', 'locale', 'sentAt', 'conversation.openedAt', 'conversation.firstResponseAt', 'conversation.resolvedAt', 'conversation.handleSeconds'
] as const
export type ImportPart = (typeof importParts)[number]
export const partsAtFirst = 7

const times: ReadonlySet<ImportPart> = new Set(['answeredAt', 'sentAt', 'conversation.openedAt', 'conversation.firstResponseAt', 'conversation.resolvedAt'])
export const isTime = (part: ImportPart) => times.has(part)

const days = ['d/M/yyyy', 'M/d/yyyy', 'd.M.yyyy', 'd-M-yyyy', 'd/M/yy', 'M/d/yy', 'd.M.yy', 'd MMM yyyy', 'd-MMM-yy', 'MMM d, yyyy']
const clocks = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a']
const formats = days.flatMap((day) => clocks.map((clock) => day + clock))
const shown: Readonly<Record<string, string>> = { yyyy: '2026', yy: '26', MMM: 'Oct', MM: '10', M: '10', dd: '24', d: '24', H: '18', HH: '18', h: '6', hh: '06', mm: '05', ss: '09', a: 'pm' }

/** The ways to write a time that can be chosen, each with the 24th of October 2026, 18:05:09, as an example. */
export function formatsFor(current: string | undefined): { value: string; label: string }[] {
  const all = current === undefined || formats.includes(current) ? formats : [current, ...formats]
  return all.map((format) => ({ value: format, label: format.replace(/yyyy|yy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|a/g, (token) => shown[token] ?? token) }))
}

export function locatorOf(mapping: MappingInput, part: ImportPart): Locator | undefined {
  const [outer, inner] = halves(part)
  return inner === undefined ? (mapping[outer as keyof MappingInput] as Locator | undefined) : mapping.conversation?.[inner] // every part is located
}

export function columnOf(locator: Locator | undefined): string {
  if (locator === undefined || typeof locator === 'string') return locator ?? ''
  return 'column' in locator ? locator.column : ''
}

export function formatIn(locator: Locator | undefined): string | undefined {
  return typeof locator === 'object' && 'format' in locator ? locator.format : undefined
}

/** The mapping with another column for one of its parts; without that part where the column is empty. */
export function withPart(mapping: MappingInput, part: ImportPart, column: string, format?: string): MappingInput {
  const locator = column === '' ? undefined : format === undefined || format === '' ? column : { column, format }
  const [outer, inner] = halves(part)
  if (inner === undefined) return without({ ...mapping, [outer]: locator })
  const conversation = without({ ...mapping.conversation, [inner]: locator })
  return without({ ...mapping, conversation: Object.keys(conversation).length === 0 ? undefined : conversation })
}

/** The mapping with another column of topics at `index`. */
export function withTopic(mapping: MappingInput, index: number, column: string, split: boolean): MappingInput {
  const topics = [...(mapping.topics ?? [])]
  if (column === '') topics.splice(index, 1)
  else topics[index] = split ? { column, split } : column
  return without({ ...mapping, topics: topics.length === 0 ? undefined : topics })
}

export function isSplit(topic: Locator | undefined): boolean {
  return typeof topic === 'object' && 'split' in topic && topic.split === true
}

type ConversationPart = keyof NonNullable<MappingInput['conversation']>

function halves(part: ImportPart): [outer: string, inner?: ConversationPart] {
  const [outer = '', inner] = part.split('.')
  return inner === undefined ? [outer] : [outer, inner as ConversationPart] // written so in the list above
}

function without<Fields extends object>(fields: Fields): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  // What is undefined is gone, so that what is left is defined.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> }
}
