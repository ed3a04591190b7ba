import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('en')
const names = (value: number) => `${whole.format(value)} нэр`

export const strangers: SettingUpWords['strangers'] = {
  title: 'Хуудсаас ирсэн шинэ нэрс',
  lead: (perDay) =>
    `Таны хуудсыг нээсэн хэн ч шинэ нэр илгээж чадна. Өдөрт ${names(perDay)} шууд ` +
    'тооцогдоно; түүнээс хэтэрсэн нь энд хүлээх бөгөөд таныг зөвшөөрөх хүртэл хариултууд ' +
    'нь «Бусад бүгд» дор тооцогдоно.',
  change: 'Тоог өөрчлөх',
  none: 'Хүлээж байгаа нэр алга.',
  waiting: (value) => `${names(value)} хүлээж байна`,
  waitingOf: (value) => `${whole.format(value)} хүлээгдэж буй`,
  more: (value) => `Дахин ${whole.format(value)}-г харуулах`,
  notListed: (value) =>
    `Энд жагсаагаагүй ${whole.format(value)} нэр бас хүлээж байна. «Бүгдийг зөвшөөрөх» нь тэднийг ч хамруулна.`,
  accept: 'Зөвшөөрөх',
  acceptOf: (name) => `Зөвшөөрөх: ${name}`,
  acceptAll: 'Бүгдийг зөвшөөрөх',
  takeOut: 'Хасах',
  takeOutOf: (name) => `Хасах: ${name}`,
  takeOutAll: 'Бүгдийг хасах',
  brought: 'Ирээд тооцогдож байгаа',
  broughtText:
    'Хэрэв хуурамч нэрсийн урсгал бол нэг өдрийнхийг бүгдийг нэг дор хасна уу: хариултууд ' +
    'нь «Бусад бүгд» дор тооцогдоно. Илгээсэн нэр нь хариултад хадгалагдана.',
  day: (day, value) => `${day}: ${names(value)}`,
  andMore: (value) => `ба өөр ${whole.format(value)}`,
  takeOutDay: 'Эдгээрийг хасах',
  takeOutDayOf: (day) => `Эдгээрийг хасах: ${day}`,
  removed: (value) => `Хассан: ${names(value)}`,
  removedText: 'Хуудсаас дахин ирсэн ч хасагдсан хэвээр байна.',
  takeBack: 'Эргүүлэн зөвшөөрөх',
  takeBackOf: (name) => `Эргүүлэн зөвшөөрөх: ${name}`,
  accepted: (value) => `${names(value)} зөвшөөрлөө.`,
  takenOut: (value) => `${names(value)} хаслаа.`,
  working: (left) => `Дахин ${whole.format(left)} үлдлээ…`,
  undo: 'Буцаах',
  setting: 'Өдөрт орж ирэх шинэ нэр',
  settingHint:
    'Хуудсууд өдөрт ийм тооны шинэ сэдэв, ажилтан, баг авчирч болно. Хэтэрсэн нь хэн нэгэн ' +
    'зөвшөөрөх хүртэл «Нэрс» дотор хүлээнэ.'
}
