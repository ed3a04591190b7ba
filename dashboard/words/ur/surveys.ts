import type { Words } from '../words'

export const surveys: Words['surveys'] = {
  title: 'تمام سروے',
  lead: 'وہ تمام سروے جو آپ دیکھ سکتے ہیں؛ جنہیں توجہ چاہیے وہ پہلے ہیں۔ تبدیلیوں کو ایک ساتھ پرکھا جاتا ہے، تاکہ بہت سے سروے میں سے اتفاقاً کم ہی بہتر یا بدتر کہلائیں۔',
  none: 'ابھی کوئی سروے نہیں ہے۔',
  table: (before: string) => `ہر سروے، موازنہ: ${before}`,
  leftOut: (value: number) => `سب سے پرانے ${value} سروے نہیں دکھائے گئے۔`,
  lessIsBetter: 'کم بہتر ہے'
}
