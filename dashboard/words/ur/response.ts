import { isolate } from '../isolate'
import type { Words } from '../words'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)
const invitations = (value: number) => `${number(value)} ${value === 1 ? 'دعوت' : 'دعوتیں'}`

export const response: Words['response'] = {
  tab: 'جوابی شرح',
  title: 'جوابی شرح',
  ways: { label: 'جوابی شرح', response: 'جائزہ', invitations: 'دعوتیں', placements: 'پوسٹر اور QR کوڈ' },
  rateTitle: 'جواب دینے کی شرح',
  rateOf: (completed, sent) => `بھیجی گئی ${sent} دعوتوں میں سے ${completed} کا جواب ملا۔`,
  rateBetween: (range) => `اصل شرح غالب امکان ہے کہ ${range} کے درمیان ہے۔`,
  rateFew: 'بہت کم بھیجی گئیں',
  rateNothing: 'اس مدت میں کچھ نہیں بھیجا گیا۔',
  change: {
    better: (size, before) => `${before} سے ${size} زیادہ`,
    worse: (size, before) => `${before} سے ${size} کم`
  },
  stepsTitle: 'دعوت سے جواب تک',
  step: 'مرحلہ',
  count: 'دعوتیں',
  ofInvited: 'کل میں سے',
  steps: {
    invited: 'مدعو',
    suppressed: 'نہیں پوچھا گیا',
    unsendable: 'بھیجی نہ جا سکی',
    waiting: 'منتظر',
    sent: 'بھیجی گئی',
    delivered: 'پہنچ گئی',
    opened: 'کھولی گئی',
    started: 'شروع کیا',
    completed: 'جواب دیا'
  },
  means: {
    suppressed: 'کسی اصول نے روکا',
    unsendable: 'پتا نہیں، یا رد کی گئی',
    waiting: 'ابھی وقت نہیں ہوا، یا راستے میں',
    delivered: 'جہاں تک کوئی بتاتا ہے',
    started: 'درجہ چنا یا کچھ لکھا'
  },
  unknown: 'معلوم نہیں',
  stepsHint:
    'ہر مرحلہ انہیں گنتا ہے جو کم از کم وہاں تک پہنچے، ان سب میں سے جنہیں اس مدت میں دعوت دی گئی۔ آزمائشی شامل نہیں۔',
  open: (step, count, of) => `${invitations(count)} دکھائیں: ${step}${of && `، ${isolate(of)}`}`,
  suppressedTitle: 'نہیں پوچھا گیا، اصول کے لحاظ سے',
  suppressedNone: 'کسی اصول نے کسی کو نہیں روکا۔',
  unsendableTitle: 'نہیں بھیجی گئیں، وجہ کے لحاظ سے',
  unsendableNone: 'سب کچھ بھیجا جا سکا۔',
  reason: 'وجہ',
  by: 'پہلو بہ پہلو',
  dimensions: {
    channel: 'چینل',
    topic: 'موضوع',
    agent: 'نمائندہ',
    team: 'ٹیم',
    locale: 'زبان',
    delivery: 'ذریعہ'
  },
  byTitle: {
    channel: 'چینل کے لحاظ سے',
    topic: 'موضوع کے لحاظ سے',
    agent: 'نمائندے کے لحاظ سے',
    team: 'ٹیم کے لحاظ سے',
    locale: 'زبان کے لحاظ سے',
    delivery: 'ذریعے کے لحاظ سے'
  },
  noDelivery: 'آپ کے اپنے پروگرام',
  kept: 'روکی گئیں',
  keptMeans: 'کسی اصول کی وجہ سے نہیں پوچھا گیا، یا بھیجی نہ جا سکیں',
  rate: 'جواب دینے کی شرح',
  few: 'بہت کم',
  website: {
    title: 'آپ کے اپنے صفحات پر',
    hint: 'وہاں سروے خود پوچھتا ہے۔ یہ بغیر کوکی کے گنا جاتا ہے اور بھیجے گئے میں شامل نہیں۔',
    page: 'صفحات',
    all: 'تمام صفحات',
    others: 'دیگر صفحات',
    shown: 'دکھایا گیا',
    dismissed: 'بند کیا گیا',
    answered: 'جواب ملا'
  },
  placementsTitle: 'پوسٹر اور QR کوڈ',
  placementsHint: 'بہت سوں کے لنک کسی ایک کو نہیں بھیجے جاتے: ان کی گنتی بننے کے وقت سے ہے۔',
  placement: 'کہاں',
  unnamed: 'بے نام',
  opened: 'کھولا گیا',
  answered: 'جواب دیا گیا',
  none: 'اس مدت میں کسی کو دعوت نہیں دی گئی',
  noneFiltered: 'کوئی دعوت ان فلٹرز سے مطابقت نہیں رکھتی',
  noneText:
    'دعوتیں ہیلپ ڈیسک، آپ کے اپنے پروگرام یا فہرست سے بنتی ہیں۔ آپ کے صفحات کا سروے خود ' +
    'پوچھتا ہے اور اسے دعوت کی ضرورت نہیں۔',
  upload: 'فہرست اپ لوڈ کریں',
  connect: 'کنیکٹر کھولیں'
}
