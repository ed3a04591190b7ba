import type { Words } from '../words'

export const marks: Words['marks'] = {
  title: 'اس دوران کیا ہوا',
  onAll: 'سائٹ کے تمام سروے پر',
  setBy: 'نشان لگانے والا:',
  add: 'کسی دن پر نشان لگائیں',
  name: 'کیا ہوا',
  nameHint: 'مثلاً ”نیا میکرو“، ”قیمتیں بدلیں“، ”سروس بند رہی“۔',
  day: 'دن',
  everywhere: 'سائٹ کے تمام سروے پر دکھائیں',
  save: 'نشان لگائیں',
  remove: 'ہٹائیں',
  removeThis: (name) => `”${name}“ ہٹائیں`
}
