import { chooseLocale } from '../../widget/shared/locale'
import { closestTag } from '../../widget/words'

/**
 * Names of languages that a page or a browser may use and that no comparison of letters leads from to what
 * is meant.
 */
const tags = [
  'no',
  'nb',
  'nn',
  'he',
  'iw',
  'id',
  'in',
  'fil',
  'tl',
  'ro',
  'mo',
  'yi',
  'ji',
  'jv',
  'jw',
  'sh',
  'sr-Latn',
  'hr',
  'bs',
  'zh-Hant',
  'zh-TW',
  'zh-HK',
  'zh-MO',
  'zh-Hans',
  'zh-CN',
  'zh-SG',
  'yue',
  'cmn',
  'fa',
  'prs',
  'lah',
  'pnb',
  'pa-PK',
  'pa-Arab',
  'ku-IQ',
  'ku-Arab',
  'gsw',
  'arz'
]

/**
 * The languages of a survey, and behind them the other names that the loader is to take for one of them: it
 * compares letters only, and the server then finds the same language by the one rule. Nothing is added
 * where letters suffice.
 */
export function withOtherNames(offered: readonly string[]): string[] {
  const primaries = new Set(offered.map(primary))
  const isFound = (tag: string) => {
    const found = chooseLocale(['', ...offered], [tag])
    return found !== '' && found === closestTag(offered, tag)
  }
  const wanted = tags.filter((tag) => closestTag(offered, tag) !== undefined && !isFound(tag))
  // A name with a region would stand for every other region, too, where its language is not offered itself.
  return [...offered, ...wanted.filter((tag) => !tag.includes('-') || primaries.has(primary(tag)))]
}

function primary(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0]
}
