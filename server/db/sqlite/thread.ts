import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'
import type { Ask, Told } from './asks'
import { SqliteFailure } from './asks'
import { serveAsks } from './serve-asks'

/** What is asked, without what names it. */
export type Asked = Ask extends infer One ? (One extends Ask ? Omit<One, 'ask' | 'base'> : never) : never
export type Answer = { value: unknown; ms: number }

/** A thread that holds connections of every database that this process has open. */
export type Thread = {
  ask(base: number, asked: Asked): Promise<Answer>
  /** How many asks have no answer yet. */
  waiting(): number
  isOver(): boolean
}

/** `here` is the thread that asks: a thread that does nothing else has its connections itself. */
export type Role = 'writer' | 'reader' | 'quick reader' | 'here'

const shared = new Map<Role, Thread>()

/** The thread of this process for `role`; another one where it has ended. */
export function threadFor(role: Role): Thread {
  const there = shared.get(role)
  if (there && !there.isOver()) return there
  const made = role === 'here' ? thisThread() : startThread(role)
  shared.set(role, made)
  return made
}

/** Whether anything that was asked of the thread for `role` has no answer yet. */
export function isWorking(role: Role): boolean {
  return (shared.get(role)?.waiting() ?? 0) > 0
}

type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void }

function thisThread(): Thread {
  let hear: (ask: Ask) => void = () => {}
  let last: Told | undefined
  serveAsks(
    { on: (_event, hears) => void (hear = hears), postMessage: (told) => void (last = told) },
    BetterSqlite
  )
  return {
    async ask(base, asked) {
      hear({ ...asked, ask: 0, base } as Ask)
      const told = last
      if (!told || 'failed' in told)
        throw new SqliteFailure(told?.failed ?? { message: 'this thread gave no answer' })
      return told
    },
    waiting: () => 0,
    isOver: () => false
  }
}

function startThread(role: Role): Thread {
  const module = createRequire(import.meta.url).resolve('better-sqlite3')
  // Text rather than a file, so that it is the same whether the server runs from its sources or from its
  // build.
  const text = `(${serveAsks})(require('node:worker_threads').parentPort, require(${JSON.stringify(module)}))`
  // Node would read the text as this process was told to read its own, which may be as a module.
  const worker = new Worker(text, { eval: true, execArgv: [], name: `SQLite ${role}` })
  const waiting = new Map<number, Waiting>()
  let asks = 0
  let over: Error | undefined

  worker.on('message', (told: Told) => {
    const one = waiting.get(told.ask)
    waiting.delete(told.ask)
    if (waiting.size === 0) worker.unref()
    if ('failed' in told) one?.reject(new SqliteFailure(told.failed))
    else one?.resolve(told)
  })
  const ended = (error: Error) => {
    over ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', ended)
  worker.on('exit', (code) => ended(new Error(`the thread of the SQLite ${role} ended with ${code}`)))
  worker.unref()

  return {
    ask: (base, asked) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over)
        const ask = ++asks
        waiting.set(ask, { resolve, reject })
        // A process that waits for nothing else must not end before it has its answer.
        if (waiting.size === 1) worker.ref()
        worker.postMessage({ ...asked, ask, base } as Ask)
      }),
    waiting: () => waiting.size,
    isOver: () => over !== undefined
  }
}
