import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const lines = (value: number) => `${number(value)} мөр`

export const inviting: SettingUpWords['inviting'] = {
  title: 'Холбоос ба мессеж',
  hint:
    'Урилга хэнд очих вэ: тусламжийн систем, таны програм, жагсаалтаас. Асуугаагүй хүнийг ' +
    'дүрмийнх нь хамт хадгалж, «Хариулах хувь» хэсэгт тоолно.',
  share: 'Харилцагчдын хувь',
  shareHint: 'Тэр л харилцагчид бүр удаа. 100 бол бүгдээс асууна.',
  delay: 'Ярианаас хойших минут',
  delayHint: '0 бол шууд асууна.',
  hours: 'Зөвхөн тодорхой цагт',
  hoursHint: 'Харилцагчийн байгаа газрын цагаар. Түүнээс гадуурх нь хүлээнэ.',
  from: 'Эхлэх',
  to: 'Дуусах',
  days: 'Өдрүүд',
  frequency: 'Хэт олон удаа биш',
  asks: 'Хамгийн ихдээ хэдэн удаа',
  inDays: 'Хэдэн хоногт',
  frequencyHint: 'Сайтын бүх суваг, бүх судалгааг нийлүүлээд.',
  onlyResolved: 'Зөвхөн шийдэгдсэн ярианы тухай',
  onlyPrivate: 'Зөвхөн өөр хүн унших боломжгүй байсан ярианы тухай',
  replyLength: 'Харилцагчийн бичсэн байх ёстой үсгийн тоо',
  replyLengthHint: '0 бол юу ч бичээгүй хүнээс ч асууна.',
  handledBy: 'Зөвхөн дараах этгээдийн хариуцсан ярианы тухай',
  handlers: { human: 'хүн', bot: 'бот', 'human-and-bot': 'бот ба хүн' },
  languagesOnly: 'Зөвхөн дээрх хэлний аль нэгээр уншдаг харилцагчид',
  perAgent: 'Нэг ажилтны тухай үүнээс олонгүй',
  perTeam: 'Нэг баг, дарааллын тухай үүнээс олонгүй',
  aDay: 'Өдрийн урилга'
}

export const optOuts: SettingUpWords['optOuts'] = {
  title: 'Дахин асуухгүй хүмүүс',
  lead:
    'STOP илгээсэн, татгалзсан, эсвэл энд оруулсан хүнээс аль ч сувгаар асуухгүй. ' +
    'Харуулахын тулд нэр, хаягийн зөвхөн нэг хэсгийг хадгална.',
  none: 'Хараахан хэн ч алга.',
  kinds: { customer: 'Харилцагч', address: 'Хаяг' },
  sources: { stop: 'STOP илгээсэн', unsubscribe: 'татгалзсан', api: 'оруулсан' },
  since: (source, at) => `${source}, ${at}`,
  askAgain: 'Дахин асууж болно',
  askAgainOf: (masked) => `Дахин асууж болно: ${masked}`,
  askAgainSure: (masked) => `${masked}: дахин асууж болох уу? Зөвхөн өөрөө хэлсэн бол үүнийг хийнэ үү.`,
  add: 'Хүн нэмэх',
  customer: 'Харилцагч',
  customerHint: 'Таны програмын нэрлэдгээр.',
  address: 'Хаяг эсвэл утасны дугаар',
  addIt: 'Дахин асуухгүй',
  added: 'Хадгаллаа.',
  neither: 'Харилцагч, хаяг, эсвэл хоёуланг нь оруулна уу.'
}

