import { Worker } from 'node:worker_threads'
import { textOfParts } from './parts'
import type { Store } from './store'
import { makeStore } from './store'
import type { ConversationRows, InvitationRows, Kind, Questions, Rows, SetOfTags, SetsOf } from './wire'

type Asked =
  | { is: 'open'; store: number }
  | { is: 'sets'; store: number; of: SetsOf; site: string; sets: readonly SetOfTags[] }
  | { is: 'rows'; store: number; rows: Rows }
  | { is: 'conversations'; store: number; rows: ConversationRows }
  | { is: 'invitations'; store: number; rows: InvitationRows }
  | { is: 'ask'; store: number; ask: number; kind: Kind; question: Questions[Kind][0] }
  | { is: 'drop'; store: number }
type Answered = { ask: number; told: Questions[Kind][1] } | { ask: number; failed: string }

/** The columns of one database, in the thread that all databases of this process share. */
export type FarStore = {
  define(of: SetsOf, site: string, sets: readonly SetOfTags[]): void
  put(rows: Rows): void
  putConversations(rows: ConversationRows): void
  putInvitations(rows: InvitationRows): void
  ask<One extends Kind>(kind: One, question: Questions[One][0]): Promise<Questions[One][1]>
  /** Whether it can still be asked: it was not dropped, and its thread goes on. */
  isOpen(): boolean
  drop(): void
}

type Waiting = { resolve: (told: Questions[Kind][1]) => void; reject: (error: Error) => void }
type Thread = { worker: Worker; waiting: Map<number, Waiting> }

let shared: Thread | undefined
let stores = 0
let asks = 0

/**
 * What is sent is dealt with in the order in which it was sent, so a count knows of everything that was put
 * before.
 */
export function openStore(): FarStore {
  const store = ++stores
  const thread = threadNow()
  const tell = (asked: Asked) => thread.worker.postMessage(asked)
  const give = (asked: Asked, { cells }: { cells: ArrayBufferView }) => {
    thread.worker.postMessage(asked, [cells.buffer as ArrayBuffer]) // made for this message
  }
  let isDropped = false
  const isOpen = () => !isDropped && thread === shared
  tell({ is: 'open', store })
  return {
    define: (of, site, sets) => tell({ is: 'sets', store, of, site, sets }),
    put: (rows) => give({ is: 'rows', store, rows }, rows),
    putConversations: (rows) => give({ is: 'conversations', store, rows }, rows),
    putInvitations: (rows) => give({ is: 'invitations', store, rows }, rows),
    ask: <One extends Kind>(kind: One, question: Questions[One][0]) =>
      new Promise<Questions[One][1]>((resolve, reject) => {
        if (!isOpen()) return reject(new Error('these columns were thrown away'))
        const ask = ++asks
        // What is told is of the kind that was asked for.
        thread.waiting.set(ask, { resolve: resolve as Waiting['resolve'], reject })
        // A process that waits for nothing else must not end before it has its answer.
        thread.worker.ref()
        tell({ is: 'ask', store, ask, kind, question })
      }),
    isOpen,
    drop() {
      isDropped = true
      tell({ is: 'drop', store })
    }
  }
}

function threadNow(): Thread {
  if (shared) return shared
  // Text rather than a file, so that it is the same whether the server runs from its sources or from its
  // build.
  const text = `(${serveStores})(require('node:worker_threads').parentPort, () => (${makeStore})(${textOfParts}))`
  // Node would read the text as this process was told to read its own, which may be as a module.
  const worker = new Worker(text, { eval: true, execArgv: [], name: 'columns' })
  const thread: Thread = { worker, waiting: new Map() }
  worker.on('message', (answered: Answered) => {
    const one = thread.waiting.get(answered.ask)
    thread.waiting.delete(answered.ask)
    if (thread.waiting.size === 0) worker.unref()
    if ('told' in answered) one?.resolve(answered.told)
    else one?.reject(new Error(answered.failed))
  })
  const ended = (error: Error) => {
    if (shared === thread) shared = undefined
    for (const { reject } of thread.waiting.values()) reject(error)
    thread.waiting.clear()
  }
  worker.on('error', ended)
  worker.on('exit', (code) => ended(new Error(`the thread of the columns ended with ${code}`)))
  worker.unref()
  shared = thread
  return thread
}

type Port = {
  on(event: 'message', hear: (asked: Asked) => void): void
  postMessage(answered: Answered): void
}

/** What the thread does. It runs from its text, so nothing outside of it may be used. */
function serveStores(port: Port, make: () => Store) {
  const stores = new Map<number, Store>()
  port.on('message', (asked) => {
    const store = stores.get(asked.store)
    if (asked.is === 'open') stores.set(asked.store, make())
    else if (asked.is === 'sets') store?.define(asked.of, asked.site, asked.sets)
    else if (asked.is === 'rows') store?.put(asked.rows)
    else if (asked.is === 'conversations') store?.putConversations(asked.rows)
    else if (asked.is === 'invitations') store?.putInvitations(asked.rows)
    else if (asked.is === 'drop') stores.delete(asked.store)
    else {
      try {
        if (!store) throw new Error('these columns were thrown away')
        port.postMessage({ ask: asked.ask, told: store.ask(asked.kind, asked.question) })
      } catch (error) {
        port.postMessage({ ask: asked.ask, failed: String(error) })
      }
    }
  })
}
