import { isolate } from '../isolate'
import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('en')
const names = (value: number) => `${whole.format(value)} نام`

export const strangers: SettingUpWords['strangers'] = {
  title: 'نئے نام جو صفحات سے آئے',
  lead: (perDay) =>
    `جو بھی آپ کا صفحہ کھولے وہ نیا نام بھیج سکتا ہے۔ روزانہ ${names(perDay)} فوراً شمار ` +
    'ہوتے ہیں؛ باقی یہاں انتظار کرتے ہیں، اور جب تک آپ قبول نہ کریں ان کے جوابات ”باقی سب“ ' +
    'میں شمار ہوتے ہیں۔',
  change: 'تعداد بدلیں',
  none: 'کچھ انتظار میں نہیں۔',
  waiting: (value) => `${names(value)} انتظار میں`,
  waitingOf: (value) => `${whole.format(value)} منتظر`,
  more: (value) => `مزید ${whole.format(value)} دکھائیں`,
  notListed: (value) =>
    `مزید ${whole.format(value)} انتظار میں ہیں جو یہاں درج نہیں۔ ”سب قبول کریں“ میں وہ بھی شامل ہیں۔`,
  accept: 'قبول کریں',
  acceptOf: (name) => `${isolate(name)} کو قبول کریں`,
  acceptAll: 'سب قبول کریں',
  takeOut: 'نکالیں',
  takeOutOf: (name) => `${isolate(name)} کو نکالیں`,
  takeOutAll: 'سب نکالیں',
  brought: 'آئے اور شمار ہوتے ہیں',
  broughtText:
    'اگر یہ کسی یلغار نے بنائے ہوں تو ایک دن کے سب نام ایک ساتھ نکال دیں: پھر ان کے جوابات ' +
    '”باقی سب“ میں شمار ہوں گے۔ جوابات کے ساتھ جو بھیجا گیا وہ محفوظ رہتا ہے۔',
  day: (day, value) => `${day}: ${names(value)}`,
  andMore: (value) => `اور مزید ${whole.format(value)}`,
  takeOutDay: 'یہ نکالیں',
  takeOutDayOf: (day) => `یہ نکالیں: ${day} کے نام`,
  removed: (value) => `نکالے گئے: ${names(value)}`,
  removedText: 'صفحات انہیں دوبارہ بھیجیں تب بھی یہ باہر رہتے ہیں۔',
  takeBack: 'پھر بھی قبول کریں',
  takeBackOf: (name) => `${isolate(name)} کو پھر بھی قبول کریں`,
  accepted: (value) => `${names(value)} قبول ہوئے۔`,
  takenOut: (value) => `${names(value)} نکالے گئے۔`,
  working: (left) => `${whole.format(left)} باقی…`,
  undo: 'واپس لیں',
  setting: 'روزانہ نئے نام',
  settingHint:
    'صفحات ایک دن میں اتنے نئے موضوعات، نمائندے اور ٹیمیں لا سکتے ہیں۔ باقی ”نام“ میں ' +
    'انتظار کرتے ہیں جب تک کوئی قبول نہ کرے۔'
}
