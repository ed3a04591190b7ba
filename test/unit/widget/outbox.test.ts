import { expect, test } from 'vitest'
import type { World } from '../../../widget/outbox/outbox'
import { openOutbox } from '../../../widget/outbox/outbox'
import type { Posted } from '../../../widget/shared/protocol'
import type { Store } from '../../../widget/shared/store'

const answer: Posted = { id: 'a', rating: 4 }
const saved = () => Response.json({ id: 'a' }, { status: 201 })

/** An outbox in a world of its own: time moves when told, and the network says what the test says. */
function outboxWith(
  reply: (body: Posted, times: number) => Response | Promise<Response>,
  kept: Record<string, unknown> = {}
) {
  const timers = new Map<number, { at: number; callback: () => void }>()
  const posted: Posted[] = []
  let now = 0
  let timer = 0
  const store: Store = {
    read: (key) => kept[key] ?? null,
    write: (key, value) => void (value ? (kept[key] = structuredClone(value)) : delete kept[key])
  }
  const world: World = {
    fetch: async (_, { body, signal }) => {
      const parsed: Posted = JSON.parse(`${body}`)
      posted.push(parsed)
      const aborted = new Promise<never>((_, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('aborted')))
      )
      return Promise.race([reply(parsed, posted.length), aborted])
    },
    Date: { now: () => now },
    Math: { random: () => 0.5 },
    setTimeout(callback, ms) {
      timers.set(++timer, { at: now + ms, callback })
      return timer as unknown as ReturnType<typeof setTimeout> // what a timer is differs from world to world
    },
    clearTimeout: (timer) => void timers.delete(Number(timer))
  }
  return {
    open: () => openOutbox('/answers', 'unsent', store, world),
    posted,
    waiting: () => Object.keys((kept['unsent'] ?? {}) as object),
    /** Moves the clock and lets all that is due happen. */
    async pass(ms: number) {
      now += ms
      for (const [id, { at, callback }] of [...timers]) if (at <= now && timers.delete(id)) callback()
      await new Promise(setImmediate)
    },
    pending: () => [...timers.values()].map(({ at }) => at - now)
  }
}

test('an answer leaves the outbox when the server echoes its id', async () => {
  const { open, waiting, posted } = outboxWith(saved)
  expect(await open().put(answer)).toBe('saved')
  expect(posted).toEqual([answer])
  expect(waiting()).toEqual([])
})

test.each<[string, () => Response | Promise<Response>]>([
  [
    'a captive portal answers 200 with a page',
    () => new Response('<html>Log in to the Wi-Fi</html>', { status: 200 })
  ],
  ['somebody else answers 200 with JSON', () => Response.json({ ok: true })],
  ['the answer is acknowledged under another id', () => Response.json({ id: 'b' }, { status: 201 })],
  ['JSON that is no object comes back', () => Response.json(null)],
  ['the server is broken', () => Response.json({ code: 'internal' }, { status: 500 })],
  ['the server is busy', () => Response.json({ code: 'database-busy' }, { status: 503 })],
  ['there are too many answers', () => Response.json({ code: 'too-many' }, { status: 429 })],
  ['the request took too long', () => Response.json({ code: 'slow' }, { status: 408 })],
  ['the server takes it for nonsense', () => Response.json({ code: 'invalid' }, { status: 422 })],
  ['its JSON is cut on the way', () => Response.json({ code: 'malformed-json' }, { status: 400 })],
  ['a proxy calls it too large', () => Response.json({ code: 'too-large' }, { status: 413 })],
  [
    'our server does not know the page’s origin yet',
    () => Response.json({ code: 'origin-not-allowed' }, { status: 403 })
  ],
  ['a proxy refuses in its own words', () => new Response('<h1>403 Forbidden</h1>', { status: 403 })],
  ['the line is dead', () => Promise.reject(new TypeError('Failed to fetch'))]
])('an answer is kept when %s, and arrives once the trouble is over', async (_, trouble) => {
  const { open, waiting, posted, pass } = outboxWith((_, times) => (times === 1 ? trouble() : saved()))
  expect(await open().put(answer)).toBe('waiting')
  expect(waiting()).toEqual(['a'])
  await pass(10_000)
  expect(posted).toEqual([answer, answer])
  expect(waiting()).toEqual([])
})

test.each([
  ['survey-not-live', 409, 'refused'],
  ['survey-unknown', 404, 'refused'],
  ['not-found', 404, 'refused'],
  ['link-used-up', 409, 'refused'],
  ['response-locked', 409, 'locked']
])('an answer is too late where the server says %s', async (code, status, fate) => {
  const { open, waiting, pending } = outboxWith(() => Response.json({ code, message: 'No.' }, { status }))
  expect(await open().put(answer)).toBe(fate)
  expect(waiting()).toEqual([])
  expect(pending()).toEqual([])
})

