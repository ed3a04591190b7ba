import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readAsked, remember, within } from '../../../widget/shared/ask-history'
import type { Kept } from '../../../widget/shared/store'
import { openStore } from '../../../widget/shared/store'

const day = 86_400_000
beforeEach(() => vi.useFakeTimers({ now: 1_000 * day, toFake: ['Date'] }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function storageOf(kept: Record<string, string> = {}) {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key]
  }
}

/** A page of a visitor: what it remembers, and whether a survey is due again after 30 days. */
function visit() {
  const kept: Kept = {}
  const store = openStore(kept)
  return {
    remember: (survey: string, happened: 'shown' | 'dismissed' | 'answered' = 'answered') =>
      remember(store, 'site', survey, happened),
    due: (survey: string) => !within(readAsked(kept, 'site')[survey], 30),
    how: (survey: string) => readAsked(kept, 'site')[survey]?.[1]
  }
}

test('a survey is due again after its days, not before, and others are due at once', () => {
  vi.stubGlobal('localStorage', storageOf())
  const page = visit()
  expect(page.due('a')).toBe(true)
  page.remember('a')
  expect(page.due('a')).toBe(false)
  expect(page.due('b')).toBe(true)
  vi.setSystemTime(1_030 * day - 1)
  expect(page.due('a')).toBe(false)
  vi.setSystemTime(1_030 * day)
  expect(page.due('a')).toBe(true)
})

test('an answer is never forgotten because the card was shown once more', () => {
  vi.stubGlobal('localStorage', storageOf())
  const page = visit()
  page.remember('a', 'shown')
  expect(page.how('a')).toBe(0)
  page.remember('a', 'answered')
  page.remember('a', 'shown')
  expect(page.how('a')).toBe(2)
})

test('another tab that asked a moment ago is noticed', () => {
  vi.stubGlobal('localStorage', storageOf())
  const [mine, other] = [visit(), visit()]
  expect(mine.due('a')).toBe(true)
  other.remember('a')
  expect(mine.due('a')).toBe(false)
})

test('looking writes nothing', () => {
  const kept: Record<string, string> = {}
  vi.stubGlobal('localStorage', storageOf(kept))
  visit().due('a')
  expect(kept).toEqual({})
})

test.each<[string, () => unknown]>([
  ['is absent', () => undefined],
  [
    'throws on mere mention',
    () => {
      throw new DOMException('denied', 'SecurityError')
    }
  ],
  [
    'is full',
    () => ({
      ...storageOf(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
  ]
])('where storage %s, the page itself remembers', (_, storage) => {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: storage })
  const page = visit()
  page.remember('a')
  expect(page.due('a')).toBe(false)
  Reflect.deleteProperty(globalThis, 'localStorage')
})

test.each(['not json', '7', '"x"', '[]', '{"a":"soon"}', '{"a":7}', 'null'])(
  'rubbish in storage (%s) reads as never asked',
  (rubbish) => {
    vi.stubGlobal('localStorage', storageOf({ 'hearback:site:asked': rubbish }))
    const page = visit()
    expect(page.due('a')).toBe(true)
    page.remember('a')
    expect(page.due('a')).toBe(false)
  }
)
