import type { SettingUpWords } from '../words'
import { alerts } from './alerts'
import { customers } from './customers'
import { hours } from './hours'
import { imports } from './imports'
import { invitations, inviting, optOuts } from './invitations'
import { mail } from './mail'
import { strangers } from './names'
import { writeBack } from './write-back'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)

export const settingUp: SettingUpWords = {
  alerts,
  customers,
  hours,
  imports,
  invitations,
  inviting,
  mail,
  optOuts,
  strangers,
  writeBack,
  welcome: {
    steps: ['آپ کی سائٹ', 'سوال', 'آزمائیں'],
    progress: 'مراحل',
    siteTitle: 'آپ کہاں پوچھیں گے؟',
    siteText: 'سائٹ کوئی آن لائن دکان، ایپ یا مدد کا مرکز ہے۔ مزید بعد میں شامل کی جا سکتی ہیں۔',
    siteName: 'نام',
    siteNameExample: 'مثلاً گلستان اسٹور',
    origin: 'پتا',
    originHint: 'صرف اس پتے کے صفحات جوابات بھیج سکتے ہیں۔',
    timeZone: 'ٹائم زون',
    timeZoneHint: 'دن اسی کے وقت کے مطابق شروع اور ختم ہوتے ہیں۔',
    language: 'آپ کے گاہکوں کی زبان',
    next: 'آگے بڑھیں',
    surveyTitle: 'آپ کیا پوچھیں گے؟',
    surveyText: 'گفتگو کے فوراً بعد ایک مختصر سوال کو سب سے زیادہ جوابات ملتے ہیں۔',
    question: 'سوال',
    questionUsual: 'ہماری خدمت کیسی رہی؟',
    style: 'درجے',
    styles: { faces: 'چہرے', stars: 'ستارے', numbers: 'اعداد', thumbs: 'انگوٹھے' },
    preview: 'گاہک یہ دیکھتے ہیں',
    make: 'سروے بنائیں',
    surveyName: 'اطمینان',
    tryTitle: 'اسے اپنے صفحے پر لگائیں',
    tryText: 'جن صفحات پر آپ پوچھنا چاہتے ہیں، ان کے body کے اختتام سے پہلے یہ سطر لگائیں۔',
    tryLink: 'یا ابھی آزمائیں',
    tryLinkText: 'یہ لنک سروے کھولتا ہے۔ اس کے جوابات آزمائشی ہیں اور کبھی شمار نہیں ہوتے۔',
    open: 'آزمائشی سروے کھولیں',
    scan: 'یہی لنک بطور QR کوڈ',
    waiting: 'پہلے جواب کا انتظار ہے…',
    waitingText: 'جیسے ہی جواب آئے گا، یہاں ظاہر ہو گا۔',
    arrived: (rating, max) => `آپ کا پہلا جواب آ گیا: ${number(max)} میں سے ${number(rating)}`,
    arrivedTest: 'یہ آزمائشی ہے، اس لیے کسی اسکور میں شمار نہیں ہوتا۔',
    dashboard: 'ڈیش بورڈ کھولیں'
  },
  copy: { copy: 'کاپی کریں', copied: 'کاپی ہو گیا', select: 'کاپی کے لیے Ctrl+C دبائیں' }
}
