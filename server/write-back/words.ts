import { languageOf } from '../text/wording'

/** What a note says to agents, in the language of the site. */
const wordings = {
  en: {
    rated: (rating: string, from: string, to: string) =>
      `The customer gave ${rating} (from ${from} to ${to})`,
    satisfied: 'satisfied',
    unsatisfied: 'not satisfied',
    reason: 'Reason',
    comment: 'Comment',
    survey: 'Survey',
    changed: 'The answer was changed.'
  },
  mn: {
    rated: (rating: string, from: string, to: string) => `Үйлчлүүлэгч ${rating} гэж үнэлсэн (${from}–${to})`,
    satisfied: 'сэтгэл хангалуун',
    unsatisfied: 'сэтгэл хангалуун бус',
    reason: 'Шалтгаан',
    comment: 'Сэтгэгдэл',
    survey: 'Санал асуулга',
    changed: 'Хариулт өөрчлөгдсөн.'
  },
  ur: {
    rated: (rating: string, from: string, to: string) => `صارف نے ${rating} دیا (${from} سے ${to} تک)`,
    satisfied: 'مطمئن',
    unsatisfied: 'مطمئن نہیں',
    reason: 'وجہ',
    comment: 'تبصرہ',
    survey: 'سروے',
    changed: 'جواب تبدیل ہوا۔'
  }
}

export function wordsIn(locale: string): (typeof wordings)['en'] {
  const language = languageOf({ en: 'en', mn: 'mn', ur: 'ur' }, locale)
  return wordings[language as keyof typeof wordings] // one of the three above
}