export const invitations: SettingUpWords['invitations'] = {
  title: 'Урилгууд',
  upload: 'Жагсаалт оруулах',
  state: 'Төлөв',
  anyState: 'Бүх төлөв',
  kinds: {
    'reached=waiting': 'Хүлээгдэж буй',
    'reached=sent': 'Илгээсэн',
    'reached=delivered': 'Хүргэсэн',
    'reached=opened': 'Нээсэн',
    'reached=started': 'Эхэлсэн',
    'reached=completed': 'Хариулсан',
    'state=suppressed': 'Асуугаагүй',
    'state=unsendable': 'Илгээж чадаагүй',
    'state=suppressed,unsendable': 'Саатуулсан, аль ч шалтгаанаар'
  },
  reason: 'Шалтгаан',
  conversation: 'Яриа',
  find: 'Яриа хайх',
  columns: { made: 'Үүсгэсэн', whom: 'Хэнд, юуны тухай', state: 'Хаана хүрсэн', actions: 'Хийх зүйл' },
  noCustomer: 'Харилцагч тодорхойгүй',
  by: (delivery) => `хүргэсэн: ${delivery}`,
  test: 'Туршилт',
  states: {
    waiting: 'Хүлээгдэж буй',
    made: 'Холбоос үүсгэсэн',
    sent: 'Илгээсэн',
    delivered: 'Хүргэсэн',
    opened: 'Нээсэн',
    started: 'Эхэлсэн',
    answered: 'Хариулсан',
    suppressed: 'Асуугаагүй',
    unsendable: 'Илгээж чадаагүй',
    revoked: 'Буцаасан',
    expired: 'Хугацаа дууссан'
  },
  leaves: (at) => `гарах: ${at}`,
  until: (at) => `${at} хүртэл`,
  reminded: (at) => `сануулсан: ${at}`,
  remind: 'Сануулах',
  remindOf: (who) => `Сануулах: ${who}`,
  revoke: 'Буцаах',
  revokeOf: (who) => `Холбоосыг буцаах: ${who}`,
  revokeSure: 'Энэ холбоосыг буцаах уу? Бүрмөсөн хаагдана; хариулсан зүйл хэвээр үлдэнэ.',

  placements: {
    title: 'Зурагт хуудас ба QR код',
    lead:
      'Олон хүнд зориулсан холбоос: зурагт хуудас, баримт, тусламжийн нийтлэл дээр. Нээсэн ' +
      'хэн бүхэн түүнд байгаа суваг, сэдвээр хариулж болно.',
    none: 'Зурагт хуудас хараахан алга.',
    sheet: 'Хэвлэх хуудас',
    sheetHint: 'Нээлттэй бүгд, A4 хуудсанд найм.',
    print: 'Хэвлэх',
    printOf: (name) => `Хуудсыг хэвлэх: ${name}`,
    svg: 'SVG',
    png: 'PNG',
    download: (name, format) => `QR кодыг ${format} хэлбэрээр татаж авах: ${name}`,
    qr: (name) => `QR код: ${name}`,
    figures: (opened, answers) => `${number(opened)} удаа нээсэн, ${number(answers)} хариулт`,
    unnamed: 'Нэргүй',
    expires: (at) => `хаагдах: ${at}`,
    revokeOf: (name) => `Буцаах: ${name}`,
    add: 'Шинэ',
    name: 'Нэр',
    nameExample: 'Дэлгүүр, 2-р касс',
    place: 'Хаана байрлах',
    make: 'Үүсгэх',
    link: 'Холбоос нь'
  },

  list: {
    title: 'Жагсаалт оруулах',
    lead: 'Мөр бүрд нэг харилцагчтай CSV файл. Таныг хэлэхээс өмнө юу ч илгээхгүй.',
    back: 'Бүх урилга',
    file: 'Файл',
    columns: 'Эхний мөрөнд баганын нэрс байна',
    columnsHint:
      'customer, address, channel, topics (хэд хэдэн бол ; тэмдгээр), agent, team, ' +
      'conversation, locale, delivery, externalId. Аль нь ч заавал биш.',
    channel: 'Суваг, мөрөнд заагаагүй бол',
    delivery: 'Хүргэх арга, мөрөнд заагаагүй бол',
    noDelivery: 'Байхгүй: холбоосыг өөрөө илгээнэ',
    empty: 'Энэ файлд эхний мөрөөс доош мөр алга.',
    noColumns: (found) => `Танигдсан багана алга: ${found}. Дээрх шиг нэрлэнэ үү.`,
    unknown: (names) => `Уншаагүй: ${names}`,
    preview: (shown, total) => (shown < total ? `${lines(total)}, эхний ${number(shown)}` : lines(total)),
    line: 'Мөр',
    whom: 'Хэнд',
    about: 'Юуны тухай',
    result: 'Юу болох',
    eligible: 'Асууна',
    checking: 'Шалгаж байна…',
    send: (count) => `${number(count)} хүнийг урих`,
    twice: 'Нэг өдөрт нэг файлыг хоёр удаа оруулбал хэнийг ч хоёр удаа урихгүй.',
    doneTitle: 'Дууссан',
    outcomes: {
      created: 'Замдаа, эсвэл илгээх холбоос',
      sent: 'Илгээсэн',
      suppressed: 'Асуугаагүй',
      unsendable: 'Илгээж чадаагүй',
      known: 'Өмнө нь урьсан',
      rejected: 'Хүлээж аваагүй'
    },
    refusedLine: (line, sentence) => `${number(line)}-р мөр: ${sentence}`,
    download: 'Холбоос, үр дүнг CSV-ээр татаж авах',
    once: 'Холбоосыг зөвхөн одоо харуулна: хадгалдаггүй.'
  }
}
