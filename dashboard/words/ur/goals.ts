import type { Words } from '../words'

export const goals: Words['goals'] = {
  title: 'اہداف',
  none: 'ابھی کوئی ہدف نہیں رکھا گیا۔',
  whole: 'پورا سروے',
  wanted: (value, due) => `${due} تک ${value}`,
  now: 'ابھی',
  verdicts: {
    reached: 'حاصل ہو گیا',
    'on-the-way': 'راستے میں',
    behind: 'پیچھے',
    missed: 'حاصل نہیں ہوا',
    'not-clear': 'ابھی واضح نہیں'
  },
  add: 'ہدف رکھیں',
  of: 'کس کے لیے',
  value: 'کتنا اسکور',
  valueHint: (from, to) => `${from} سے ${to} تک۔ ہدف تب حاصل ہوتا ہے جب پورا وقفہ وہاں ہو۔`,
  due: 'کب تک',
  save: 'ہدف رکھیں',
  removeThis: (name, wanted) => `”${name}، ${wanted}“ ہٹائیں`
}
