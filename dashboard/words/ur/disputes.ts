import type { Words } from '../words'

const whole = new Intl.NumberFormat('ur')

export const disputes: Words['disputes'] = {
  title: 'اعتراضات',
  lead:
    'وہ درجے جنہیں ایجنٹ اپنی کارکردگی کا پیمانہ نہیں مانتا۔ فیصلہ کوئی دوسرا کرتا ہے؛ کچھ حذف نہیں ہوتا، ' +
    'اور سروے کا اسکور ویسا ہی رہتا ہے۔',
  link: 'درجوں پر اعتراضات',
  state: 'حالت',
  states: { open: 'کھلا', upheld: 'مان لیا گیا', refused: 'رد کیا گیا', withdrawn: 'واپس لیا گیا' },
  all: 'سب',
  total: (value) => `${whole.format(value)} ${value === 1 ? 'اعتراض' : 'اعتراضات'}`,
  none: 'یہاں کوئی اعتراض نہیں',
  noneLead: 'درجے پر اعتراض اس کے جواب کے صفحے پر کیا جاتا ہے۔',
  notYours: 'یہ جواب اب آپ کا نہیں رہا۔',
  somebody: 'کوئی',
  gone: 'جو لکھا گیا تھا وہ جواب کے ساتھ چلا گیا۔',
  ofAnswer: 'اعتراض',
  raise: 'درجے پر اعتراض کریں',
  raiseLead:
    'بتائیں کہ وجہ کیا تھی۔ فیصلہ منیجر کرتا ہے۔ مان لیا گیا تو ایجنٹ کا اسکور اس کے ساتھ اور اس کے بغیر دکھایا جائے گا۔',
  cause: 'وجہ',
  causes: {
    process: 'طریقۂ کار',
    product: 'پراڈکٹ',
    policy: 'ہمارا کوئی اصول',
    wait: 'انتظار',
    tool: 'کوئی ٹول',
    'not-mine': 'یہ گفتگو اس ایجنٹ کی نہیں'
  },
  why: 'کیوں',
  decide: 'فیصلہ کریں',
  decideLead:
    'مان لیں تو ایجنٹ کا اسکور اس کے ساتھ اور اس کے بغیر دکھایا جائے گا۔ اگر گفتگو ایجنٹ کی نہ تھی تو جواب کسی ایجنٹ ' +
    'کے لیے شمار نہیں ہوگا۔ سروے کا اسکور ویسا ہی رہتا ہے۔',
  decision: 'فیصلہ',
  decisions: { upheld: 'مان لیں', refused: 'رد کریں' },
  reason: 'فیصلے کی وجہ',
  withdraw: 'واپس لیں',
  column: 'مانے گئے اعتراضات کے بغیر',
  without: (score, upheld) =>
    `${whole.format(upheld)} ایسے درجوں کے بغیر جن پر اعتراض مان لیا گیا: ${score}۔`,
  upheld: (value) => `${whole.format(value)} مانے گئے`
}
