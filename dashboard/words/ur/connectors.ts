import { isolate } from '../isolate'
import type { Words } from '../words'
import { steps } from './connector-steps'

const number = new Intl.NumberFormat('ur-u-nu-latn')

export const connectors: Words['connectors'] = {
  title: 'کنیکٹر',
  lead: 'کنیکٹر سروے کو آپ کے گاہکوں تک پہنچاتا ہے، یا Hearback کو بتاتا ہے کہ گفتگو کب حل ہوئی۔',
  back: 'تمام کنیکٹر',
  none:
    'ابھی کوئی کنیکٹر نہیں۔ لنک اور QR کوڈ ان کے بغیر بھی کام کرتے ہیں؛ کنیکٹر انہیں آپ کی ' +
    'طرف سے بھیجتا ہے اور چیٹ ہی میں جواب لے لیتا ہے۔',
  add: 'کنیکٹر شامل کریں',
  addTitle: (kind) => `نیا کنیکٹر: ${isolate(kind)}`,
  otherKind: 'دوسری قسم منتخب کریں',
  groups: { messages: 'پیغامات', calls: 'ٹیلیفون', helpdesks: 'ہیلپ ڈیسک' },
  kinds: {
    email: 'ای میل',
    whatsapp: 'واٹس ایپ',
    telegram: 'ٹیلیگرام',
    messenger: 'میسنجر',
    instagram: 'انسٹاگرام',
    line: 'LINE',
    viber: 'وائبر',
    wechat: 'وی چیٹ',
    x: 'X',
    sms_twilio: 'ایس ایم ایس بذریعہ Twilio',
    sms_gateway: 'ایس ایم ایس بذریعہ دوسرا گیٹ وے',
    voice_twilio: 'کالیں بذریعہ Twilio',
    voice_pbx: 'دوسرا ٹیلیفون نظام',
    chatwoot: 'Chatwoot',
    zendesk: 'Zendesk',
    intercom: 'Intercom',
    freshdesk: 'Freshdesk',
    hubspot: 'HubSpot',
    front: 'Front',
    helpdesk: 'دوسرا ہیلپ ڈیسک',
    calls_twilio: 'کال کے بعد پیغام بذریعہ Twilio'
  },
  states: { ready: 'تیار', paused: 'رکا ہوا', locked: 'مقفل' },
  locked:
    'اس کے راز کسی اور HEARBACK_SECRET کے تحت رکھے گئے تھے اور اب پڑھے نہیں جا سکتے۔ انہیں نیچے دوبارہ درج کریں۔',
  last: (state, at) => `آخری پیغام: ${state}، ${at}`,
  nothingSent: 'ابھی کچھ نہیں بھیجا گیا',
  troubled: (count) =>
    `${number.format(count)} ${count === 1 ? 'پیغام نہیں بھیجا جا سکا' : 'پیغامات نہیں بھیجے جا سکے'}`,

  settings: 'ترتیبات',
  name: 'نام',
  nameHint: 'آپ اور آپ کے ساتھیوں کے لیے۔',
  secretsFirst:
    'بعض خدمات راز تبھی دکھاتی ہیں جب انہیں رابطے کا پتا معلوم ہو۔ وہ اگلے مرحلے میں ملے ' +
    'گا: فی الحال وہاں کوئی بھی لمبا متن لکھ دیں، اور راز بعد میں۔',
  fields: {
    host: 'سرور',
    port: 'پورٹ',
    security: 'خفیہ کاری',
    user: 'صارف',
    password: 'پاس ورڈ',
    from: 'بھیجنے والا',
    fromName: 'بھیجنے والے کا نام',
    replyTo: 'جوابی پتا',
    accountSid: 'اکاؤنٹ SID',
    authToken: 'تصدیقی ٹوکن',
    footer: 'آخری سطر',
    country: 'ملک',
    url: 'پتا',
    method: 'طریقہ',
    headers: 'ہیڈرز',
    bodyTemplate: 'متن کا سانچا',
    secret: 'راز',
    writeBackUrl: 'جواب کہاں جائیں',
    openStage: 'کھلی حالت',
    senderAt: 'کہاں: بھیجنے والا',
    textAt: 'کہاں: متن',
    idAt: 'کہاں: شناخت'
  },
  hints: {
    survey: 'گفتگو حل ہونے پر پوچھا جاتا ہے۔',
    delivery:
      'جو سروے کو گاہک تک پہنچاتا ہے۔ جہاں ممکن ہو ہیلپ ڈیسک خود اسے گفتگو میں لکھتا ہے؛ اس ' +
      'کے نمائندے اسے وہاں دیکھتے ہیں۔',
    ratingsSurvey:
      'جہاں ہیلپ ڈیسک کے اپنے سروے کی ریٹنگز بھی شمار ہوں۔ وہ کچھ اور پوچھتا ہے، اس لیے اس کا الگ سروے بہتر ہے۔',
    ask: 'یہ گفتگو میں کس طرح لکھا جائے۔'
  },
  options: {
    starttls: 'STARTTLS',
    tls: 'TLS',
    none: 'کوئی نہیں',
    options: 'دبانے کے لیے درجے، اور لنک',
    link: 'صرف لنک',
    us: 'امریکا',
    eu: 'یورپ',
    au: 'آسٹریلیا'
  },
  places: 'آنے والے پیغام میں ہر خانہ کہاں ہے',
  secretSet: 'یہ درج ہے اور دوبارہ نہیں دکھایا جاتا۔ خالی چھوڑیں تو ویسا ہی رہے گا۔',
  secretRemove: 'ہٹا دیں',
  noSurvey: 'کوئی نہیں',
  noCarrier: 'خود ہیلپ ڈیسک، گفتگو کے اندر',
  pairs: {
    channels: {
      name: 'ہیلپ ڈیسک میں نام',
      value: 'چینل',
      add: 'چینل شامل کریں',
      remove: (value) => `چینل ${number.format(value)} ہٹائیں`
    },
    recordings: {
      name: 'زبان',
      value: 'پتا',
      add: 'ریکارڈنگ شامل کریں',
      remove: (value) => `ریکارڈنگ ${number.format(value)} ہٹائیں`
    }
  },
  pair: {
    name: 'نام',
    value: 'قدر',
    add: 'ایک اور شامل کریں',
    remove: (value) => `${number.format(value)} ہٹائیں`
  },
  make: 'کنیکٹر شامل کریں',
  save: 'محفوظ کریں',
  saved: 'محفوظ ہو گیا',
  changed: 'اس دوران کسی اور نے یہ کنیکٹر بدل دیا۔ ان کی تبدیلی دیکھنے کے لیے صفحہ دوبارہ لوڈ کریں۔',

  stepsTitle: 'وہاں کیا کرنا ہے',
  steps,
  connect: 'ہمیں کال کرنے دیں',
  connectText:
    'سروس کو یہ پتا بتاتا ہے۔ بوٹ کا ایک ہی پتا ہوتا ہے: پہلے جسے اطلاع ملتی تھی اسے اب نہیں ملے گی۔',
  connected: 'اب یہ ہمیں اطلاع دیتا ہے۔',
  hook: 'لگانے کے لیے پتا',
  hookMeans: 'جن درخواستوں پر اس کے دستخط نہ ہوں، یا جن میں راز نہ ہو، وہ رد کر دی جاتی ہیں۔',

  testTitle: 'آزمائیں',
  testText: 'آپ کے اپنے پتے پر ایک حقیقی سروے بھیجتا ہے۔ آپ کا جواب آزمائشی ہوتا ہے اور کبھی شمار نہیں ہوتا۔',
  testTo: {
    email: 'آپ کا ای میل پتا',
    sms: 'آپ کا فون نمبر',
    whatsapp: 'آپ کا فون نمبر',
    telegram: 'آپ کی چیٹ کی شناخت'
  },
  testToAny: 'اس چینل پر آپ کی شناخت',
  testToHint: {
    sms: `ملک کے کوڈ کے ساتھ: ${isolate('+92 300 1234567')}`,
    whatsapp: `ملک کے کوڈ کے ساتھ: ${isolate('+92 300 1234567')}`,
    telegram: `پہلے اپنے بوٹ کو لکھیں؛ ${isolate('@userinfobot')} آپ کو آپ کی شناخت بتاتا ہے۔`
  },
  testSend: 'آزمائشی پیغام بھیجیں',
  testSending: 'جواب کا انتظار ہے…',
  testNoSurvey: 'ابھی بھیجنے کے لیے کوئی جاری سروے نہیں۔ پہلے ایک شائع کریں۔',
  testHelpdesk:
    'آزمانے کے لیے وہاں اپنی ایک گفتگو حل کریں: دعوت ”جوابی شرح“ میں ظاہر ہو گی، اور جو بھیجا گیا وہ نیچے۔',
  testCall: 'آزمانے کے لیے ایک لنک بنائیں اور اس کے ساتھ اوپر کے پتے پر اپنی ایک کال بھیجیں۔',

  deliveriesTitle: 'آخری پیغامات',
  deliveriesNone: 'ابھی کچھ نہیں بھیجا گیا۔',
  deliveries: {
    at: 'بنایا گیا',
    what: 'کیا',
    state: 'حالت',
    answer: 'جواب میں کیا آیا',
    attempts: 'کوششیں',
    invitation: 'دعوت'
  },
  purposes: {
    ask: 'سروے',
    reminder: 'یاد دہانی',
    thanks: 'شکریہ',
    'write-back': 'واپس لکھا گیا جواب',
    reply: 'گاہک کو جواب'
  },
  deliveryStates: {
    queued: 'منتظر',
    sending: 'بھیجا جا رہا ہے',
    sent: 'بھیج دیا گیا',
    delivered: 'پہنچ گیا',
    failed: 'رد کیا گیا',
    dead: 'کوشش ترک',
    cancelled: 'اب نہیں بھیجا جائے گا'
  },
  attempts: (count) => `${number.format(count)} ${count === 1 ? 'کوشش' : 'کوششیں'}`,
  next: (at) => `اگلی ${at}`,
  answerWhole: 'اس کے الفاظ',
  again: 'دوبارہ بھیجیں',
  againOf: (at) => `${at} کا پیغام دوبارہ بھیجیں`,

  paused: {
    title: (name) => `”${isolate(name)}“ کچھ نہیں بھیج رہا: سروس اس کی کلید قبول نہیں کرتی`,
    text:
      'کچھ ضائع نہیں ہوا: جو بھیجنا ہے وہ انتظار میں ہے۔ نئی کلید درج کریں، یا سروس پر ' +
      'اکاؤنٹ درست کر کے کنیکٹر کو جاری رکھیں۔ پھر سب کچھ جو انتظار میں ہے بھیج دیا جائے گا۔',
    because: {
      'key-refused': 'سروس اس کنیکٹر کی کلید قبول نہیں کرتی۔',
      'sign-in-refused': 'میل سرور اس کنیکٹر کے صارف اور پاس ورڈ کو قبول نہیں کرتا۔',
      'connector-locked': 'اس کنیکٹر کے راز اب پڑھے نہیں جا سکتے۔'
    },
    since: (at, next) => `${at} سے رکا ہوا ہے۔ یہ خود اگلا ایک پیغام آزمائے گا: ${next}۔`,
    goOn: 'ابھی جاری رکھیں',
    goingOn: 'یہ جاری ہے۔',
    open: 'دیکھیں کیا کرنا ہے'
  },
  rate: 'فی سیکنڈ پیغامات',
  rateHint: (usual) => `خالی چھوڑیں تو ${usual}، جو اس کے لیے معمول ہے۔ جب سروس کم لے تو کم بھیجے جاتے ہیں۔`,
  heard: 'سروس کی آخری کال',
  taken: 'آخری قبول شدہ پیغام',
  never: 'ابھی کوئی نہیں',
  nowRate: 'ابھی بھیجتا ہے',
  aSecond: (rate) => `فی سیکنڈ ${rate}، کیونکہ سروس اس سے زیادہ نہیں لیتی`,
  refusalsTitle: 'جو رد کیا گیا',
  refusalsText: 'اس کنیکٹر کے پتے پر آنے والی کالیں جنہوں نے کچھ نہیں بدلا۔',
  refusals: {
    'signature-wrong': 'دستخط یا راز غلط ہے',
    locked: 'راز پڑھے نہیں جا سکتے، اس لیے کچھ جانچا نہیں جا سکتا',
    'sender-unknown': 'بھیجنے والے کے پتے پر کسی سے نہیں پوچھا گیا تھا',
    'too-large': 'ایک کال میں گنجائش سے زیادہ'
  },
  refusal: (count, at) => `${number.format(count)} ×، آخری بار ${at}`,
  stateAny: 'تمام حالتیں',
  againAll: { failed: 'تمام رد کیے گئے دوبارہ بھیجیں', dead: 'تمام ترک کیے گئے دوبارہ بھیجیں' },
  againDone: (count) =>
    `${number.format(count)} ${count === 1 ? 'پیغام' : 'پیغامات'} دوبارہ بھیجے جانے کے منتظر ہیں۔`,
  older: 'پرانے',
  newest: 'تازہ ترین',
  deliveriesNoneIn: 'اس حالت میں کوئی پیغام نہیں۔',

  removeTitle: 'اسے ہٹائیں',
  removeText:
    'اس کے بھیجے ہوئے لنک کام کرتے رہیں گے۔ اس نے اپنے پیغامات کے بارے میں جو بتایا وہ بھلا دیا جائے گا۔',
  remove: 'کنیکٹر ہٹائیں',
  removeSure: (name) =>
    `کیا ”${isolate(name)}“ کو ہٹا دیں؟ جو اس کے ذریعے بھیجا جانا باقی ہے وہ پھر نہیں بھیجا جائے گا۔`
}

