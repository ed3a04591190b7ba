import { expect, test } from 'vitest'
import { chooseLocale } from '../../../widget/shared/locale'

test.each<[string, string[], (string | undefined)[], string | undefined]>([
  ['the language of the page, when it is offered', ['en', 'ur'], ['ur'], 'ur'],
  ['a language without its region', ['en', 'fr'], ['fr-CA'], 'fr'],
  ['a region of the language, when only that is offered', ['en', 'ur-PK'], ['ur'], 'ur-PK'],
  ['the exact region before another', ['pt-PT', 'pt-BR'], ['pt-br'], 'pt-BR'],
  ['the next wish, when the first is not offered', ['en', 'mn'], ['fr', 'mn'], 'mn'],
  ['the first offered, when no wish can be met', ['de', 'en'], ['xx', undefined, ''], 'de'],
  ['nothing, when nothing is offered', [], ['en'], undefined]
])('a customer is asked in %s', (_, offered, wanted, chosen) => {
  expect(chooseLocale(offered, wanted)).toBe(chosen)
})
