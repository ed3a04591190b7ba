import { isolate } from '../isolate'
import type { SettingUpWords } from '../words'

export const hours: SettingUpWords['hours'] = {
  title: 'اوقاتِ کار اور اہداف',
  lead:
    'لوگ کب کام کرتے ہیں، اور کتنی جلد جواب دیں اور مسئلہ حل کریں۔ سروس کے اعداد گھڑی کے حساب سے ' +
    'اور ساتھ ہی اوقاتِ کار کے اندر کے وقت کے حساب سے دکھائے جاتے ہیں۔',
  hoursTitle: 'اوقاتِ کار',
  always: 'ہمیشہ کھلا',
  week: (name) => `${isolate(name)} کا ہفتہ`,
  days: {
    mon: 'پیر',
    tue: 'منگل',
    wed: 'بدھ',
    thu: 'جمعرات',
    fri: 'جمعہ',
    sat: 'ہفتہ',
    sun: 'اتوار'
  },
  closed: 'بند',
  from: (day) => `${isolate(day)}، کھلنے کا وقت`,
  until: (day) => `${isolate(day)}، بند ہونے کا وقت`,
  close: (day, from, until) => `${isolate(day)}: ${isolate(`${from}–${until}`)} ہٹائیں`,
  addOpening: 'اوقات شامل کریں',
  addOpeningOf: (day) => `اوقات شامل کریں: ${isolate(day)}`,
  nightHint:
    'بند ہونے کا وقت کھلنے کے وقت سے پہلے یا برابر ہو تو اگلے دن تک ہے، مثلاً رات 22:00 سے صبح 06:00 تک۔ ' +
    '00:00 سے 00:00 تک پورا دن ہے۔',
  holidays: 'تعطیلات',
  addHoliday: 'تعطیل شامل کریں',
  date: 'تعطیل کی تاریخ',
  name: 'نام',
  nameOf: (date) => `${isolate(date)} کی تعطیل کا نام`,
  sameHolidays: 'وہی تعطیلات جو سائٹ کی ہیں',
  sameZone: (zone) => `وہی (${isolate(zone)})`,
  takeAway: (name) => `${isolate(name)} کو ہٹائیں`,
  addOwn: 'الگ اوقات شامل کریں',
  whose: 'کس کے',
  precedence: 'ٹیم کے اوقات چینل کے اوقات سے پہلے، اور چینل کے سائٹ کے اوقات سے پہلے مانے جاتے ہیں۔',
  targetsTitle: 'اہداف',
  targetsText: 'گفتگو کو پہلا جواب اور حل کتنی جلد ملنا چاہیے۔ جہاں کوئی وعدہ نہیں، خانہ خالی چھوڑ دیں۔',
  noTargets: 'ابھی کوئی ہدف نہیں۔',
  minutes: 'پہلا جواب، منٹ',
  hours: 'حل، گھنٹے',
  addTarget: 'ہدف شامل کریں',
  targetPrecedence:
    'موضوع کا ہدف ٹیم کے ہدف سے پہلے، اور ٹیم کا چینل کے ہدف سے پہلے مانا جاتا ہے۔ کئی موضوعات میں سب سے جلد والا۔'
}
