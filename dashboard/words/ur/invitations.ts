import { isolate } from '../isolate'
import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)
const lines = (value: number) => `${number(value)} ${value === 1 ? 'سطر' : 'سطریں'}`

export const inviting: SettingUpWords['inviting'] = {
  title: 'لنک اور پیغامات',
  hint:
    'دعوتیں کسے جاتی ہیں: ہیلپ ڈیسک، آپ کے پروگراموں اور فہرستوں سے۔ جس سے نہ پوچھا جائے ' +
    'وہ اصول کے ساتھ محفوظ رہتا ہے اور جوابی شرح میں گنا جاتا ہے۔',
  share: 'گاہکوں کا فیصد',
  shareHint: 'ہر بار وہی گاہک۔ 100 سے سب سے پوچھا جاتا ہے۔',
  delay: 'گفتگو کے بعد منٹ',
  delayHint: '0 پر فوراً پوچھا جاتا ہے۔',
  hours: 'صرف مخصوص اوقات میں',
  hoursHint: 'گاہک کے ہاں کے وقت کے مطابق۔ جو اس سے باہر جاتا وہ انتظار کرتا ہے۔',
  from: 'کب سے',
  to: 'کب تک',
  days: 'دن',
  frequency: 'بار بار نہیں',
  asks: 'زیادہ سے زیادہ بار',
  inDays: 'اتنے دنوں میں',
  frequencyHint: 'سائٹ کے تمام چینلز اور تمام سروے ملا کر۔',
  onlyResolved: 'صرف حل شدہ گفتگوؤں کے بارے میں',
  onlyPrivate: 'صرف ان گفتگوؤں کے بارے میں جنہیں کوئی اور نہیں پڑھ سکتا تھا',
  replyLength: 'گاہک نے کم از کم اتنے حروف لکھے ہوں',
  replyLengthHint: '0 پر اس سے بھی پوچھا جاتا ہے جس نے کچھ نہ لکھا ہو۔',
  handledBy: 'صرف ان گفتگوؤں کے بارے میں جنہیں سنبھالا',
  handlers: { human: 'کسی شخص نے', bot: 'کسی بوٹ نے', 'human-and-bot': 'بوٹ اور شخص دونوں نے' },
  languagesOnly: 'صرف وہ گاہک جو اوپر دی گئی زبانوں میں سے کوئی پڑھتے ہوں',
  perAgent: 'ایک نمائندے کے بارے میں اس سے زیادہ نہیں',
  perTeam: 'ایک ٹیم یا قطار کے بارے میں اس سے زیادہ نہیں',
  aDay: 'دعوتیں فی دن'
}

export const optOuts: SettingUpWords['optOuts'] = {
  title: 'جن سے اب نہ پوچھا جائے',
  lead:
    'جس نے STOP بھیجا، رکنیت ختم کی، یا جسے یہاں درج کیا گیا، اس سے کسی چینل پر نہیں پوچھا ' +
    'جاتا۔ دکھانے کے لیے نام یا پتے کا صرف ایک حصہ رکھا جاتا ہے۔',
  none: 'ابھی کوئی نہیں۔',
  kinds: { customer: 'گاہک', address: 'پتا' },
  sources: { stop: 'STOP بھیجا', unsubscribe: 'رکنیت ختم کی', api: 'درج کیا گیا' },
  since: (source, at) => `${source}، ${at}`,
  askAgain: 'دوبارہ پوچھا جا سکتا ہے',
  askAgainOf: (masked) => `${isolate(masked)} سے دوبارہ پوچھا جا سکتا ہے`,
  askAgainSure: (masked) =>
    `کیا ${isolate(masked)} سے دوبارہ پوچھا جا سکتا ہے؟ یہ صرف تب کریں جب انہوں نے خود کہا ہو۔`,
  add: 'کسی کو شامل کریں',
  customer: 'گاہک',
  customerHint: 'جس نام سے آپ کے پروگرام انہیں جانتے ہیں۔',
  address: 'پتا یا فون نمبر',
  addIt: 'آئندہ نہ پوچھیں',
  added: 'محفوظ ہو گیا۔',
  neither: 'گاہک، پتا یا دونوں درج کریں۔'
}

