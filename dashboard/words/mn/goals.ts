import type { Words } from '../words'

export const goals: Words['goals'] = {
  title: 'Зорилтууд',
  none: 'Одоогоор зорилт тавиагүй байна.',
  whole: 'Бүх судалгаа',
  wanted: (value, due) => `${due} гэхэд ${value}`,
  now: 'Одоо',
  verdicts: {
    reached: 'Хүрсэн',
    'on-the-way': 'Ойртож байна',
    behind: 'Хоцорч байна',
    missed: 'Хүрээгүй',
    'not-clear': 'Одоогоор тодорхойгүй'
  },
  add: 'Зорилт тавих',
  of: 'Хэнд',
  value: 'Хүрэх оноо',
  valueHint: (from, to) => `${from}–${to}. Завсар бүхэлдээ тэнд байвал хүрсэнд тооцно.`,
  due: 'Хугацаа',
  save: 'Зорилт тавих',
  removeThis: (name, wanted) => `«${name}, ${wanted}»-г хасах`
}
