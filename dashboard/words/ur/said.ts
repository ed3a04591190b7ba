import type { Words } from '../words'

const whole = new Intl.NumberFormat('ur-u-nu-latn')
const number = (value: number) => whole.format(value)

export const said: Words['said'] = {
  lead: 'گاہکوں نے ریٹنگ کے علاوہ کیا کہا: ایسی ریٹنگ کیوں دی، مسئلہ حل ہوا یا نہیں، اور نمائندہ کیسا تھا۔',
  values: {
    solved: { yes: 'حل ہو گیا', 'not-yet': 'ابھی حل نہیں ہوا', no: 'حل نہیں ہوا' },
    contact: { yes: 'رابطہ کر سکتے ہیں', no: 'رابطہ نہیں کر سکتے' },
    commented: { yes: 'تبصرے کے ساتھ', no: 'تبصرے کے بغیر' }
  },
  reasons: {
    title: 'ایسی ریٹنگ کیوں دی',
    share: 'وجہ بتانے والوں میں سے',
    chosen: (value, all) => `${number(all)} جوابات میں سے ${number(value)} میں وجہ بتائی گئی۔`
  },
  nothing: 'اس مدت میں کسی نے ریٹنگ کے علاوہ کچھ نہیں کہا۔',
  nothingAsked:
    'یہ سروے ریٹنگ کے علاوہ کچھ نہیں پوچھتا۔ یہ وجہ، مسئلہ حل ہونے اور نمائندے کے بارے میں بھی پوچھ سکتا ہے۔',
  edit: 'سروے کے سوال بدلیں',
  rating: 'کون سی ریٹنگ',
  of: { outcome: 'نتیجہ', person: 'شخص' }
}