export const reasons: Words['reasons'] = {
  'opted-out': 'چاہتے ہیں کہ آئندہ نہ پوچھا جائے',
  'asked-before': 'پہلے پوچھا جا چکا ہے',
  lately: 'حال ہی میں پوچھا گیا',
  'dismissed-lately': 'حال ہی میں سروے بند کیا',
  'quiet-period': 'حال ہی میں کسی اور سروے نے پوچھا',
  frequency: 'کافی بار پوچھا جا چکا ہے',
  'not-resolved': 'گفتگو حل نہیں ہوئی تھی',
  'not-private': 'گفتگو عوامی تھی',
  'reply-too-short': 'بہت کم لکھا',
  'other-handler': 'جس کے بارے میں پوچھا جاتا ہے، گفتگو اس کے بجائے کسی اور نے سنبھالی',
  'no-language': 'سروے ان کی زبان میں نہیں',
  'not-in-share': 'گاہکوں کے اس حصے میں نہیں جن سے پوچھا جاتا ہے',
  'agent-cap': 'اس دن اس نمائندے کے بارے میں کافی دعوتیں ہو چکی تھیں',
  'team-cap': 'اس دن اس ٹیم کے بارے میں کافی دعوتیں ہو چکی تھیں',
  'too-late': 'گفتگو کے بعد بہت دیر ہو گئی',
  'rating-reopened': 'گفتگو صرف ریٹنگ کی وجہ سے دوبارہ کھلی',
  'conversation-reopened': 'سروے کا وقت آنے سے پہلے گفتگو دوبارہ کھل گئی',
  'window-closed': 'اتنی دیر بعد یہ سروس پیغام قبول نہیں کرتی',
  'helpdesk-cannot-post': 'ہیلپ ڈیسک پیغام قبول نہیں کرتا، اور اسے پہنچانے کے لیے کوئی کنیکٹر مقرر نہیں',
  'no-address': 'کوئی پتا معلوم نہیں',
  'address-wrong': 'پتا درست نہیں ہو سکتا',
  'address-unknown': 'پتا موجود نہیں',
  'sign-in-refused': 'میل سرور نے صارف اور پاس ورڈ رد کر دیے',
  'key-refused': 'سروس نے کلید رد کر دی؛ نئی کلید کا انتظار ہے',
  'link-for-many': 'بہت سوں کا لنک کسی ایک کو نہیں بھیجا جاتا',
  'call-needed': 'صرف کال میں پوچھتا ہے، پیغام سے نہیں',
  'connector-locked': 'کنیکٹر کے راز دوبارہ درج کرنے ہیں',
  'connector-missing': 'کنیکٹر ہٹا دیا گیا',
  'secret-changed': 'اس کا لنک کسی اور HEARBACK_SECRET کے تحت بنایا گیا تھا',
  'survey-gone': 'سروے اب موجود نہیں',
  'text-too-long': 'متن سروس کی حد سے لمبا ہے',
  'template-missing': 'اب صرف ٹیمپلیٹ بھیجا جا سکتا ہے، اور کوئی مقرر نہیں',
  'host-private': 'کنیکٹر نجی نیٹ ورک کی طرف اشارہ کرتا ہے',
  revoked: 'لنک واپس لے لیا گیا',
  expired: 'لنک بھیجے جانے سے پہلے ختم ہو گیا',
  'survey-not-live': 'سروے بھیجے جانے سے پہلے بند کر دیا گیا',
  'vendor-refused': 'سروس نے رد کر دیا',
  'given-up': 'سروس سے بہت دیر تک رابطہ نہ ہو سکا',
  'not-delivered': 'سروس نے لیا مگر پہنچا نہ سکی',
  'write-back-off': 'واپس لکھنا بند کر دیا گیا',
  'answer-gone': 'جواب اب موجود نہیں',
  'answer-erased': 'جواب مٹا دیا گیا',
  'answer-not-counted': 'جواب شمار نہیں ہوتا',
  'answer-satisfied': 'صارف اب مطمئن ہے',
  'write-back-key-missing': 'واپس لکھنے کے لیے کنیکٹر کی ایک ترتیب موجود نہیں',
  'label-missing': 'اکاؤنٹ میں ایسا لیبل نہیں؛ وہاں بنائیں',
  'conversation-closed': 'گفتگو ہمیشہ کے لیے بند ہے',
  'answer-unreadable': 'سروس کا جواب پڑھا نہیں جا سکا'
}
