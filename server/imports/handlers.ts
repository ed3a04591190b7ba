import type { WhoHandled } from '../contract/terms'
import { columnSlug } from './columns'

/** What exports call it who handled a conversation. */
const words: Readonly<Record<WhoHandled, readonly string[]>> = {
  person: ['person', 'human', 'agent', 'teammate', 'employee', 'staff'],
  bot: ['bot', 'chatbot', 'ai', 'ai_agent', 'virtual_agent', 'automation', 'automated'],
  'bot-then-person': [
    'bot_then_person',
    'bot_then_human',
    'human_and_bot',
    'ai_and_human',
    'ai_then_human',
    'hybrid',
    'handed_over',
    'escalated'
  ]
}

const named = new Map(
  Object.entries(words).flatMap(
    ([handler, its]) => its.map((word) => [word, handler as WhoHandled] as const) // the keys of the table above
  )
)

/** Who handled it, by what a cell says; empty where it says nothing, and nothing where nobody knows the word. */
export function handlerInCell(cell: string): WhoHandled | '' | undefined {
  return cell === '' ? '' : named.get(columnSlug(cell))
}
