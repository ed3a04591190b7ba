import { isolate } from '../isolate'
import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)
const rows = (value: number) => `${number(value)} ${value === 1 ? 'قطار' : 'قطاریں'}`
const answers = (value: number) => `${number(value)} ${value === 1 ? 'جواب' : 'جوابات'}`

const importing = (file: string) => `${isolate(file)} درآمد ہو رہی ہے`

export const imports: SettingUpWords['imports'] = {
  title: 'درآمد',
  lead:
    'جو ٹول آپ پہلے استعمال کرتے تھے اس کے جوابات یہاں لائیں۔ جب تک آپ نتیجہ نہ دیکھ لیں ' +
    'کچھ محفوظ نہیں ہوتا، اور دو بار درآمد کرنے سے کچھ نہیں بڑھتا۔',
  noSurvey: 'پہلے سروے بنائیں: جوابات کسی سروے کے ہوتے ہیں۔',
  survey: 'کس سروے میں',
  scale: (min, max) =>
    `یہ ${number(min)} سے ${number(max)} تک پوچھتا ہے۔ دوسرے پیمانے کی فائل کے بارے میں پوچھا جاتا ہے۔`,
  choose: 'فائل منتخب کریں',
  drop: 'یا یہاں کھینچ کر لائیں',
  kinds:
    'CSV یا JSON، زیادہ سے زیادہ 64 MB: Zendesk، Intercom، Delighted، Freshdesk، Help ' +
    'Scout، Gorgias، Medallia، Qualtrics، SurveyMonkey، Chatwoot یا Gladly کی برآمد، یا ' +
    'کوئی بھی جدول۔',
  tooLarge:
    'یہ فائل 64 MB سے بڑی ہے۔ اسے سرور پر “hearback import” سے درآمد کریں، جو کسی بھی سائز کی فائل لے لیتا ہے۔',
  other: 'دوسری فائل منتخب کریں',
  source: 'فائل کہاں سے ہے',
  sources: {
    zendesk: 'Zendesk (اچھا یا برا)',
    'zendesk-surveys': 'Zendesk (سروے)',
    intercom: 'Intercom',
    delighted: 'Delighted',
    freshdesk: 'Freshdesk',
    'help-scout': 'Help Scout',
    gorgias: 'Gorgias',
    medallia: 'Medallia Agent Connect',
    qualtrics: 'Qualtrics',
    'survey-monkey': 'SurveyMonkey',
    chatwoot: 'Chatwoot',
    gladly: 'Gladly',
    csv: 'کوئی اور جدول'
  },
  mapping: 'کون سا کالم کیا ہے',
  parts: {
    rating: 'ریٹنگ',
    answeredAt: 'جواب کا وقت',
    comment: 'تبصرہ',
    channel: 'چینل',
    agent: 'نمائندہ',
    team: 'ٹیم',
    'conversation.id': 'گفتگو',
    externalId: 'جواب کی شناخت',
    customer: 'گاہک',
    handledBy: 'شخص نے سنبھالا یا بوٹ نے',
    bot: 'بوٹ',
    locale: 'زبان',
    sentAt: 'پوچھنے کا وقت',
    'conversation.openedAt': 'گفتگو شروع ہونے کا وقت',
    'conversation.firstResponseAt': 'پہلے جواب کا وقت',
    'conversation.resolvedAt': 'حل ہونے کا وقت',
    'conversation.handleSeconds': 'کام کا وقت',
    'conversation.holdSeconds': 'ہولڈ پر رہنے کی مدت',
    'conversation.firstResponseSeconds': 'پہلے جواب تک کی مدت',
    'conversation.resolutionSeconds': 'حل ہونے تک کی مدت',
    'conversation.resolvedOnFirstContact': 'پہلے ہی رابطے میں حل ہوا'
  },
  topic: (ordinal) => (ordinal === 1 ? 'موضوعات' : `موضوعات، کالم ${number(ordinal)}`),
  split: 'ایک خانے میں کئی موضوعات، کوما سے الگ',
  splitOf: (ordinal) => `موضوعات کے کالم ${number(ordinal)} کے ایک خانے میں کئی موضوعات، کوما سے الگ`,
  shared: {
    found: 'یہ الفاظ ان میں سے کئی کالموں میں ہیں:',
    same: 'ایک ہی لفظ سب کالموں میں ایک ہی موضوع ہے',
    apart: 'ورنہ ہر ایک الگ موضوع ہو گا، جس سے پہلے اس کے کالم کا نام آئے گا۔'
  },
  more: 'مزید حصے',
  notThere: 'فائل میں نہیں',
  noName: (position) => `کالم ${number(position)}، بے نام`,
  examples: 'جیسے',
  format: 'لکھنے کا طریقہ',
  formatOf: (part) => `”${part}“ کس طرح لکھا گیا ہے`,
  comment: (ordinal) => (ordinal === 1 ? 'تبصرہ' : `تبصرہ، کالم ${number(ordinal)}`),
  unit: 'اکائی',
  unitOf: (part) => `”${part}“ کی اکائی`,
  units: { seconds: 'سیکنڈ', minutes: 'منٹ', hours: 'گھنٹے', days: 'دن' },
  orders: { 'day-first': '03/04 یعنی 3 اپریل', 'month-first': '03/04 یعنی 4 مارچ' },
  sameForAll: 'سب قطاروں کے لیے ایک ہی…',
  sameFor: 'سب قطاروں کے لیے',
  sameOf: (part) => `سب قطاروں کا ”${part}“`,
  formatPlain: 'خودکار پہچان',
  formatUnread:
    'ان میں سے کچھ پڑھے نہیں گئے۔ بتائیں کہ یہ کیسے لکھے گئے ہیں: 03/04 مارچ کا دن بھی ہو سکتا ہے اور اپریل کا بھی۔',
  timeZone: 'جن اوقات کا منطقہ نہیں لکھا وہ کہاں کے ہیں',
  encoding: 'حروف کی انکوڈنگ',
  encodingGuess: (name: string) => `اندازے کے مطابق: ${name}`,
  encodingShown: 'یوں پڑھا جائے گا:',
  timeZoneHint: `جہاں فائل منطقہ نہ بتائے۔ سیکنڈ اور ${isolate('10:00+05:00')} جیسے اوقات کو ضرورت نہیں۔`,
  missing: {
    rating: 'بتائیں کہ ریٹنگ کس کالم میں ہے۔',
    answeredAt: 'اس کے بغیر سب جوابات ابھی کے شمار ہوں گے۔'
  },
  ratings: 'فائل کی ریٹنگز',
  ratingsText:
    'فائل کیا کہتی ہے، اور وہ کیا شمار ہو گا۔ جو پہچانا نہ جائے وہ شامل نہیں ہوتا، جب تک آپ اس کا مطلب نہ بتائیں۔',
  takeProposals: 'تجویز کے مطابق گنیں',
  proposal: (point: number | null) => (point === null ? 'غالباً کوئی جواب نہیں' : `غالباً ${number(point)}`),
  channels: 'فائل کے چینلز',
  channelsText: 'فائل ان جگہوں کو کیا کہتی ہے جہاں گاہکوں کی خدمت ہوئی۔',
  sent: 'فائل میں',
  becomes: 'شمار ہو گا',
  becomesOf: (sent) => `”${isolate(sent)}“ کیا شمار ہو گا`,
  rowsHead: 'قطاریں',
  rejectedPoint: 'شامل نہیں ہو گا',
  noAnswer: 'کوئی جواب نہیں',
  asItIs: (name) => `${isolate(name)} (جوں کا توں)`,
  empty: '(خالی)',
  asks: {
    title: 'درآمد سے پہلے',
    first: 'پہلے اوپر کے سوال کا جواب دیں۔',
    off: ({ rows, of, lowest, highest, min, max }) =>
      `فائل کے نمبر ${number(lowest)} سے ${number(highest)} تک ہیں، اور سروے ${number(min)} ` +
      `سے ${number(max)} تک پوچھتا ہے: ${number(of)} میں سے ${number(rows)} پیمانے سے باہر ` +
      'ہیں۔ یہ کیا ہیں؟',
    half: (lowest, highest, min, max) =>
      `فائل کے سب نمبر ${number(lowest)} سے ${number(highest)} تک ہیں، اور سروے ` +
      `${number(min)} سے ${number(max)} تک پوچھتا ہے۔ کیا فائل کسی اور پیمانے پر ہے؟`,
    between: (rows, of) =>
      `${number(of)} میں سے ${number(rows)} ریٹنگز پیمانے کے دو نمبروں کے درمیان ہیں۔ انہیں کیا شمار کیا جائے؟`,
    encoding: 'فائل کے حروف کئی طرح پڑھے جا سکتے ہیں۔ ان میں سے کون سی سطر درست ہے؟',
    otherSurvey: (name, min, max) =>
      `”${isolate(name)}“ میں درآمد کریں، جو ${number(min)} سے ${number(max)} تک پوچھتا ہے`,
    otherScale: (min, max) => `یہ ${number(min)} سے ${number(max)} تک کے ہیں: انہیں ایسے ہی رکھیں`,
    keep: (step) => `انہیں ${number(step)} کے قدموں میں جیسے ہیں ویسے رکھیں`,
    otherSurveyInSteps: (name, step) =>
      `انہیں رکھیں: ”${isolate(name)}“ میں درآمد کریں، جو ${number(step)} کے قدموں میں گنتا ہے`,
    otherScaleHint: 'یہ اپنے معنی کے ساتھ الگ گنے جاتے ہیں، اور کبھی دوسروں کے ساتھ اوسط میں نہیں آتے۔',
    ownScale: (min, max) => `یہ ${number(min)} سے ${number(max)} تک کے ہیں، جیسا سروے پوچھتا ہے`,
    leaveOut: 'پیمانے سے باہر کی قطاریں چھوڑ دیں',
    noAnswer: 'پیمانے سے باہر کے نمبر کا مطلب: پوچھا گیا، جواب نہیں',
    unfair: 'جو بچتا ہے وہ پوری فائل کی درست نمائندگی نہیں کرتا۔',
    decimals: { round: 'قریب ترین نمبر لیں', floor: 'نیچے والا نمبر لیں', skip: 'یہ قطاریں چھوڑ دیں' }
  },
  silences: {
    empty: 'ریٹنگ کے بغیر',
    noAnswer: 'ریٹنگ میں لکھا ہے ”جواب نہیں“',
    offScale: 'ریٹنگ پیمانے سے باہر'
  },
  skipRow: 'قطار چھوڑ دیں',
  preview: 'نتیجہ کیا ہو گا',
  previewText: 'پہلی قطاریں، جیسے وہ محفوظ ہوں گی۔',
  result: 'نتیجہ کیا ہوا',
  counts: {
    rows: 'فائل میں',
    accepted: 'نئے جوابات',
    changed: 'درست کیے گئے جوابات',
    unanswered: 'پوچھا گیا، جواب نہیں',
    duplicate: 'پہلے سے موجود، یا فائل میں دو بار',
    skipped: 'چھوڑی گئیں، وجہ نوٹ میں ہے',
    rejected: 'قبول نہیں ہوئیں'
  },
  sample: {
    rating: 'ریٹنگ',
    answeredAt: 'جواب دیا',
    channel: 'چینل',
    topics: 'موضوعات',
    agent: 'نمائندہ',
    comment: 'تبصرہ'
  },
  now: 'ابھی',
  rejected: 'قطاریں جو قبول نہیں ہوئیں',
  wouldReject: 'قطاریں جو قبول نہیں ہوں گی',
  why: {
    'no-point': (min, max) => `یہ ${number(min)} سے ${number(max)} تک کا کوئی نمبر نہیں`,
    'between-points': (min, max) => `یہ پیمانے ${number(min)} سے ${number(max)} کے دو نمبروں کے درمیان ہے`,
    'out-of': (_min, max) => `یہ ایسے پیمانے پر ہے جو ${number(max)} پر ختم نہیں ہوتا`,
    'off-scale': () => 'یہ پیمانے سے باہر ہے',
    'other-scale': () =>
      'یہ دوسرے پیمانے کی ریٹنگ ہے؛ اسی پیمانے کا سروے منتخب کریں، یا بتائیں کہ یہ کون سا نمبر ہے',
    'unknown-word': () => 'یہ اس ٹول کی جانی پہچانی ریٹنگ نہیں',
    'other-metric': () => 'یہ کسی اور قسم کے سروے کا جواب ہے',
    cells: () => 'اس قطار کے خانوں کی تعداد عنوان کی قطار کے برابر نہیں',
    'no-time': () => 'یہ وقت پڑھا نہیں جا سکا؛ بتائیں کہ یہ کیسے لکھا گیا ہے',
    undated: () => 'خالی ہے، اس لیے معلوم نہیں کہ جواب کب دیا گیا',
    'no-text': () => 'اس میں ایسا حرف ہے جو متن نہیں',
    'too-long': () => 'بہت لمبا ہے؛ کیا یہ صحیح کالم ہے؟',
    'day-or-month': () => 'یہ دو مہینوں کا دن ہو سکتا ہے؛ بتائیں کہ دن پہلے ہے یا مہینہ',
    zone: () => 'اس میں منطقہ کا ایسا نام ہے جو واضح نہیں',
    locked: () => 'یہ کسی اور جواب کے ساتھ پہلے سے موجود ہے، اور بدلنے کا وقت گزر چکا'
  },
  line: (line) => `سطر ${number(line)}`,
  reasons: (reason, value) => `${isolate(reason)}: ${rows(value)}`,
  download: 'انہیں CSV میں ڈاؤن لوڈ کریں',
  firstOnly: (shown) => `یہ پہلی ${number(shown)} ہیں۔`,
  rejectedColumns: ['سطر', 'کالم', 'خانہ', 'وجہ'],
  notes: 'نوٹ',
  start: (accepted, unanswered) =>
    accepted > 0 ? `${answers(accepted)} درآمد کریں` : `${rows(unanswered)} درآمد کریں`,
  nothingToImport: 'ابھی اس میں درآمد کرنے کے لیے کچھ نہیں۔',
  allThere: 'یہ سب پہلے سے موجود ہے: دوبارہ درآمد کرنے سے کچھ نہیں بڑھے گا۔',
  addedNothing: 'کچھ شامل نہیں ہوا: سب کچھ پہلے سے موجود تھا۔',
  importing,
  doing: {
    sending: (file) => `${isolate(file)} بھیجی جا رہی ہے`,
    checking: (file) => `${isolate(file)} کی جانچ ہو رہی ہے`,
    comparing: (file) => `${isolate(file)} کا پہلے سے موجود جوابات سے موازنہ ہو رہا ہے`,
    storing: importing
  },
  sentSoFar: (percentage) => `${percentage} بھیجا جا چکا ہے`,
  progressAbout: (done, total) => `تقریباً ${rows(total)} میں سے ${number(done)}`,
  progress: (done, total) => `${rows(total)} میں سے ${number(done)}`,
  done: (accepted) => `${answers(accepted)} ${accepted === 1 ? 'آ گیا' : 'آ گئے'}۔`,
  answers: 'جوابات دیکھیں',
  another: 'دوسری فائل درآمد کریں',
  before: 'اب تک کی درآمدات',
  beforeRow: (accepted, rejected) =>
    `${answers(accepted)} ${accepted === 1 ? 'نیا' : 'نئے'}${rejected > 0 ? `، ${rows(rejected)} قبول نہیں ہوئیں` : ''}`,
  report: 'رپورٹ',
  states: { running: 'جاری', done: 'مکمل', failed: 'ادھوری رہ گئی' },
  leave: 'فائل ابھی درآمد نہیں ہوئی۔ کیا صفحہ چھوڑ دیں؟'
}
