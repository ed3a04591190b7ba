import { isolate } from '../isolate'
import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const count = (value: number, one: string, many: string) =>
  `${whole.format(value)} ${value === 1 ? one : many}`

export const customers: SettingUpWords['customers'] = {
  title: 'صارفین کا ڈیٹا',
  lead:
    'لوگوں کے بارے میں کیا محفوظ ہے، کتنی دیر، اور کیسے ہٹتا ہے۔ اعداد ویسے ہی رہتے ہیں: ' +
    'درجہ بندی، موضوع اور وقت کسی کے نام کے بغیر محفوظ رہتے ہیں۔',
  oneTitle: 'ایک صارف',
  oneText: 'جب کوئی پوچھے کہ آپ اس کے بارے میں کیا جانتے ہیں، یا چاہے کہ وہ مٹا دیا جائے۔',
  customer: 'صارف کا نام، ای میل پتا یا فون نمبر',
  look: 'دیکھیں',
  found: ({ answers, invitations, conversations, messages }) =>
    answers + invitations + conversations + messages === 0
      ? 'اس صارف کے بارے میں کچھ معلوم نہیں۔'
      : 'معلوم ہے: ' +
        `${[count(answers, 'جواب', 'جوابات'), count(invitations, 'دعوت', 'دعوتیں'), count(conversations, 'گفتگو', 'گفتگوئیں'), count(messages, 'پیغام', 'پیغامات')].join('، ')}۔`,
  download: 'جو معلوم ہے اسے ڈاؤن لوڈ کریں',
  erase: 'مٹا دیں',
  eraseSure: 'اس صارف نے جو لکھا اور وہ کون ہے، سب مٹا دیں؟ یہ واپس نہیں ہو سکتا۔',
  eraseText:
    'مٹانے سے الفاظ، نام، پتے، صفحات اور پیغامات خالی ہو جاتے ہیں۔ درجہ بندی رہتی ہے اور ' +
    'پہلے کی طرح گنی جاتی ہے۔ جو مزید پوچھے جانا نہیں چاہتا وہ اس فہرست میں ایسے نشان کے ' +
    'طور پر رہتا ہے جو کسی کا نام نہیں بتاتا۔ پہلے کے بیک اپ میں یہ اب بھی ہے۔',
  erased: 'مٹا دیا گیا۔',
  keepTitle: 'کتنی دیر محفوظ رہے',
  keepText: 'دنوں میں: اس سے پرانا ہر روز خالی کر دیا جاتا ہے۔ خالی خانہ اسے محفوظ رکھتا ہے۔',
  kinds: {
    comments: 'تبصرے',
    links: 'سروے کے لنک',
    addresses: 'نام اور پتے',
    deliveries: 'پیغامات',
    conversations: 'گفتگو کے صارف'
  },
  kindHints: {
    comments: 'صارفین نے جو لکھا، اور وہ جس صفحے پر تھے۔',
    links: 'پرانا لنک پھر کوئی سروے نہیں کھولتا۔',
    addresses: 'ان کے بغیر معلوم نہیں رہتا کہ حال ہی میں کس سے پوچھا گیا۔',
    deliveries: 'کیا بھیجا گیا، اور سروسز نے کیا جواب دیا۔',
    conversations: 'گفتگو کس کی تھی۔'
  },
  keepLook: 'دیکھیں کہ آج کیا خالی ہو گا',
  today: 'آج یہ خالی ہو گا:',
  emptied: (days, value) =>
    days === undefined ? 'محفوظ رہے گا' : value === 0 ? 'کچھ نہیں' : whole.format(value),
  keepSave: 'اتنی دیر محفوظ رکھیں',
  kept: 'محفوظ ہو گیا۔ اب سے یہ ہر روز ہو گا۔',
  deleteSurvey: (name) => `سروے “${isolate(name)}” حذف کریں`,
  deleteSurveyText: 'سروے اپنے جوابات، دعوتوں اور اعداد کے ساتھ جاتا ہے۔ یہ واپس نہیں ہو سکتا۔',
  deleteSite: (name) => `سائٹ “${isolate(name)}” حذف کریں`,
  deleteSiteText:
    'اس سائٹ کا سب کچھ جاتا ہے، تبدیلیوں کا ریکارڈ بھی۔ جن صفحات پر اس کا ٹیگ ہے وہ چلتے ' +
    'رہتے ہیں اور کسی سے نہیں پوچھتے۔ یہ واپس نہیں ہو سکتا۔',
  deleteAccount: 'اپنا اکاؤنٹ حذف کریں',
  deleteAccountText:
    'آپ ہر جگہ سے سائن آؤٹ ہو جاتے ہیں اور تمام سائٹیں چھوڑ دیتے ہیں۔ آپ کی تبدیلیاں ' +
    'ریکارڈ میں آپ کے نام کے بغیر رہتی ہیں۔',
  takes: ({ surveys, answers, invitations, conversations, connectors, members, keys }) =>
    `اس کے ساتھ جاتا ہے: ${[
      count(surveys, 'سروے', 'سروے'),
      count(answers, 'جواب', 'جوابات'),
      count(invitations, 'دعوت', 'دعوتیں'),
      ...(conversations > 0 ? [count(conversations, 'گفتگو', 'گفتگوئیں')] : []),
      ...(connectors > 0 ? [count(connectors, 'کنیکٹر', 'کنیکٹر')] : []),
      ...(members > 0 ? [count(members, 'رکنیت', 'رکنیتیں')] : []),
      ...(keys > 0 ? [count(keys, 'کلید', 'کلیدیں')] : [])
    ].join('، ')}۔`,
  leaves: (sites) => (sites === '' ? 'آپ کسی سائٹ کے رکن نہیں۔' : `آپ ${isolate(sites)} چھوڑ دیں گے۔`),
  lastOwner: (sites) =>
    `آپ ${isolate(sites)} کے واحد مالک ہیں۔ پہلے کسی اور کو مالک بنائیں، یا اسے حذف کریں۔`,
  nameOf: (name) => `یقین کے لیے “${isolate(name)}” لکھیں`,
  deleteIt: 'ہمیشہ کے لیے حذف کریں'
}
