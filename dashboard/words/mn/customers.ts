import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('en')
const count = (value: number, what: string) => `${whole.format(value)} ${what}`

export const customers: SettingUpWords['customers'] = {
  title: 'Үйлчлүүлэгчийн мэдээлэл',
  lead:
    'Хүмүүсийн талаар юуг, хэр удаан хадгалж, хэрхэн устгадаг вэ. Үзүүлэлт хэвээр үлдэнэ: ' +
    'үнэлгээ, сэдэв, цаг нь хэний ч нэргүйгээр хадгалагдана.',
  oneTitle: 'Нэг үйлчлүүлэгч',
  oneText: 'Хэн нэгэн өөрийнх нь талаар юу мэддэгийг асуух, эсвэл устгахыг хүсэхэд.',
  customer: 'Үйлчлүүлэгчийн нэр, имэйл хаяг эсвэл утасны дугаар',
  look: 'Хайх',
  found: ({ answers, invitations, conversations, messages }) =>
    answers + invitations + conversations + messages === 0
      ? 'Энэ үйлчлүүлэгчийн талаар юу ч алга.'
      : 'Байгаа нь: ' +
        `${[count(answers, 'хариулт'), count(invitations, 'урилга'), count(conversations, 'харилцан яриа'), count(messages, 'зурвас')].join(', ')}.`,
  download: 'Байгаа мэдээллийг татах',
  erase: 'Устгах',
  eraseSure: 'Энэ үйлчлүүлэгчийн бичсэн зүйл, нэр хаягийг устгах уу? Буцаах боломжгүй.',
  eraseText:
    'Үг, нэр, хаяг, хуудас, зурвасыг хоосолно. Үнэлгээ үлдэж, өмнөх шигээ тоологдоно. ' +
    'Дахин асуулгахгүй гэсэн хүн тэр жагсаалтад хэнийг ч нэрлэхгүй тэмдгээр үлдэнэ. Өмнөх ' +
    'нөөц хуулбарт хэвээр байна.',
  erased: 'Устгалаа.',
  keepTitle: 'Хэр удаан хадгалах',
  keepText: 'Хоногоор: түүнээс хуучныг өдөр бүр хоосолно. Хоосон орхивол хадгална.',
  kinds: {
    comments: 'Сэтгэгдэл',
    links: 'Судалгааны холбоос',
    addresses: 'Нэр, хаяг',
    deliveries: 'Зурвас',
    conversations: 'Харилцан ярианы эзэн'
  },
  kindHints: {
    comments: 'Үйлчлүүлэгчийн бичсэн зүйл, байсан хуудас нь.',
    links: 'Хуучин холбоос судалгаа нээхгүй болно.',
    addresses: 'Эдгээргүйгээр саяхан хэнээс асууснаа мэдэхгүй.',
    deliveries: 'Юу илгээсэн, үйлчилгээ юу гэж хариулсан.',
    conversations: 'Харилцан яриа хэнийх байсан.'
  },
  keepLook: 'Өнөөдөр юу хоослохыг харах',
  today: 'Өнөөдөр дараахыг хоослоно:',
  emptied: (days, value) =>
    days === undefined ? 'хадгална' : value === 0 ? 'юу ч үгүй' : whole.format(value),
  keepSave: 'Ингэж хадгалах',
  kept: 'Хадгаллаа. Одооноос өдөр бүр хийнэ.',
  deleteSurvey: (name) => `“${name}” судалгааг устгах`,
  deleteSurveyText: 'Судалгаа хариулт, урилга, үзүүлэлттэйгээ хамт устана. Буцаах боломжгүй.',
  deleteSite: (name) => `“${name}” сайтыг устгах`,
  deleteSiteText:
    'Энэ сайтын бүх зүйл, өөрчлөлтийн бүртгэл нь ч устана. Шошготой хуудсууд ажилласаар ' +
    'байх ч хэнээс ч асуухгүй. Буцаах боломжгүй.',
  deleteAccount: 'Өөрийн бүртгэлийг устгах',
  deleteAccountText: 'Хаа сайгүй гарч, бүх сайтыг орхино. Таны хийсэн өөрчлөлт бүртгэлд нэргүйгээр үлдэнэ.',
  takes: ({ surveys, answers, invitations, conversations, connectors, members, keys }) =>
    `Хамт устах нь: ${[
      count(surveys, 'судалгаа'),
      count(answers, 'хариулт'),
      count(invitations, 'урилга'),
      ...(conversations > 0 ? [count(conversations, 'харилцан яриа')] : []),
      ...(connectors > 0 ? [count(connectors, 'холболт')] : []),
      ...(members > 0 ? [count(members, 'гишүүнчлэл')] : []),
      ...(keys > 0 ? [count(keys, 'түлхүүр')] : [])
    ].join(', ')}.`,
  leaves: (sites) => (sites === '' ? 'Та ямар ч сайтын гишүүн биш.' : `Та ${sites} сайтыг орхино.`),
  lastOwner: (sites) =>
    `Та ${sites} сайтын цорын ганц эзэн. Эхлээд өөр хүнийг эзэн болго, эсвэл сайтаа устга.`,
  nameOf: (name) => `Баталгаажуулахын тулд “${name}” гэж бичнэ үү`,
  deleteIt: 'Бүрмөсөн устгах'
}
