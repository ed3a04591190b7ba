import { afterEach, expect, test, vi } from 'vitest'
import { openMemory } from '../../widget/memory'
import { openStore } from '../../widget/store'

const day = 86_400_000
afterEach(() => vi.unstubAllGlobals())

function storageOf(kept: Record<string, string> = {}) {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key]
  }
}

test('a survey is due again after its days, not before, and others are due at once', () => {
  vi.stubGlobal('localStorage', storageOf())
  let now = 1_000 * day
  const memory = openMemory(openStore(), 'site', () => now)
  expect(memory.due('a', 30)).toBe(true)
  memory.remember('a')
  expect(memory.due('a', 30)).toBe(false)
  expect(memory.due('b', 30)).toBe(true)
  now += 30 * day - 1
  expect(memory.due('a', 30)).toBe(false)
  now += 1
  expect(memory.due('a', 30)).toBe(true)
})

test('another tab that asked a moment ago is noticed', () => {
  vi.stubGlobal('localStorage', storageOf())
  const [mine, other] = [openMemory(openStore(), 'site', () => day), openMemory(openStore(), 'site', () => day)]
  expect(mine.due('a', 30)).toBe(true)
  other.remember('a')
  expect(mine.due('a', 30)).toBe(false)
})

test('looking writes nothing', () => {
  const kept: Record<string, string> = {}
  vi.stubGlobal('localStorage', storageOf(kept))
  openMemory(openStore(), 'site', () => day).due('a', 30)
  expect(kept).toEqual({})
})

test.each<[string, () => unknown]>([
  ['is absent', () => undefined],
  ['throws on mere mention', () => { throw new DOMException('denied', 'SecurityError') }],
  ['is full', () => ({ ...storageOf(), setItem: () => { throw new DOMException('full', 'QuotaExceededError') } })]
])('where storage %s, the page itself remembers', (_, storage) => {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: storage })
  const memory = openMemory(openStore(), 'site', () => day)
  memory.remember('a')
  expect(memory.due('a', 30)).toBe(false)
  Reflect.deleteProperty(globalThis, 'localStorage')
})

test.each(['not json', '7', '"x"', '[]', '{"a":"soon"}', 'null'])('rubbish in storage (%s) reads as never asked', (rubbish) => {
  vi.stubGlobal('localStorage', storageOf({ 'hearback:site:asked': rubbish }))
  const memory = openMemory(openStore(), 'site', () => day)
  expect(memory.due('a', 30)).toBe(true)
  memory.remember('a')
  expect(memory.due('a', 30)).toBe(false)
})
