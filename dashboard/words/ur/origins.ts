import { isolate } from '../isolate'
import type { Words } from '../words'

export const origins: Words['origins'] = {
  stored: (addresses) => `${isolate(addresses)} کے صفحات جوابات بھیج سکتے ہیں۔`,
  none: 'ابھی کوئی صفحہ جوابات نہیں بھیج سکتا۔',
  change: 'پتا بدلیں',
  refusedTitle: 'وہ صفحات جن کے جوابات رد ہو رہے ہیں',
  refusedText:
    'ان پر آپ کا اسکرپٹ ٹیگ ہے، مگر ان کا پتا آپ کی فہرست میں نہیں۔ جوابات دو ہفتے تک آپ ' +
    'کے گاہکوں کے براؤزر میں رکے رہتے ہیں اور پتے کی اجازت ملتے ہی پہنچ جاتے ہیں۔',
  allow: (address) => `${isolate(address)} کو اجازت دیں`,
  others: (addresses) =>
    `یہ بھی رد ہوئے، اور آپ کے کسی ڈومین کے نہیں: ${isolate(addresses)}۔ اگر ان میں سے ` +
    'کوئی آپ کا ہے تو اسے ترتیبات میں شامل کریں۔'
}
