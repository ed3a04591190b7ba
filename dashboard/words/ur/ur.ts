import { isolate } from '../isolate'
import type { Words } from '../words'
import { access } from './access'
import { profile } from './account'
import { attributes } from './attributes'
import { connectors, reasons } from './connectors'
import { disputes } from './disputes'
import { endpoints } from './endpoints'
import { figures } from './figures'
import { followUps } from './follow-ups'
import { goals } from './goals'
import { handling } from './handling'
import { manage } from './manage'
import { marks } from './marks'
import { origins } from './origins'
import { plans } from './plans'
import { problems } from './problems'
import { received } from './received'
import { response } from './response'
import { said } from './said'
import { severity } from './severity'
import { standing } from './standing'
import { builder } from './survey'
import { surveys } from './surveys'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)
const answers = (value: number) => `${number(value)} ${value === 1 ? 'جواب' : 'جوابات'}`
const ofDays = (value: number) => `${number(value)} ${value === 1 ? 'دن' : 'دنوں'}`

export const ur: Words = {
  written: {},
  product: 'Hearback',
  access,
  received,
  standing,
  origins,
  goals,
  endpoints,
  marks,
  plans,
  disputes,
  followUps,
  manage,
  profile,
  figures,
  connectors,
  reasons,
  attributes,
  handling,
  response,
  said,
  severity,
  surveys,
  builder,
  problems,
  skip: 'براہِ راست اعداد و شمار پر جائیں',
  loading: 'لوڈ ہو رہا ہے…',
  answers,

  channels: {
    web: 'ویب',
    in_app: 'ایپ کے اندر',
    email: 'ای میل',
    sms: 'ایس ایم ایس',
    voice: 'فون',
    whatsapp: 'واٹس ایپ',
    messenger: 'میسنجر',
    instagram: 'انسٹاگرام',
    telegram: 'ٹیلیگرام',
    line: 'LINE',
    wechat: 'وی چیٹ',
    viber: 'وائبر',
    x: 'X',
    tiktok: 'ٹک ٹاک',
    apple_messages: 'ایپل میسجز',
    rcs: 'RCS',
    in_person: 'بالمشافہ',
    api: 'API',
    other: 'دیگر'
  },
  dimensions: {
    channel: { one: 'چینل', many: 'چینل کے لحاظ سے' },
    topic: { one: 'موضوع', many: 'موضوع کے لحاظ سے' },
    agent: { one: 'نمائندہ', many: 'نمائندے کے لحاظ سے' },
    team: { one: 'ٹیم', many: 'ٹیم کے لحاظ سے' },
    locale: { one: 'زبان', many: 'زبان کے لحاظ سے' },
    surface: { one: 'جواب کہاں دیا', many: 'جواب دینے کی جگہ کے لحاظ سے' },
    handler: { one: 'کس نے سنبھالا', many: 'سنبھالنے والے کے لحاظ سے' },
    bot: { one: 'بوٹ', many: 'بوٹ کے لحاظ سے' },
    solved: { one: 'حل', many: 'حل ہونے کے لحاظ سے' },
    reason: { one: 'وجہ', many: 'وجہ کے لحاظ سے' },
    person: { one: 'شخص', many: 'شخص کی ریٹنگ کے لحاظ سے' },
    contact: { one: 'رابطہ', many: 'رابطے کی اجازت کے لحاظ سے' },
    commented: { one: 'تبصرہ', many: 'تبصرے کے ساتھ اور بغیر' }
  },
  none: {
    channel: 'کوئی چینل نہیں',
    topic: 'کوئی موضوع نہیں',
    agent: 'کوئی نمائندہ نہیں',
    team: 'کوئی ٹیم نہیں',
    locale: 'کوئی زبان نہیں',
    surface: 'نامعلوم',
    handler: 'معلوم نہیں کس نے',
    bot: 'کوئی بوٹ نہیں',
    solved: 'نہیں بتایا',
    reason: 'کوئی وجہ نہیں',
    person: 'ریٹنگ نہیں دی',
    contact: 'نہیں پوچھا',
    commented: 'نامعلوم'
  },
  handlers: { person: 'شخص', bot: 'بوٹ', 'bot-then-person': 'پہلے بوٹ، پھر شخص' },

  frame: {
    site: 'سائٹ',
    survey: 'سروے',
    pages: 'صفحات',
    overview: 'جائزہ',
    channels: 'چینلز',
    topics: 'موضوعات',
    reasons: 'وجوہات',
    severity: 'نقصان',
    map: 'نقشہ',
    agents: 'نمائندے',
    handlers: 'بوٹ',
    service: 'خدمت',
    answers: 'جوابات',
    edit: 'سروے',
    settings: 'ترتیبات',
    signOut: 'سائن آؤٹ',
    language: 'زبان',
    line: { open: 'براہِ راست', closed: 'رابطہ منقطع' },
    lineMeans: {
      open: 'نئے جوابات خود بخود ظاہر ہوتے ہیں',
      closed: 'رابطہ منقطع ہے؛ نئے جوابات دیکھنے کے لیے صفحہ دوبارہ لوڈ کریں'
    }
  },

  period: {
    label: 'مدت',
    names: { '7d': '7 دن', '28d': '28 دن', '90d': '90 دن', '12m': '12 مہینے' },
    own: 'تاریخیں',
    from: 'کب سے',
    to: 'کب تک',
    show: 'دکھائیں'
  },
  filter: {
    open: 'فلٹر',
    any: 'کوئی بھی',
    remove: (dimension, label) => `فلٹر ہٹائیں، ${dimension}: ${isolate(label)}`,
    clear: 'تمام فلٹر ہٹائیں',
    rating: 'ریٹنگ',
    nothing: 'اس مدت میں منتخب کرنے کے لیے کچھ نہیں۔'
  },

  headline: {
    title: 'اسکور',
    csat: 'مطمئن',
    thumbs: 'نے پسند کیا',
    nps: 'نیٹ پروموٹر اسکور',
    ces: (max) => `${number(max)} میں سے، اوسطاً`,
    between: (range, from) => `${from} کی بنیاد پر، اصل عدد غالب امکان ہے کہ ${range} کے درمیان ہے۔`,
    range: (lower, upper) => `${lower} اور ${upper}`,
    only: (from) => `${from} کی بنیاد پر۔`,
    hidden: 'ابھی جوابات بہت کم ہیں',
    hiddenWhy: (value) =>
      `کل ${answers(value)} ہیں۔ اسکور 5 جوابات سے دکھایا جاتا ہے، کیونکہ اس سے کم جوابات ` +
      'خدمت سے زیادہ اتفاق کا پتا دیتے ہیں۔',
    hiddenWhyOne:
      'صرف ایک جواب ہے۔ اسکور 5 جوابات سے دکھایا جاتا ہے، کیونکہ اس سے کم جوابات خدمت سے زیادہ اتفاق کا پتا دیتے ہیں۔',
    read: 'جوابات پڑھیں',
    early: (margin) => `ابتدائی: ±${margin}`,
    earlyWhy: 'یہ پہلا تاثر ہے؛ چند مزید جوابات اسے خاصا بدل سکتے ہیں۔',
    satisfiedFrom: (rating, max) => `مطمئن سے مراد ${number(max)} میں سے ${number(rating)} یا زیادہ ہے۔`,
    satisfiedTo: (rating) => `مطمئن سے مراد ${number(rating)} یا کم ہے۔`,
    mean: (mean, max) => `اوسط درجہ ${number(max)} میں سے ${mean} ہے۔`,
    easy: (share, range) => `${share} نے اسے آسان پایا (${range})۔`,
    easyFrom: (rating, max) => `آسان سے مراد ${number(max)} میں سے ${number(rating)} یا زیادہ ہے۔`,
    easyTo: (rating) => `آسان سے مراد ${number(rating)} یا کم ہے۔`,
    replaced: (value) =>
      `یہ مدت ختم ہونے کے بعد اس کے ${answers(value)} کی جگہ انہی گفتگوؤں کے بعد کے جوابات نے لے لی۔`,
    otherScales: (value) => `دوسرے پیمانے پر دیے گئے ${answers(value)} اس عدد میں شامل نہیں۔`
  },
  change: {
    better: 'بہتر',
    worse: 'کم تر',
    'not-clear': 'کوئی واضح تبدیلی نہیں',
    tooFew: 'موازنے کے لیے بہت کم',
    before: (length) => (length === 1 ? 'اس سے پچھلے دن' : `اس سے پہلے کے ${ofDays(length)}`),
    lastYear: 'ایک سال پہلے کے انہی دنوں',
    betterThan: (size, before) => `${before} سے ${size} بہتر`,
    worseThan: (size, before) => `${before} سے ${size} کم تر`,
    notClear: (before) => `${before} کے مقابلے میں کوئی واضح تبدیلی نہیں`,
    nothingBefore: (before, value) =>
      `موازنے کے لیے کچھ نہیں: ${before} میں ${value === 0 ? 'کوئی جواب نہیں' : `صرف ${answers(value)}`}`,
    otherScaleBefore: (before) =>
      `موازنے کے لیے کچھ نہیں: ${before} میں جوابات کسی اور پیمانے پر دیے گئے تھے`,
    interval: (lower, upper, unit) => `${lower} اور ${upper}${unit === 'mean' ? '' : ' پوائنٹ'} کے درمیان`,
    points: (size) => `${size} پوائنٹ`
  },
  ratings: {
    title: 'ریٹنگز',
    rating: 'ریٹنگ',
    share: 'حصہ',
    count: 'جوابات',
    show: (rating) => `ریٹنگ ${rating} والے جوابات دکھائیں`
  },
  trend: {
    title: 'رجحان',
    day: 'روزانہ',
    week: 'ہفتہ وار',
    month: 'ماہانہ',
    band: 'پٹی وہ حد ہے جس میں اصل عدد غالب امکان ہے کہ موجود ہے۔ 5 سے کم جوابات والے مراحل شامل نہیں۔',
    table: 'جدول کی صورت میں دکھائیں',
    asTable: 'رجحان بصورتِ جدول',
    interval: 'وقفہ',
    chart: (from, to) => `${from} سے ${to} تک اسکور کا خطی گراف؛ نیچے کے جدول میں یہی اعداد ہیں۔`,
    step: { day: 'دن', week: 'ہفتے کا آغاز', month: 'مہینہ' },
    compare: 'ساتھ میں دکھائیں',
    choices: { previous: 'پچھلی مدت', 'last-year': 'پچھلا سال' },
    now: 'یہ مدت، اپنی پٹی کے ساتھ',
    before: (before) => `ٹوٹی لکیر: ${before}`,
    whole: 'نقطوں والی لکیر: پوری مدت کا اسکور',
    part: 'خالی دائرہ: مرحلے کا صرف ایک حصہ اس مدت میں ہے، یا وہ ابھی ختم نہیں ہوا',
    partOf: (step) => `${step} (جزوی)`,
    beside: (before) => `ساتھ میں: ${before}`,
    failed: 'گراف نہیں بن سکا؛ جدول میں یہی اعداد ہیں۔'
  },
  breakdown: {
    score: 'اسکور',
    count: 'جوابات',
    share: (value) => `کل کا ${value}`,
    change: 'تبدیلی',
    scale: (from, to) => `${from} سے ${to} تک`,
    hidden: 'بہت کم',
    early: (margin) => `ابتدائی، ±${margin}`,
    sortBy: (column) => `${column} کے لحاظ سے ترتیب دیں`,
    narrow: (label) => `سب کچھ ${isolate(label)} تک محدود کریں`,
    open: (label, value) => `${isolate(label)} کے ${answers(value)} پڑھیں`,
    all: (value) => `تمام ${number(value)} دکھائیں`,
    fewer: 'کم دکھائیں',
    caption: (dimension) => `${dimension}: اسکور، ان کے وقفے، تعداد اور تبدیلی`,
    whole: 'باریک لکیر تمام جوابات کا اسکور ہے۔',
    nothing: {
      channel: 'یہاں کوئی جواب نہیں۔',
      topic:
        'ابھی کسی جواب سے معلوم نہیں کہ وہ کس بارے میں تھا۔ اسکرپٹ ٹیگ میں ' +
        `${isolate('data-topics="billing"')} لکھیں، یا دعوت کے ساتھ موضوعات بھیجیں۔`,
      agent: 'یہاں کوئی جواب نہیں۔',
      team: 'یہاں کوئی جواب نہیں۔'
    }
  },
  empty: {
    title: 'اس مدت میں ابھی کوئی جواب نہیں',
    wider: 'پچھلے 12 مہینے دیکھیں',
    filtered: 'کوئی جواب ان فلٹرز سے مطابقت نہیں رکھتا',
    filteredText: 'کوئی فلٹر ہٹائیں، یا لمبی مدت دیکھیں۔',
    untold: 'یہاں موازنے کے لیے ابھی کچھ نہیں',
    ask: 'کیا اسکرپٹ ٹیگ صفحے میں لگا دیا گیا ہے؟ وہ ترتیبات میں موجود ہے، اور سروے آزمانے کا لنک بھی۔',
    settings: 'ترتیبات کھولیں'
  },
  failed: {
    proxySlow:
      'آپ کی بھیجی ہوئی چیز اتنی دیر میں پہنچی کہ سرور کے سامنے لگے پراکسی نے رابطہ توڑ دیا ' +
      '(408)۔ تیز تر کنکشن آزمائیں، یا پراکسی کی مہلت بڑھائیں۔',
    proxyLarge:
      'سرور کے سامنے لگا پراکسی اتنی بڑی فائل نہیں لیتا (413)۔ اس کی حد بڑھائیں، یا سرور پر ' +
      '“hearback import” سے فائل درآمد کریں۔',
    title: 'یہ لوڈ نہیں ہو سکا',
    proxyAlone: (status) =>
      `سرور کے سامنے لگا پراکسی سرور تک نہیں پہنچ سکا (${status})۔ تھوڑی دیر بعد دوبارہ کوشش ` +
      'کریں؛ اگر یہی ہوتا رہے تو سرور کو دیکھنا ہو گا۔',
    proxyWaiting: (status) =>
      `سرور نے اتنی دیر لگائی کہ اس کے سامنے لگے پراکسی نے انتظار چھوڑ دیا (${status})۔ سرور ` +
      'شاید اب بھی کام کر رہا ہو: تھوڑی دیر بعد دوبارہ دیکھیں، اور اگر اکثر ایسا ہو تو ' +
      'پراکسی کی مہلت بڑھائیں۔',
    unreachable: 'سرور تک رسائی نہیں ہو رہی۔ کنکشن دیکھیں اور دوبارہ کوشش کریں۔',
    unknown: 'سرور نے غیر متوقع جواب دیا۔ کچھ دیر بعد دوبارہ کوشش کریں۔',
    retry: 'دوبارہ کوشش کریں'
  },
  nowhere: {
    title: 'یہاں کچھ نہیں ہے',
    text: 'صفحہ منتقل ہو چکا ہے، یا پتے میں کوئی غلطی ہے۔',
    home: 'شروع کے صفحے پر جائیں'
  },

  list: {
    title: 'جوابات',
    search: 'تبصروں میں تلاش',
    partly: 'پہلے کے تبصرے ابھی تلاش کے لیے تیار ہو رہے ہیں: چند منٹ تک کچھ جوابات شاید نہ ملیں۔',
    find: 'تلاش کریں',
    export: 'CSV ڈاؤن لوڈ کریں',
    more: 'مزید دکھائیں',
    conversation: 'گفتگو',
    states: { counted: 'شمار شدہ', suspect: 'مشکوک', excluded: 'خارج', test: 'آزمائشی' },
    superseded: 'بعد میں دوبارہ جواب دیا گیا',
    point: (rating, max) => `${number(max)} میں سے ${number(rating)}`,
    thumbs: (rating) => (rating > 0 ? 'پسند' : 'ناپسند')
  },

  account: {
    email: 'ای میل',
    password: 'پاس ورڈ',
    newPassword: 'پاس ورڈ منتخب کریں',
    passwordHint: 'کم از کم 8 حروف۔',
    name: 'آپ کا نام',
    signIn: 'سائن ان',
    signInTitle: 'خوش آمدید',
    setUpTitle: 'مالک کا اکاؤنٹ بنائیں',
    setUpText:
      'یہ اکاؤنٹ سب کچھ کر سکتا ہے: سائٹس اور سروے بنانا، تمام جوابات پڑھنا اور دوسروں کو دعوت دینا۔',
    setUp: 'اکاؤنٹ بنائیں',
    setUpDone: 'یہ سرور پہلے ہی ترتیب دیا جا چکا ہے۔',
    noToken: 'یہ لنک نامکمل ہے۔ سرور نے شروع ہوتے وقت جو پورا لنک دکھایا تھا، وہ کھولیں۔',
    joinTitle: 'اپنی ٹیم میں شامل ہوں',
    joinText: 'پاس ورڈ منتخب کریں اور شامل ہو جائیں۔',
    join: 'شامل ہوں',
    noInvitation: 'یہ لنک نامکمل ہے۔ اپنی دعوت کا پورا لنک کھولیں۔'
  },
  settings: {
    title: 'ترتیبات',
    surveysTitle: 'سروے',
    tagTitle: 'اسکرپٹ ٹیگ',
    tagText: 'ہر صفحے کے body کے اختتام سے پہلے ایک سطر۔',
    siteTitle: 'سائٹ',
    origins: 'جن پتوں سے جوابات آ سکتے ہیں',
    originsHint:
      `ہر سطر میں ایک، جیسے ${isolate('https://shop.example')}؛ ` +
      `${isolate('https://*.shop.example')} ہر ذیلی ڈومین کے لیے ہے۔`,
    conversationUrl: 'گفتگو کہاں پڑھی جا سکتی ہے',
    conversationUrlHint:
      'آپ کے ہیلپ ڈیسک میں گفتگو کا پتا، جس میں اس کی شناخت کی جگہ ' +
      `${isolate('{conversation}')} ہو: ` +
      `${isolate('https://desk.example/tickets/{conversation}')}`,
    bots: 'جو ایجنٹ بوٹ ہیں',
    botsHint:
      'ہر سطر میں ایک، اسی نام سے جو آپ کا ہیلپ ڈیسک بھیجتا ہے۔ جہاں کوئی نہ بتائے کہ کس نے سنبھالا، وہاں ان کے ' +
      'جوابات، پچھلے بھی، اسی بوٹ کے سنبھالے ہوئے شمار ہوتے ہیں۔',
    save: 'محفوظ کریں',
    saved: 'محفوظ ہو گیا',
    secretTitle: 'سائٹ کی خفیہ کلید',
    showSecret: 'دکھائیں',
    channel: 'چینل',
    topics: 'موضوعات',
    topicsHint: 'کئی ہوں تو کوما سے الگ کریں۔',
    keysTitle: 'API کلیدیں',
    keysText: 'آپ کے اپنے پروگراموں کے لیے۔ کلید صرف ایک بار، بنتے وقت دکھائی جاتی ہے۔',
    keyName: 'کس کام کے لیے ہے',
    scopes: 'اجازتیں',
    makeKey: 'کلید بنائیں',
    keyMade: 'یہ کلید ابھی کاپی کر لیں؛ دوبارہ نہیں دکھائی جائے گی۔',
    revoke: 'منسوخ کریں',
    revoked: 'منسوخ شدہ',
    noKeys: 'ابھی کوئی کلید نہیں۔',
    addSurvey: 'سروے شامل کریں',
    addSite: 'سائٹ شامل کریں',
    scopeNames: {
      'responses:write': 'جوابات بھیجنا',
      'invitations:write': 'دعوتیں بنانا',
      'conversations:write': 'گفتگو کی معلومات بھیجنا',
      'scores:read': 'اسکور پڑھنا',
      'responses:read': 'جوابات پڑھنا',
      admin: 'سائٹ کا انتظام کرنا'
    }
  }
}
