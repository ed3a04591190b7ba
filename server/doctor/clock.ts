import type { ReadOnly } from '../db/read-only'
import type { Finding } from './finding'
import { ok, span, warn, wrong } from './finding'

const driftWarnMs = 2_000
const driftWrongMs = 60_000
/** What is stored may be a little ahead: other machines that write have clocks of their own. */
const aheadMaxMs = 120_000

type Moment = { at: string | number | null }

/** Whether this clock agrees with that of PostgreSQL, and is not behind the newest time that is stored. */
export async function clockFinding(database: ReadOnly, now: () => number): Promise<Finding> {
  const toDo = 'Set the clock by NTP (timedatectl shows whether it is).'
  const drift = database.dialect === 'postgres' ? await driftOf(database, now) : 0
  const away = `this clock is ${span(Math.abs(drift))} ${drift > 0 ? 'ahead of' : 'behind'} that of the database.`
  if (Math.abs(drift) >= driftWrongMs) return wrong('clock', away, toDo)
  const ahead = (await newestStored(database)) - now()
  if (ahead > aheadMaxMs) {
    const found = `the newest time that is stored is ${span(ahead)} ahead of this clock: one of the two was wrong.`
    return wrong('clock', found, toDo)
  }
  if (Math.abs(drift) >= driftWarnMs) return warn('clock', away, toDo)
  const also = database.dialect === 'postgres' ? ', and agrees with that of the database' : ''
  return ok('clock', `${new Date(now()).toISOString().slice(0, 19)}Z, after all that is stored${also}.`)
}

/** In milliseconds, positive where this clock is ahead. */
async function driftOf(database: ReadOnly, now: () => number): Promise<number> {
  const before = now()
  const [row] = await database.rows<Moment>(
    'select floor(extract(epoch from clock_timestamp()) * 1000) as at'
  )
  return (before + now()) / 2 - Number(row?.at ?? 0)
}

/** Of the times that an index or a small table gives at once. */
async function newestStored(database: ReadOnly): Promise<number> {
  const moments = [
    'select max(applied_at) as at from migration',
    'select max(received_at) as at from inbound',
    'select (select max(answered_at) from response where survey_id = survey.id) as at from survey'
  ]
  let newest = 0
  for (const statement of moments) {
    for (const { at } of await database.rows<Moment>(statement)) newest = Math.max(newest, Number(at ?? 0))
  }
  return newest
}