test('retries wait longer each time, up to five minutes, and never come at once', async () => {
  const { open, pass, pending } = outboxWith(() => Promise.reject(new TypeError('Failed to fetch')))
  await open().put(answer)
  const waits: number[] = []
  for (let times = 0; times < 12; times++) {
    const [wait = 0] = pending()
    waits.push(wait)
    await pass(wait)
  }
  expect(waits.slice(0, 4)).toEqual([2_000, 3_000, 5_000, 9_000])
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000)
  expect(waits.at(-1)).toBe(151_000)
})

test('a comment replaces the rating that waits under the same id', async () => {
  const { open, waiting, posted, pass } = outboxWith((_, times) =>
    times < 3 ? Promise.reject(new TypeError('offline')) : saved()
  )
  const outbox = open()
  await outbox.put(answer)
  await outbox.put({ ...answer, comment: 'Fine' })
  expect(waiting()).toEqual(['a'])
  await pass(20_000)
  expect(posted.at(-1)).toEqual({ ...answer, comment: 'Fine' })
  expect(waiting()).toEqual([])
})

test('an edit made while the first is on its way goes out after it, never beside it', async () => {
  const replies: ((response: Response) => void)[] = []
  const { open, posted, waiting } = outboxWith(() => new Promise((resolve) => replies.push(resolve)))
  const outbox = open()
  const first = outbox.put(answer)
  await new Promise(setImmediate)
  const second = outbox.put({ ...answer, comment: 'Fine' })
  await new Promise(setImmediate)
  expect(posted).toEqual([answer])
  replies[0]?.(saved())
  await new Promise(setImmediate)
  expect(posted).toEqual([answer, { ...answer, comment: 'Fine' }])
  replies[1]?.(saved())
  expect(await Promise.all([first, second])).toEqual(['saved', 'saved'])
  expect(waiting()).toEqual([])
})

test('a server that never answers does not hold the next try back for ever', async () => {
  const { open, posted, waiting, pass } = outboxWith((_, times) =>
    times === 1 ? new Promise(() => {}) : saved()
  )
  const put = open().put(answer)
  await pass(0)
  await pass(20_000)
  expect(await put).toBe('waiting')
  await pass(10_000)
  expect(posted).toHaveLength(2)
  expect(waiting()).toEqual([])
})

test('the next visit sends what the last one could not', async () => {
  let online = false
  const { open, posted, waiting } = outboxWith(() =>
    online ? saved() : Promise.reject(new TypeError('offline'))
  )
  const visit = open()
  await visit.put(answer)
  visit.stop()
  online = true
  open().flush()
  await new Promise(setImmediate)
  expect(posted).toEqual([answer, answer])
  expect(waiting()).toEqual([])
})

test('after it is stopped it tries no more and forgets nothing', async () => {
  const { open, waiting, pending } = outboxWith(() => Promise.reject(new TypeError('offline')))
  const outbox = open()
  const put = outbox.put(answer)
  outbox.stop()
  await put
  expect(pending()).toEqual([])
  expect(waiting()).toEqual(['a'])
})

test('what waits is bounded in number and in age', async () => {
  const { open, waiting, pass } = outboxWith(() => Promise.reject(new TypeError('offline')))
  const outbox = open()
  await outbox.put({ id: 'old', rating: 1 })
  await pass(15 * 86_400_000)
  for (let number = 0; number < 60; number++) await outbox.put({ id: `n${number}`, rating: 1 })
  expect(waiting()).toHaveLength(50)
  expect(waiting()).not.toContain('old')
  expect(waiting()).toContain('n59')
})

test.each([7, 'text', [1], { a: null }, { a: 5 }, { b: { answer: null } }])(
  'rubbish in storage (%j) is no hindrance',
  async (rubbish) => {
    const { open, posted, waiting } = outboxWith(saved, { unsent: rubbish })
    const outbox = open()
    outbox.flush()
    expect(await outbox.put(answer)).toBe('saved')
    expect(posted).toEqual([answer])
    expect(waiting()).toEqual([])
  }
)

test('who put an answer hears when it waits and when it has arrived after all', async () => {
  const heard: string[] = []
  const { open, pass } = outboxWith((_, times) =>
    times === 1 ? Promise.reject(new TypeError('offline')) : saved()
  )
  await open().put(answer, (fate) => heard.push(fate))
  expect(heard).toEqual(['waiting'])
  await pass(10_000)
  expect(heard).toEqual(['waiting', 'saved'])
})
