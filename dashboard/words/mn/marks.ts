import type { Words } from '../words'

export const marks: Words['marks'] = {
  title: 'Энэ хооронд юу болсон',
  onAll: 'сайтын бүх судалгаанд',
  setBy: 'тэмдэглэсэн:',
  add: 'Өдөр тэмдэглэх',
  name: 'Юу болсон',
  nameHint: 'Жишээ нь «Шинэ бэлэн хариулт», «Үнэ өөрчлөгдсөн», «Тасалдал».',
  day: 'Өдөр',
  everywhere: 'Сайтын бүх судалгаанд харуулах',
  save: 'Тэмдэглэх',
  remove: 'Хасах',
  removeThis: (name) => `«${name}»-г хасах`
}
