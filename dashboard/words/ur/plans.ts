import type { Words } from '../words'

const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)

export const plans: Words['plans'] = {
  tab: 'منصوبے',
  title: 'منصوبے',
  lead: 'تربیتیں اور دوسرے اقدام جو بہتر خدمت کے لیے کیے جاتے ہیں، اور یہ کہ ان سے فائدہ ہوا یا نہیں۔',
  none: 'ابھی کوئی منصوبہ نہیں۔ ہر کمزور موضوع اور ایجنٹ کے ساتھ، اور جہاں اعداد یا جوابات چھانٹے گئے ہوں، ”منصوبہ بنائیں“ موجود ہے۔',
  make: 'منصوبہ بنائیں',
  makeFor: (name) => `${name} کے لیے منصوبہ بنائیں`,
  forReasons: (reasons) => `گاہک کیا کہتے ہیں: ${reasons}`,
  newTitle: 'نیا منصوبہ',
  editTitle: 'منصوبہ بدلیں',
  save: 'محفوظ کریں',
  cancel: 'رہنے دیں',
  edit: 'بدلیں',
  print: 'چھاپیں',
  remove: 'حذف کریں',
  removeSure: 'یہ منصوبہ نشستوں اور نوٹس سمیت حذف کریں؟',
  kinds: {
    training: 'تربیت',
    prompt: 'بوٹ کی ہدایت',
    macro: 'تیار جواب',
    article: 'مضمون',
    process: 'طریقۂ کار',
    staffing: 'عملہ'
  },
  states: { draft: 'خاکہ', running: 'جاری', done: 'مکمل', 'given-up': 'چھوڑ دیا گیا' },
  fields: {
    name: 'نام',
    kind: 'کیا آزمایا جائے گا',
    taught: 'کیا سکھایا یا بدلا جائے گا',
    topics: 'موضوعات',
    agents: 'ایجنٹ',
    teams: 'ٹیمیں',
    comparison: 'موازنے کا گروہ',
    comparisonHint:
      'ملتے جلتے ایجنٹ، انہی موضوعات پر، جنہیں تربیت نہ دی جائے۔ اگر ہوں تو فیصلہ انہی سے ہوتا ہے۔',
    owner: 'ذمہ دار',
    coach: 'کوچ',
    chosenFrom: 'جن دنوں کے اعداد سے چنا گیا، سے',
    chosenTo: 'تک',
    chosenHint: 'ان دنوں میں حالت اتفاقاً اصل سے بدتر دکھی؛ یہ کبھی سیدھی بنیاد نہیں بنتے۔',
    starts: 'آغاز',
    ends: 'آخری دن',
    state: 'حالت',
    notes: 'نوٹس'
  },
  chosenOf: (count) => `${number(count)} منتخب`,
  days: (from, to) => (from === to ? from : `${from} سے ${to}`),
  noDays: 'دن ابھی طے نہیں',
  result: 'کیا فائدہ ہوا؟',
  verdicts: {
    helped: 'فائدہ ہوا',
    'did-not-help': 'فائدہ نہیں ہوا',
    worse: 'حالت بگڑی',
    'not-clear': 'ابھی واضح نہیں'
  },
  notOver: 'ابھی ختم نہیں ہوا',
  tooFew: 'کچھ کہنے کے لیے جواب بہت کم ہیں',
  smallLift: '5 پوائنٹ کی بہتری کا بھی امکان کم ہے۔',
  needed: (count) => `تقریباً ${number(count)} اور جوابوں سے پتا چل جائے گا۔`,
  neededNone: 'صرف مزید جوابوں سے پتا نہیں چلے گا: پہلے کے جواب بہت کم تھے۔',
  rose: (naive, anyway) => `پہلے سے بعد تک ${naive} پوائنٹ؛ ان میں سے ${anyway} ویسے بھی ہوتے۔`,
  guards: {
    separate: (days) => `موازنہ ${days} سے، جن کا چناؤ میں کوئی حصہ نہیں تھا۔`,
    average: (days) =>
      `موازنہ ${days} سے۔ جسے کم اسکور پر چنا جائے وہ بعد میں محض اتفاق سے بھی بہتر ہوتا ہے، اس لیے ہر ایک کو پہلے اوسط کی طرف لایا گیا۔`
  },
  judgedByComparison: (value, interval) =>
    `موازنے کے گروہ سے ${value} پوائنٹ کا فرق، ${interval}؛ فیصلہ اسی سے ہے۔`,
  table: 'پہلے اور بعد',
  who: 'کون',
  before: 'پہلے',
  expected: 'اس کے بغیر',
  after: 'بعد میں',
  lift: 'بہتری',
  everybody: 'سب مل کر',
  comparison: 'موازنے کا گروہ',
  elsewhere: 'یہی لوگ دوسرے موضوعات پر',
  elsewhereMeans: 'جہاں کچھ نہیں سکھایا گیا وہاں کچھ نہیں بدلنا چاہیے۔ اگر بدلا تو کوئی اور وجہ ہے۔',
  trend: 'ہفتہ وار',
  chart: 'ہفتہ وار اسکور، منصوبے کے دنوں کے نشان کے ساتھ',
  marked: { chosen: 'چناؤ کے دن', plan: 'منصوبہ' },
  soon: 'کتنے جواب درکار ہیں',
  soonMeans: (perDay) => `پچھلے 28 دنوں میں روزانہ ${perDay} جواب آئے۔`,
  lifts: 'بہتری',
  points: (points) => `${points} پوائنٹ`,
  eachSide: 'پہلے کے جواب، اور اتنے ہی بعد کے',
  by: 'تقریباً کب تک',
  noRoom: 'پیمانے پر اتنی جگہ نہیں',
  far: 'ابھی نظر نہیں آتا',
  proposed: 'ان موضوعات پر ملتے جلتے، موازنے کے گروہ کے لیے:',
  sessions: 'نشستیں',
  noSessions: 'ابھی کوئی نشست نہیں ہوئی۔',
  session: {
    day: 'دن',
    attended: 'کون شریک ہوا',
    attendedHint: 'نام، درمیان میں کوما',
    note: 'نوٹ',
    add: 'نشست شامل کریں'
  },
  actions: 'کرنے کے کام',
  noActions: 'کرنے کو کچھ نہیں۔',
  action: { what: 'کیا', who: 'کون', due: 'کب تک', add: 'شامل کریں', dueOn: (day) => `${day} تک` }
}
