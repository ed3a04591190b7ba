import { isolate } from './isolate'
import type { Words } from './index'

export const access: Words['access'] = {
  keys: {
    madeBy: (name) => `بنانے والا: ${isolate(name)}`,
    program: 'کوئی اور کلید',
    operator: 'سرور چلانے والا',
    neverUsed: 'کبھی استعمال نہیں ہوئی',
    lastUsed: (when) => `آخری استعمال: ${when}`,
    ends: (when) => `${when} کو ختم ہوگی`,
    ended: 'مدت ختم ہو چکی',
    lasts: 'مدت',
    lastsFor: { '': 'منسوخ کرنے تک', 30: '30 دن', 90: '90 دن', 365: 'ایک سال' },
    sure: (name) => `کیا ${isolate(name)} اور اس سے بنی تمام کلیدیں منسوخ کر دی جائیں؟`
  },
  sight: {
    agentOf: (name) => (name === '' ? 'نمائندہ جس کے جوابات یہ شخص دیکھے گا' : `نمائندہ جس کے جوابات ${isolate(name)} دیکھتا ہے`),
    choose: 'نمائندہ چنیں',
    newAgent: 'کوئی ایسا جس کے جوابات ابھی نہیں آئے…',
    newAgentName: 'نام جیسا جوابات میں آئے گا، مثلاً ”ana“',
    teamsOf: (name) => (name === '' ? 'ٹیمیں جن کے جوابات یہ شخص دیکھے گا' : `ٹیمیں جن کے جوابات ${isolate(name)} دیکھتا ہے`),
    noTeams: 'ابھی کسی ٹیم کے نام کے ساتھ کوئی جواب نہیں آیا۔',
    newTeam: 'کوئی اور ٹیم',
    add: 'شامل کریں'
  },
  weak: {
    title: 'اس سرور کا ایک خفیہ کوڈ بوجھا جا سکتا ہے',
    text: (names, version) => `${isolate(names)}: کم از کم 32 حروف رکھیں جن میں سے 12 مختلف ہوں۔ ورژن ${isolate(version)} سے سرور کمزور کوڈ کے ساتھ نہیں چلے گا۔`
  }
}
