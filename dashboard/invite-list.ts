import { rowsOfCsv } from './csv-rows'

const texts = ['customer', 'address', 'channel', 'agent', 'team', 'conversation', 'locale', 'delivery', 'externalId', 'timeZone', 'expiresAt'] as const
type Column = (typeof texts)[number] | 'topics'

/** One line of a list, as the server takes it. */
export type Invited = { line: number; input: Partial<Record<(typeof texts)[number], string>> & { topics?: string[] } }
export type InviteList = { invited: Invited[]; known: Column[]; unknown: string[] }

/** Other names that columns go by, without spaces and signs. */
const names: Readonly<Record<string, Column>> = {
  ...Object.fromEntries([...texts, 'topics' as const].map((column) => [column.toLowerCase(), column])),
  customerid: 'customer', customerkey: 'customer', email: 'address', mail: 'address', phone: 'address', phonenumber: 'address', to: 'address', topic: 'topics', category: 'topics',
  agentname: 'agent', queue: 'team', conversationid: 'conversation', ticket: 'conversation', ticketid: 'conversation', language: 'locale', connector: 'delivery', id: 'externalId'
}

/**
 * The customers on a list. Every line has a name of its own, made of the file’s where it brings none, so that the same file invites
 * nobody twice.
 */
export function inviteListOf(text: string, fileName: string): InviteList {
  const [header = [], ...rows] = rowsOfCsv(text)
  const columns = header.map((name) => names[name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')])
  const invited = rows.map((cells, place): Invited => {
    const input: Invited['input'] = {}
    for (const [index, column] of columns.entries()) {
      const value = cells[index]?.trim() ?? ''
      if (column === undefined || value === '') continue
      if (column === 'topics') input.topics = [...(input.topics ?? []), ...value.split(/[;|]/).map((topic) => topic.trim()).filter(Boolean)]
      else input[column] ??= value
    }
    return { line: place + 2, input: { externalId: `${fileName}:${place + 2}`, ...input } }
  })
  return { invited, known: columns.filter((column) => column !== undefined), unknown: header.filter((_name, index) => columns[index] === undefined) }
}