export const invitations: SettingUpWords['invitations'] = {
  title: 'دعوتیں',
  upload: 'فہرست اپ لوڈ کریں',
  state: 'حالت',
  anyState: 'کوئی بھی حالت',
  kinds: {
    'reached=waiting': 'منتظر',
    'reached=sent': 'بھیجی گئی',
    'reached=delivered': 'پہنچ گئی',
    'reached=opened': 'کھولی گئی',
    'reached=started': 'شروع کیا',
    'reached=completed': 'جواب دیا',
    'state=suppressed': 'نہیں پوچھا گیا',
    'state=unsendable': 'بھیجی نہ جا سکی',
    'state=suppressed,unsendable': 'روکی گئی، دونوں صورتوں میں'
  },
  reason: 'وجہ',
  conversation: 'گفتگو',
  find: 'گفتگو تلاش کریں',
  columns: {
    made: 'بنائی گئی',
    whom: 'کسے، اور کس بارے میں',
    state: 'کہاں تک پہنچی',
    actions: 'کرنے کے کام'
  },
  noCustomer: 'گاہک نامعلوم',
  by: (delivery) => `بذریعہ ${delivery}`,
  test: 'آزمائشی',
  states: {
    waiting: 'منتظر',
    made: 'لنک بنا',
    sent: 'بھیجی گئی',
    delivered: 'پہنچ گئی',
    opened: 'کھولی گئی',
    started: 'شروع کیا',
    answered: 'جواب دیا',
    suppressed: 'نہیں پوچھا گیا',
    unsendable: 'بھیجی نہ جا سکی',
    revoked: 'واپس لی گئی',
    expired: 'مدت ختم'
  },
  leaves: (at) => `روانگی ${at}`,
  until: (at) => `${at} تک`,
  reminded: (at) => `یاد دہانی ${at}`,
  remind: 'یاد دلائیں',
  remindOf: (who) => `${isolate(who)} کو یاد دلائیں`,
  revoke: 'واپس لیں',
  revokeOf: (who) => `${isolate(who)} کا لنک واپس لیں`,
  revokeSure: 'کیا یہ لنک واپس لے لیں؟ یہ ہمیشہ کے لیے بند ہو جائے گا؛ جو جواب دیا جا چکا وہ رہے گا۔',

  placements: {
    title: 'پوسٹر اور QR کوڈ',
    lead:
      'بہت سوں کے لیے ایک لنک: پوسٹر، رسید یا مدد کے مضمون پر۔ جو بھی اسے کھولے جواب دے سکتا ' +
      'ہے، اسی چینل اور موضوعات کے ساتھ جو اس میں ہیں۔',
    none: 'ابھی کوئی پوسٹر نہیں۔',
    sheet: 'پرنٹ کے لیے ورق',
    sheetHint: 'تمام کھلے لنک، ایک A4 ورق پر آٹھ۔',
    print: 'پرنٹ کریں',
    printOf: (name) => `${isolate(name)} کا ورق پرنٹ کریں`,
    svg: 'SVG',
    png: 'PNG',
    download: (name, format) => `${isolate(name)} کا QR کوڈ ${format} میں ڈاؤن لوڈ کریں`,
    qr: (name) => `${isolate(name)} کا QR کوڈ`,
    figures: (opened, answers) =>
      `${number(opened)} بار کھولا گیا، ${number(answers)} ${answers === 1 ? 'جواب' : 'جوابات'}`,
    unnamed: 'بے نام',
    expires: (at) => `${at} کو بند ہو گا`,
    revokeOf: (name) => `${isolate(name)} واپس لیں`,
    add: 'نیا',
    name: 'نام',
    nameExample: 'دکان، کاؤنٹر 2',
    place: 'کہاں لگا ہے',
    make: 'بنائیں',
    link: 'اس کا لنک'
  },

  list: {
    title: 'فہرست اپ لوڈ کریں',
    lead: 'CSV فائل جس کی ہر سطر میں ایک گاہک ہو۔ آپ کے کہنے سے پہلے کچھ نہیں بھیجا جاتا۔',
    back: 'تمام دعوتیں',
    file: 'فائل',
    columns: 'پہلی سطر کالموں کے نام بتاتی ہے',
    columnsHint:
      `${isolate('customer, address, channel, topics, agent, team, conversation, locale, delivery, externalId')}؛ ` +
      `کئی موضوعات ${isolate(';')} سے الگ ہوں۔ ان میں سے کوئی لازم نہیں۔`,
    channel: 'چینل، جہاں سطر میں نہ ہو',
    delivery: 'ذریعہ، جہاں سطر میں نہ ہو',
    noDelivery: 'کوئی نہیں: میں لنک خود بھیجتا ہوں',
    empty: 'اس فائل میں پہلی سطر کے نیچے کوئی سطر نہیں۔',
    noColumns: (found) => `کوئی معلوم کالم نہیں: ${isolate(found)}۔ ان کے نام اوپر کی طرح رکھیں۔`,
    unknown: (names) => `نہیں پڑھے گئے: ${isolate(names)}`,
    preview: (shown, total) =>
      shown < total ? `${lines(total)}؛ ان میں سے پہلی ${number(shown)}` : lines(total),
    line: 'سطر',
    whom: 'کسے',
    about: 'کس بارے میں',
    result: 'کیا ہو گا',
    eligible: 'پوچھا جائے گا',
    checking: 'دیکھا جا رہا ہے…',
    send: (count) => `${number(count)} کو دعوت دیں`,
    twice: 'ایک ہی دن میں ایک ہی فائل دو بار اپ لوڈ کرنے سے کسی کو دو بار دعوت نہیں جاتی۔',
    doneTitle: 'مکمل',
    outcomes: {
      created: 'راستے میں، یا بھیجنے کے لنک',
      sent: 'بھیجی گئی',
      suppressed: 'نہیں پوچھا گیا',
      unsendable: 'بھیجی نہ جا سکی',
      known: 'پہلے ہی دعوت دی جا چکی',
      rejected: 'قبول نہیں ہوئی'
    },
    refusedLine: (line, sentence) => `سطر ${number(line)}: ${isolate(sentence)}`,
    download: 'لنک اور نتائج CSV میں ڈاؤن لوڈ کریں',
    once: 'لنک صرف ابھی دکھائے جاتے ہیں: وہ محفوظ نہیں رکھے جاتے۔'
  }
}
