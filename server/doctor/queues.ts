import type { ReadOnly } from '../db/read-only'
import type { Finding } from './finding'
import { ok, span, warn } from './finding'

/** What is due is taken on within seconds where a server runs. */
const lateMs = 10 * 60_000

const queues = [
  [
    'outbox',
    'messages to customers',
    "select min(due_at) as at from delivery where state in ('queued', 'sending')"
  ],
  ['inbox', 'what vendors told us', 'select min(due_at) as at from inbound where processed_at is null']
] as const

/** Whether what is due is being dealt with. */
export async function queueFindings(database: ReadOnly, now: number): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [about, what, statement] of queues) {
    const [row] = await database.rows<{ at: string | number | null }>(statement)
    const lateByMs = row?.at == null ? 0 : now - Number(row.at)
    const toDo = 'Is a server running? If so, see its connectors below and its log.'
    if (lateByMs < lateMs) findings.push(ok(about, `${what}: nothing is late.`))
    else findings.push(warn(about, `${what}: the oldest is due for ${span(lateByMs)}.`, toDo))
  }
  return findings
}
