import { languageFor } from '../../widget/words'
import { buttonPage } from './button-page'
import { unsubscribeWords } from './unsubscribe-words'

/**
 * A page with one button for whoever wants to be asked no more, and what it says once that is granted or
 * where there is nobody to be asked.
 */
export type UnsubscribePage = {
  at: 'asking' | 'granted' | 'gone'
  locale: string
  siteName?: string
  nonce: string
}

export function unsubscribePage({ at, locale, siteName, nonce }: UnsubscribePage): string {
  const language = languageFor(locale)
  const { wish, granted } = unsubscribeWords(locale)
  return buttonPage({
    language: locale,
    direction: language.direction,
    title: { asking: wish, granted, gone: language.gone }[at],
    nonce,
    ...(siteName !== undefined && { over: siteName }),
    ...(at === 'gone' && { text: language.goneHint }),
    ...(at === 'asking' && { button: wish })
  })
}
