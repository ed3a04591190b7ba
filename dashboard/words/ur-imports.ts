import { isolate } from './isolate'
import type { Words } from './index'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)
const rows = (value: number) => `${number(value)} ${value === 1 ? 'قطار' : 'قطاریں'}`
const answers = (value: number) => `${number(value)} ${value === 1 ? 'جواب' : 'جوابات'}`

export const imports: Words['imports'] = {
  title: 'درآمد',
  lead: 'جو ٹول آپ پہلے استعمال کرتے تھے اس کے جوابات یہاں لائیں۔ جب تک آپ نتیجہ نہ دیکھ لیں کچھ محفوظ نہیں ہوتا، اور دو بار درآمد کرنے سے کچھ نہیں بڑھتا۔',
  noSurvey: 'پہلے سروے بنائیں: جوابات کسی سروے کے ہوتے ہیں۔',
  survey: 'کس سروے میں',
  scale: (min, max) => `یہ ${number(min)} سے ${number(max)} تک پوچھتا ہے۔ دوسرے پیمانے کی ریٹنگز قبول نہیں کی جاتیں۔`,
  choose: 'فائل منتخب کریں',
  drop: 'یا یہاں چھوڑ دیں',
  kinds: 'CSV یا JSON، زیادہ سے زیادہ 64 MB: Zendesk، Intercom، Delighted، Freshdesk، Help Scout، Gorgias، Medallia، Qualtrics، SurveyMonkey، Chatwoot یا Gladly کی برآمد، یا کوئی بھی جدول۔',
  looking: (file) => `${isolate(file)} دیکھی جا رہی ہے…`,
  other: 'دوسری فائل منتخب کریں',
  source: 'فائل کہاں سے ہے',
  sources: {
    zendesk: 'Zendesk (اچھا یا برا)', 'zendesk-surveys': 'Zendesk (سروے)', intercom: 'Intercom', delighted: 'Delighted', freshdesk: 'Freshdesk', 'help-scout': 'Help Scout',
    gorgias: 'Gorgias', medallia: 'Medallia Agent Connect', qualtrics: 'Qualtrics', 'survey-monkey': 'SurveyMonkey', chatwoot: 'Chatwoot', gladly: 'Gladly', csv: 'کوئی اور جدول'
  },
  mapping: 'کیا کیا ہے',
  mappingText: 'فائل کا کون سا کالم جواب کا کون سا حصہ ہے۔',
  parts: {
    rating: 'ریٹنگ', answeredAt: 'جواب کا وقت', comment: 'تبصرہ', channel: 'چینل', agent: 'نمائندہ', team: 'ٹیم', 'conversation.id': 'گفتگو',
    externalId: 'جواب کی شناخت', customer: 'گاہک', locale: 'زبان', sentAt: 'پوچھنے کا وقت', 'conversation.openedAt': 'گفتگو شروع ہونے کا وقت',
    'conversation.firstResponseAt': 'پہلے جواب کا وقت', 'conversation.resolvedAt': 'حل ہونے کا وقت', 'conversation.handleSeconds': 'کام کا وقت'
  },
  topic: (ordinal) => (ordinal === 1 ? 'موضوعات' : `موضوعات، کالم ${number(ordinal)}`),
  split: 'ایک خانے میں کئی، کوما سے الگ',
  splitOf: (ordinal) => `موضوعات کے کالم ${number(ordinal)} کے ایک خانے میں کئی، کوما سے الگ`,
  more: 'مزید حصے',
  notThere: 'فائل میں نہیں',
  noName: (position) => `کالم ${number(position)}، بے نام`,
  examples: 'جیسے',
  format: 'لکھنے کا طریقہ',
  formatOf: (part) => `”${part}“ کس طرح لکھا گیا ہے`,
  formatPlain: 'پہلے سال، یا سیکنڈ',
  ratings: 'فائل کی ریٹنگز',
  ratingsText: 'فائل کیا کہتی ہے، اور وہ کیا شمار ہو گا۔ جو پہچانا نہ جائے وہ باہر رہتا ہے، جب تک آپ اس کا مطلب نہ بتائیں۔',
  channels: 'فائل کے چینلز',
  channelsText: 'فائل ان جگہوں کو کیا کہتی ہے جہاں گاہکوں کی خدمت ہوئی۔',
  sent: 'فائل میں',
  becomes: 'شمار ہو گا',
  becomesOf: (sent) => `”${isolate(sent)}“ کیا شمار ہو گا`,
  rowsHead: 'قطاریں',
  rejectedPoint: 'باہر رہے گا',
  noAnswer: 'کوئی جواب نہیں',
  asItIs: (name) => `${isolate(name)} (جوں کا توں)`,
  empty: '(خالی)',
  preview: 'نتیجہ کیا ہو گا',
  previewText: 'پہلی قطاریں، جیسے وہ محفوظ ہوں گی۔',
  result: 'نتیجہ کیا ہوا',
  counts: {
    rows: 'فائل میں', accepted: 'نئے جوابات', changed: 'درست کیے گئے جوابات', unanswered: 'پوچھا گیا، جواب نہیں', duplicate: 'پہلے سے موجود، یا فائل میں دو بار',
    skipped: 'چھوڑ دیے گئے: پیش منظر، آزمائشی، کبھی نہ پوچھے گئے', rejected: 'قبول نہیں ہوئے'
  },
  sample: { rating: 'ریٹنگ', answeredAt: 'جواب دیا', channel: 'چینل', topics: 'موضوعات', agent: 'نمائندہ', comment: 'تبصرہ' },
  now: 'ابھی',
  rejected: 'قطاریں جو قبول نہیں ہوئیں',
  wouldReject: 'قطاریں جو قبول نہیں ہوں گی',
  line: (line) => `سطر ${number(line)}`,
  reasons: (reason, value) => `${isolate(reason)}: ${rows(value)}`,
  download: 'انہیں CSV میں ڈاؤن لوڈ کریں',
  firstOnly: (shown) => `یہ پہلی ${number(shown)} ہیں۔`,
  rejectedColumns: ['سطر', 'کالم', 'خانہ', 'وجہ'],
  notes: 'نوٹ',
  start: (accepted, unanswered) => (accepted > 0 ? `${answers(accepted)} درآمد کریں` : `${rows(unanswered)} درآمد کریں`),
  noRating: 'وہ کالم چنیں جس میں ریٹنگ ہے۔',
  nothingToImport: 'ابھی اس میں درآمد کرنے کے لیے کچھ نہیں۔',
  allThere: 'یہ سب پہلے سے موجود ہے: دوبارہ درآمد کرنے سے کچھ نہیں بڑھے گا۔',
  addedNothing: 'کچھ شامل نہیں ہوا: سب کچھ پہلے سے موجود تھا۔',
  importing: (file) => `${isolate(file)} درآمد ہو رہی ہے`,
  progress: (done, total) => `${rows(total)} میں سے ${number(done)}`,
  done: (accepted) => `${answers(accepted)} ${accepted === 1 ? 'آ گیا' : 'آ گئے'}۔`,
  answers: 'جوابات دیکھیں',
  another: 'دوسری فائل درآمد کریں',
  before: 'اب تک کی درآمدات',
  beforeRow: (accepted, rejected) => `${answers(accepted)} ${accepted === 1 ? 'نیا' : 'نئے'}${rejected > 0 ? `، ${rows(rejected)} قبول نہیں ہوئیں` : ''}`,
  states: { running: 'جاری', done: 'مکمل', failed: 'ٹوٹ گئی' },
  leave: 'فائل ابھی درآمد نہیں ہوئی۔ کیا صفحہ چھوڑ دیں؟'
}
