import type { Words } from '../words'

const number = new Intl.NumberFormat('ur')
const count = (value: number, one: string, many: string) =>
  `${number.format(value)} ${value === 1 ? one : many}`

export const endpoints: Words['endpoints'] = {
  title: 'ویب ہک',
  lead: 'آپ کا اپنا پتہ جسے بتایا جاتا ہے کہ یہاں کیا ہوا: جوابات، پیروی کے کام، دعوت نامے۔',
  back: 'تمام پتے',
  none: 'ابھی کوئی پتہ نہیں۔',
  add: 'پتہ شامل کریں',
  addTitle: 'نیا پتہ',
  make: 'پتہ شامل کریں',
  open: 'پتہ کھولیں',
  states: { ready: 'تیار', failing: 'کچھ قبول نہیں کرتا', paused: 'رکا ہوا' },
  eventsOf: (value) => `${count(value, 'قسم کا واقعہ', 'قسم کے واقعات')} بتائے جاتے ہیں`,
  answersFor: (name) => `ذمہ دار: ${name}`,

  settings: 'ترتیبات',
  save: 'محفوظ کریں',
  url: 'پتہ',
  urlHint: 'یہ https:// سے شروع ہوتا ہے اور انٹرنیٹ پر ہے۔',
  name: 'نام',
  nameHint: 'آپ اور آپ کے ساتھیوں کے لیے۔ خالی ہو تو سرور کا نام۔',
  everySurvey: 'ہر سروے',
  told: 'کیا بتایا جائے',
  events: {
    'response.created': 'جواب آیا',
    'response.updated': 'جواب بدلا گیا',
    'response.left-out': 'جواب اب شمار نہیں ہوتا',
    'response.erased': 'جواب مٹایا گیا',
    'follow-up.opened': 'پیروی کا کام کھلا',
    'follow-up.updated': 'پیروی کا کام بدلا گیا',
    'follow-up.overdue': 'پیروی کے کام کی مدت گزر گئی',
    'follow-up.closed': 'پیروی کا کام بند ہوا',
    'invitation.created': 'دعوت نامہ بنا',
    'invitation.sent': 'دعوت نامہ بھیجا گیا',
    'invitation.opened': 'دعوت نامہ کھولا گیا',
    'invitation.answered': 'دعوت نامے کا جواب آیا',
    'invitation.unsent': 'دعوت نامہ نہیں بھیجا گیا',
    'plan.created': 'منصوبہ بنا',
    'plan.updated': 'منصوبہ بدلا گیا',
    'plan.deleted': 'منصوبہ حذف ہوا',
    'plan.acknowledged': 'ایجنٹ نے منصوبہ پڑھا',
    'plan.commented': 'ایجنٹ نے منصوبے پر تبصرہ کیا',
    'plan.coaching-rated': 'ایجنٹ نے تربیت کو درجہ دیا',
    'dispute.raised': 'درجے پر اعتراض ہوا',
    'dispute.decided': 'اعتراض پر فیصلہ ہوا',
    'dispute.withdrawn': 'اعتراض واپس لیا گیا',
    'alert.raised': 'اطلاع میں کچھ آیا',
    'import.done': 'درآمد مکمل ہوئی',
    'import.failed': 'درآمد ناکام ہوئی'
  },

  pausedTitle: (name) => `پتے ”${name}“ کو کچھ نہیں بتایا جا رہا`,
  because: {
    'by-hand': 'یہ رکا ہوا ہے کیونکہ کسی نے روکا۔',
    gone: 'یہ رکا ہوا ہے کیونکہ اس نے بتایا کہ وہ اب موجود نہیں (410)۔',
    failing: 'یہ رکا ہوا ہے کیونکہ اس نے کئی دن سے کچھ قبول نہیں کیا۔',
    'nobody-answers': 'یہ رکا ہوا ہے کیونکہ اس کا ذمہ دار اب یہ نہیں پڑھ سکتا۔'
  },
  pausedText: (since) => `${since} سے کچھ نہیں بھیجا گیا۔ اس دوران جو ہوتا ہے وہ 30 دن انتظار میں رہتا ہے۔`,
  failing: (since) => `${since} سے اس نے کچھ قبول نہیں کیا۔ ڈھائی دن بعد اسے روک دیا جاتا ہے۔`,
  pause: 'روکیں',
  goOn: 'جاری رکھیں',

  testTitle: 'آزمائیں',
  testText: 'ایک بے معنی واقعہ ایک بار بھیجتا ہے اور دکھاتا ہے کہ کیا جواب ملا۔',
  test: 'آزمائش بھیجیں',

  secret: 'راز',
  secretText: 'جو بھیجا جاتا ہے اس پر اس سے دستخط ہوتے ہیں، تاکہ آپ کا سرور جانے کہ یہ یہاں سے آیا۔',
  secretMade: 'راز ابھی نقل کر لیں: یہ دوبارہ نہیں دکھایا جائے گا۔',
  rotate: 'نیا راز بنائیں',
  rotateSure: 'نیا راز بنائیں؟ موجودہ راز مزید 24 گھنٹے ساتھ دستخط کرے گا۔',
  formerUntil: (until) => `پہلا راز بھی ${until} تک دستخط کرتا ہے۔`,

  removeTitle: 'ہٹائیں',
  removeText: 'اسے اب کچھ نہیں بتایا جائے گا، اور اس کا ریکارڈ ختم ہو جائے گا۔',
  remove: 'پتہ ہٹائیں',
  removeSure: (name) => `”${name}“ کو اس کے ریکارڈ سمیت ہٹائیں؟`,

  log: {
    title: 'اسے کیا بتایا گیا',
    any: 'ہر حالت',
    at: 'کب',
    what: 'واقعہ',
    state: 'حالت',
    answer: 'اس نے کیا جواب دیا',
    states: {
      waiting: 'انتظار میں',
      sending: 'بھیجا جا رہا ہے',
      delivered: 'پہنچ گیا',
      failed: 'ترک کر دیا گیا',
      cancelled: 'نہیں بھیجا گیا'
    },
    none: 'پچھلے 30 دنوں میں یہاں کچھ نہیں۔',
    replay: 'دوبارہ بھیجیں',
    replayOf: (at) => `دوبارہ بھیجیں: ${at} کو جو ہوا`,
    replayTitle: 'پچھلے دنوں کا دوبارہ بھیجیں',
    replayAll: 'دوبارہ بھیجیں',
    since: 'کب ہوا',
    days: (value) => `پچھلے ${count(value, 'دن', 'دنوں')} میں`,
    onlyFailed: 'صرف وہ جو ترک کیا گیا',
    replayed: (value) => `${count(value, 'واقعہ', 'واقعات')} بھیجے جانے کے انتظار میں۔`
  },
  reasons: {
    'host-private': 'پتہ ایک نجی نیٹ ورک کی طرف جاتا ہے۔',
    'nobody-answers': 'اس کا ذمہ دار اب یہ نہیں پڑھ سکتا۔',
    'nothing-to-tell': 'بتانے کو کچھ باقی نہیں تھا۔',
    'not-read': 'اسے پڑھا نہیں جا سکا۔',
    gone: 'اس نے بتایا کہ وہ اب موجود نہیں۔',
    TimeoutError: 'اس نے وقت پر جواب نہیں دیا۔',
    ECONNREFUSED: 'وہاں کوئی نہیں سنتا۔',
    ENOTFOUND: 'سرور کا نام کہیں نہیں لے جاتا۔'
  }
}
