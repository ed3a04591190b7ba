import { isolate } from '../isolate'
import type { Words } from '../words'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)

export const builder: Words['builder'] = {
  title: (name) => `سروے: ${isolate(name)}`,
  newTitle: 'نیا سروے',
  form: 'سروے کیا پوچھتا ہے',
  readOnly: 'آپ یہ سروے دیکھ سکتے ہیں۔ صرف سائٹ کے مالک اسے بدل سکتے ہیں۔',
  leave: 'آپ کی تبدیلیاں محفوظ نہیں ہوئیں۔ کیا صفحہ چھوڑ کر انہیں ضائع کر دیں؟',
  states: { draft: 'مسودہ', live: 'جاری', closed: 'روکا ہوا' },
  bar: {
    see: 'پیش منظر',
    saveOnly: 'محفوظ کریں',
    publish: 'شائع کریں',
    publishChanges: 'تبدیلیاں شائع کریں',
    pause: 'روک دیں',
    unsaved: 'ابھی محفوظ نہیں ہوا۔',
    refused: (sentence) => `محفوظ نہیں ہوا۔ ${isolate(sentence)}`,
    empty: 'یہ ابھی خالی ہے۔',
    saved: {
      draft: 'محفوظ ہو گیا۔ شائع ہونے تک کوئی اسے نہیں دیکھتا۔',
      live: 'شائع ہو گیا۔ صفحات پانچ منٹ کے اندر اسے دکھائیں گے۔',
      closed: 'محفوظ ہو گیا۔ سروے روکا ہوا ہے: کسی سے نہیں پوچھا جاتا۔'
    },
    means: {
      draft: 'مسودہ کوئی نہیں دیکھتا۔',
      live: 'گاہکوں سے یہ پوچھا جا رہا ہے۔',
      closed: 'جب تک یہ روکا ہوا ہے، کسی سے نہیں پوچھا جاتا۔'
    },
    changed: 'اس دوران کسی اور نے اسے بدل دیا۔',
    changedWays: 'آپ نے جو لکھا تھا وہ اب بھی یہاں ہے۔',
    loadTheirs: 'ان کا لوڈ کریں',
    theirs: 'یہ وہ ہے جو انہوں نے محفوظ کیا۔ آپ کا بھی موجود ہے۔',
    putMineBack: 'میرا واپس لائیں'
  },
  languages: { title: 'زبان', add: 'زبان شامل کریں…', remove: (name) => `${name} ہٹائیں` },
  question: {
    title: 'سوال',
    name: 'سروے کا نام',
    nameHint: 'آپ اور آپ کے ساتھیوں کے لیے؛ گاہک اسے نہیں دیکھتے۔',
    question: 'سوال',
    kind: 'قسم',
    kinds: { csat: 'اطمینان (CSAT)', nps: 'سفارش (NPS)', ces: 'آسانی (CES)', thumbs: 'پسند یا ناپسند' },
    scale: 'درجے',
    points: (min, max, step = 1) =>
      `${number(min)} سے ${number(max)}${step === 1 ? '' : `، ${number(step)} کے قدموں میں`}`,
    step: 'درجوں کے درمیان',
    stepHint:
      'فائلوں، ہیلپ ڈیسک، لکھے ہوئے جوابات اور API سے آنے والی ریٹنگز کے لیے۔ گاہک پورے درجے دباتے ہیں۔',
    wholePoints: 'صرف پورے درجے',
    inSteps: (step) => `${number(step)} کے قدموں میں`,
    style: 'شکل',
    direction: 'بہترین درجہ',
    directions: { 'higher-is-better': 'سب سے بڑا', 'lower-is-better': 'سب سے چھوٹا' },
    pointMeans: (rating) => `${number(rating)} کا مطلب`
  },
  parts: {
    title: 'ریٹنگ کے بعد',
    hint: 'ان میں سے کسی کا جواب دینا لازم نہیں۔ جو متن خالی چھوڑا جائے، وہ ہمارے الفاظ میں کہا جاتا ہے۔',
    wording: 'آپ کے الفاظ میں',
    solved: 'پوچھیں کہ مسئلہ حل ہوا یا نہیں',
    reasons: { low: 'کم ریٹنگ کے بعد وجہ پوچھیں', high: 'اعلیٰ ریٹنگ کے بعد وجہ پوچھیں' },
    reason: (value) => `وجہ ${number(value)}`,
    key: 'کلید',
    keyHint: 'جواب کے ساتھ کلید محفوظ رہتی ہے، الفاظ چاہے کچھ بھی ہو جائیں۔',
    remove: 'ہٹائیں',
    removeReason: (value) => `وجہ ${number(value)} ہٹائیں`,
    addReason: 'وجہ شامل کریں',
    person: 'مدد کرنے والے کے بارے میں پوچھیں',
    comment: 'تبصرہ مانگیں',
    commentLow: 'کم ریٹنگ کے بعد',
    commentHigh: 'اعلیٰ ریٹنگ کے بعد',
    contact: 'پوچھیں کہ کیا آپ رابطہ کر سکتے ہیں',
    thanks: { low: 'کم ریٹنگ کے بعد الگ شکریہ', high: 'اعلیٰ ریٹنگ کے بعد الگ شکریہ' },
    thanksText: 'شکریہ',
    linkUrl: 'لنک',
    linkHint: 'آگے کہاں جائیں، جیسے مدد کا صفحہ یا تبصروں کی سائٹ۔',
    linkLabel: 'لنک کا متن'
  },
  when: {
    title: 'کب اور کس سے',
    trigger: 'پوچھیں',
    triggers: {
      load: 'صفحہ کھلتے ہی',
      delay: 'کچھ دیر بعد',
      scroll: 'اسکرول کرنے کے بعد',
      exit: 'جب کوئی جانے لگے',
      click: 'کلک کے بعد',
      event: 'کسی واقعے پر',
      'time-on-page': 'کچھ دیر پڑھنے کے بعد',
      inactivity: 'جب کچھ دیر کچھ نہ ہو',
      call: 'صرف جب صفحہ خود کہے'
    },
    callHint: `اپنے کوڈ میں ${isolate("hearback('ask')")} سے، یا صفحے کے اندر عنصر سے۔`,
    seconds: 'سیکنڈ',
    percent: 'صفحے کا فیصد',
    selector: 'کس چیز پر',
    selectorHint: `CSS سلیکٹر، جیسے ${isolate('.close-chat')}`,
    event: 'واقعہ',
    eventHint: `آپ کا صفحہ اس کا نام دیتا ہے: ${isolate("hearback('event', 'chat-ended')")}`,
    pagesIn: 'صرف ان صفحات پر',
    pagesOut: 'ان صفحات پر کبھی نہیں',
    pagesHint: `ہر سطر میں ایک راستہ؛ * کا مطلب کچھ بھی: ${isolate('/help/*')}`,
    share: 'آنے والوں کا فیصد',
    shareHint: 'ہر بار وہی لوگ۔',
    devices: 'آلات',
    deviceNames: { phone: 'فون', tablet: 'ٹیبلٹ', desktop: 'کمپیوٹر' },
    languagesOnly: 'صرف ان سے پوچھیں جو ان میں سے کوئی زبان پڑھتے ہوں',
    again: 'وہی شخص',
    agains: { days: 'کچھ دن بعد دوبارہ', 'until-answered': 'جب تک جواب نہ دے', once: 'صرف ایک بار' },
    days: 'دوبارہ پوچھنے تک دن',
    dismissed: 'بند کرنے کے بعد کتنے دن نہ پوچھیں',
    quiet: 'سائٹ کے کسی بھی سروے کے بعد کتنے دن نہ پوچھیں',
    quietHint: 'تاکہ ایک ہی ہفتے میں کسی سے دو سروے نہ پوچھے جائیں۔',
    place: 'کہاں ظاہر ہو',
    places: { corner: 'کونے میں', sheet: 'نچلے کنارے پر', page: 'پورے صفحے پر' }
  },
  look: {
    title: 'شکل و صورت',
    colours: { accent: 'نمایاں رنگ', background: 'پس منظر', text: 'متن' },
    usual: 'حسبِ معمول',
    pick: (name) => `رنگ منتخب کریں: ${name}`,
    hard: 'یہ رنگ ایک دوسرے پر پڑھنا بہت مشکل ہے۔',
    contrast: (scheme, text, accent) =>
      `${scheme}: پڑھنا آسان۔ متن کا تضاد ${text} (4.5 کافی ہے)، نمایاں رنگ کا ${accent} (3 کافی ہے)۔`,
    scheme: 'روشن یا تاریک',
    schemes: { auto: 'جیسا پڑھنے والے کے ہاں ہو', light: 'ہمیشہ روشن', dark: 'ہمیشہ تاریک' },
    density: 'فاصلہ',
    densities: { cosy: 'کشادہ', compact: 'گنجان' },
    radius: 'کونوں کی گولائی',
    font: 'فونٹ',
    fontHint: 'ان فونٹس کے نام جو آپ کے صفحات لوڈ کرتے ہیں۔'
  },
  protection: {
    title: 'جوابات کا سیلاب',
    proof: 'حساب کا ثبوت',
    choices: { off: 'کبھی نہیں', auto: 'جب کوئی سروے کو جوابات سے بھر رہا ہو', on: 'ہمیشہ' },
    hints: {
      off: 'اس کے بغیر بھی نیٹ ورک کی حدیں اور ایک جیسے جوابات کے اصول سیلاب کو روکتے ہیں۔',
      auto:
        'جب جوابات روکے جائیں تو خود چالو ہوتا ہے اور آخری جواب کے ایک گھنٹے بعد بند ہو جاتا ' +
        'ہے۔ چالو ہو تو «ہمیشہ» جیسا ہے۔',
      on:
        'صفحے یا پوسٹر سے جواب دینے والے کا براؤزر ایک سیکنڈ تک حساب کرتا ہے، محسوس ہوئے بغیر۔ ' +
        'اس کے بغیر آیا جواب محفوظ رہتا ہے اور دیکھے جانے کا انتظار کرتا ہے: بغیر اسکرپٹ والے ' +
        'براؤزر کا جواب بھی، اور وہ بھی جو آپ کا صفحہ کلید کے بغیر خود بھیجے۔'
    },
    until: (time) => `جوابات روکے گئے، اس لیے یہ ${time} تک چالو ہے۔`
  },
  preview: {
    title: 'پیش منظر',
    place: 'جگہ',
    stages: { corner: 'صفحہ', phone: 'فون', inline: 'متن کے اندر', hosted: 'لنک' },
    scheme: 'روشن یا تاریک',
    schemes: { light: 'روشن', dark: 'تاریک' },
    step: 'مرحلہ',
    steps: {
      question: 'سوال',
      low: 'کم ریٹنگ',
      high: 'اعلیٰ ریٹنگ',
      'thanks-low': 'شکریہ، کم',
      'thanks-high': 'شکریہ، اعلیٰ'
    },
    nothingKept: 'یہ سروے خود ہے۔ یہاں دیا گیا جواب محفوظ نہیں ہوتا۔',
    waits: (sentence) => `پیش منظر منتظر ہے: ${isolate(sentence)}`
  },
  install: {
    title: 'استعمال میں لائیں',
    inline: 'مضمون کے اندر، جہاں سوال دکھانا ہو وہاں یہ لگائیں۔ اسی صفحے پر اسکرپٹ ٹیگ بھی ضروری ہے۔',
    inlineTitle: 'متن کے اندر عنصر',
    test: 'آزمائشی لنک بنائیں',
    notLive: 'آزمائشی لنک کے لیے سروے شائع کریں۔'
  },
  versions: {
    title: 'ورژن',
    hint: 'جوابات کے ساتھ وہی الفاظ اور درجے رہتے ہیں جن پر وہ دیے گئے۔',
    version: (value) => `ورژن ${number(value)}`
  }
}
