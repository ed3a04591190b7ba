import type { SettingUpWords } from '../words'

const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const rows = (value: number) => `${number(value)} мөр`
const answers = (value: number) => `${number(value)} хариулт`

const importing = (file: string) => `${file} файлыг импортолж байна`

export const imports: SettingUpWords['imports'] = {
  title: 'Импорт',
  lead:
    'Өмнө ашиглаж байсан хэрэгслийнхээ хариултуудыг оруулна уу. Үр дүнг нь харахаас өмнө ' +
    'юу ч хадгалахгүй, хоёр удаа оруулбал юу ч нэмэгдэхгүй.',
  noSurvey: 'Эхлээд судалгаа үүсгэнэ үү: хариулт нь судалгаанд харьяалагдана.',
  survey: 'Аль судалгаанд',
  scale: (min, max) =>
    `Энэ нь ${number(min)}–${number(max)} шатлалаар асуудаг. Өөр шатлалтай файлын тухай асууна.`,
  choose: 'Файл сонгох',
  drop: 'эсвэл энд чирж тавина уу',
  kinds:
    'CSV эсвэл JSON, 64 МБ хүртэл: Zendesk, Intercom, Delighted, Freshdesk, Help Scout, ' +
    'Gorgias, Medallia, Qualtrics, SurveyMonkey, Chatwoot, Gladly-ийн экспорт, эсвэл ямар ' +
    'ч хүснэгт.',
  tooLarge:
    'Энэ файл 64 МБ-аас том байна. Сервер дээр “hearback import” командаар оруулна уу: тэр ' +
    'ямар ч хэмжээтэй файлыг авна.',
  other: 'Өөр файл сонгох',
  source: 'Файл хаанаас ирсэн',
  sources: {
    zendesk: 'Zendesk (сайн эсвэл муу)',
    'zendesk-surveys': 'Zendesk (судалгаа)',
    intercom: 'Intercom',
    delighted: 'Delighted',
    freshdesk: 'Freshdesk',
    'help-scout': 'Help Scout',
    gorgias: 'Gorgias',
    medallia: 'Medallia Agent Connect',
    qualtrics: 'Qualtrics',
    'survey-monkey': 'SurveyMonkey',
    chatwoot: 'Chatwoot',
    gladly: 'Gladly',
    csv: 'Өөр хүснэгт'
  },
  mapping: 'Аль багана нь юу вэ',
  parts: {
    rating: 'Үнэлгээ',
    answeredAt: 'Хариулсан цаг',
    comment: 'Сэтгэгдэл',
    channel: 'Суваг',
    agent: 'Ажилтан',
    team: 'Баг',
    'conversation.id': 'Яриа',
    externalId: 'Хариултын дугаар',
    customer: 'Харилцагч',
    handledBy: 'Хүн эсвэл бот хариуцсан',
    bot: 'Бот',
    locale: 'Хэл',
    sentAt: 'Асуусан цаг',
    'conversation.openedAt': 'Яриа нээгдсэн цаг',
    'conversation.firstResponseAt': 'Эхний хариуны цаг',
    'conversation.resolvedAt': 'Шийдэгдсэн цаг',
    'conversation.handleSeconds': 'Ажилласан хугацаа',
    'conversation.holdSeconds': 'Хүлээлгэсэн хугацаа',
    'conversation.firstResponseSeconds': 'Эхний хариу хүртэлх хугацаа',
    'conversation.resolutionSeconds': 'Шийдэх хүртэлх хугацаа',
    'conversation.resolvedOnFirstContact': 'Эхний удаад шийдэгдсэн эсэх'
  },
  topic: (ordinal) => (ordinal === 1 ? 'Сэдвүүд' : `Сэдвүүд, ${number(ordinal)}-р багана`),
  split: 'Нэг нүдэнд хэд хэдэн сэдэв, таслалаар тусгаарласан',
  splitOf: (ordinal) =>
    `Сэдвийн ${number(ordinal)}-р баганын нэг нүдэнд хэд хэдэн сэдэв, таслалаар тусгаарласан`,
  shared: {
    found: 'Эдгээр баганын хэд хэдэнд нь байгаа үг:',
    same: 'Ижил үг бүх баганад нэг сэдвийг илэрхийлнэ',
    apart: 'Үгүй бол тус бүр нь өмнөө баганынхаа нэртэй, тусдаа сэдэв болно.'
  },
  more: 'Бусад хэсэг',
  notThere: 'Файлд алга',
  noName: (position) => `${number(position)}-р багана, нэргүй`,
  examples: 'жишээ нь',
  format: 'Бичсэн хэлбэр',
  formatOf: (part) => `«${part}» хэрхэн бичигдсэн`,
  comment: (ordinal) => (ordinal === 1 ? 'Сэтгэгдэл' : `Сэтгэгдэл, ${number(ordinal)}-р багана`),
  unit: 'Нэгж',
  unitOf: (part) => `«${part}»: нэгж`,
  units: { seconds: 'секунд', minutes: 'минут', hours: 'цаг', days: 'өдөр' },
  orders: { 'day-first': '03/04 нь дөрөвдүгээр сарын 3', 'month-first': '03/04 нь гуравдугаар сарын 4' },
  sameForAll: 'Бүх мөрөнд ижил…',
  sameFor: 'Бүх мөрөнд',
  sameOf: (part) => `Бүх мөрийн «${part}»`,
  formatPlain: 'Автоматаар таних',
  formatUnread:
    'Эдгээрийн зарим нь уншигдсангүй. Хэрхэн бичсэнийг зааж өгнө үү: 03/04 нь гуравдугаар ' +
    'сарын ч, дөрөвдүгээр сарын ч өдөр байж болно.',
  timeZone: 'Бүс заагаагүй цагууд аль бүсийнх вэ',
  encoding: 'Үсгийн кодчилол',
  encodingGuess: (name: string) => `Таамагласнаар: ${name}`,
  encodingShown: 'Ингэж уншигдана:',
  timeZoneHint: 'Файл бүс заагаагүй үед. Секундээр эсвэл 10:00+05:00 маягаар бичсэн цагт хэрэггүй.',
  missing: {
    rating: 'Үнэлгээ аль баганад байгааг зааж өгнө үү.',
    answeredAt: 'Үүнгүй бол бүгд одоо өгсөн хариултад тооцогдоно.'
  },
  ratings: 'Файл дахь үнэлгээ',
  ratingsText:
    'Файлд юу гэж бичсэн, түүнийг юу гэж тооцох. Танигдаагүй зүйл утгыг нь зааж өгөх хүртэл орохгүй.',
  takeProposals: 'Саналын дагуу тоолох',
  proposal: (point: number | null) =>
    point === null ? 'Хариулаагүй байж магадгүй' : `${number(point)} байж магадгүй`,
  channels: 'Файл дахь сувгууд',
  channelsText: 'Харилцагчдад үйлчилсэн газрыг файлд юу гэж нэрлэсэн.',
  sent: 'Файлд',
  becomes: 'Юу гэж тооцох',
  becomesOf: (sent) => `«${sent}» гэдгийг юу гэж тооцох`,
  rowsHead: 'Мөр',
  rejectedPoint: 'Орохгүй',
  noAnswer: 'Хариултгүй',
  asItIs: (name) => `${name} (хэвээр нь)`,
  empty: '(хоосон)',
  asks: {
    title: 'Импортлохын өмнө',
    first: 'Эхлээд дээрх асуултад хариулна уу.',
    off: ({ rows, of, lowest, highest, min, max }) =>
      `Файл дахь тоонууд ${number(lowest)}–${number(highest)}, харин судалгаа ${number(min)}–${number(max)} ` +
      `шатлалаар асуудаг: ${number(of)}-аас ${number(rows)} нь шатлалаас гадуур байна. ` +
      'Эдгээр нь юу вэ?',
    half: (lowest, highest, min, max) =>
      `Файл дахь бүх тоо ${number(lowest)}–${number(highest)}, харин судалгаа ${number(min)}–${number(max)} ` +
      'шатлалаар асуудаг. Файл өөр шатлалтай юу?',
    between: (rows, of) =>
      `${number(of)} үнэлгээний ${number(rows)} нь хоёр онооны хооронд байна. Юу гэж тооцох вэ?`,
    encoding: 'Файлын үсгийг хэд хэдэн янзаар уншиж болно. Эдгээр мөрийн аль нь зөв бэ?',
    otherSurvey: (name, min, max) =>
      `${number(min)}–${number(max)} шатлалаар асуудаг «${name}» судалгаанд оруулах`,
    otherScale: (min, max) => `Эдгээр нь ${number(min)}–${number(max)} шатлалынх: тэр чигээр нь хадгалах`,
    keep: (step) => `Байгаагаар нь ${number(step)} алхмаар хадгалах`,
    otherSurveyInSteps: (name, step) =>
      `Хадгалах: ${number(step)} алхмаар тоолдог «${name}» судалгаанд оруулах`,
    otherScaleHint: 'Өөрийн утгаараа тусад нь тоологдоно, бусадтай хэзээ ч дундажлахгүй.',
    ownScale: (min, max) => `Эдгээр нь судалгааны ${number(min)}–${number(max)} шатлалынх`,
    leaveOut: 'Шатлалаас гадуурх мөрүүдийг орхих',
    noAnswer: 'Шатлалаас гадуурх тоо нь: асуусан, хариулаагүй',
    unfair: 'Үлдсэн хэсэг нь бүх файлыг зөв төлөөлөхгүй.',
    decimals: {
      round: 'Хамгийн ойрын оноо болгох',
      floor: 'Доод талын оноог авах',
      skip: 'Эдгээр мөрийг орхих'
    }
  },
  silences: {
    empty: 'Үнэлгээгүй',
    noAnswer: 'Үнэлгээнд «хариултгүй» гэсэн',
    offScale: 'Үнэлгээ шатлалаас гадуур'
  },
  skipRow: 'Мөрийг орхих',
  preview: 'Үр дүн ямар байх вэ',
  previewText: 'Эхний мөрүүд хадгалагдах хэлбэрээрээ.',
  result: 'Үр дүн',
  counts: {
    rows: 'Файлд',
    accepted: 'Шинэ хариулт',
    changed: 'Зассан хариулт',
    unanswered: 'Асуусан, хариулаагүй',
    duplicate: 'Өмнө нь байсан, эсвэл файлд давхардсан',
    skipped: 'Орхисон, шалтгаан нь тэмдэглэлд',
    rejected: 'Ороогүй'
  },
  sample: {
    rating: 'Үнэлгээ',
    answeredAt: 'Хариулсан',
    channel: 'Суваг',
    topics: 'Сэдвүүд',
    agent: 'Ажилтан',
    comment: 'Сэтгэгдэл'
  },
  now: 'одоо',
  rejected: 'Ороогүй мөрүүд',
  wouldReject: 'Орохгүй мөрүүд',
  why: {
    'no-point': (min, max) => `${number(min)}-с ${number(max)} хүртэлх бүхэл тоо биш`,
    'between-points': (min, max) =>
      `${number(min)}-с ${number(max)} хүртэлх шатлалын хоёр оноогийн хооронд байна`,
    'out-of': (_min, max) => `${number(max)}-ээр төгсдөггүй шатлалынх байна`,
    'off-scale': () => 'шатлалаас гадуур байна',
    'other-scale': () =>
      'өөр шатлалын үнэлгээ байна; ижил шатлалтай судалгаа сонгоно уу, эсвэл аль оноо болохыг зааж өгнө үү',
    'unknown-word': () => 'энэ хэрэгсэлд байдаг үнэлгээ биш',
    'other-metric': () => 'өөр төрлийн судалгааны хариулт байна',
    cells: () => 'мөрийн нүдний тоо толгой мөрийнхтэй тэнцэхгүй байна',
    'no-time': () => 'уншиж болох цаг биш; хэрхэн бичсэнийг зааж өгнө үү',
    undated: () => 'хоосон тул хэзээ хариулсныг хэн ч мэдэхгүй',
    'no-text': () => 'текст биш тэмдэгттэй',
    'too-long': () => 'хэт урт; зөв багана мөн үү?',
    'day-or-month': () => 'хоёр өөр сарын өдөр байж болно; өдөр, сарын аль нь эхэнд байгааг зааж өгнө үү',
    zone: () => 'цагийн бүсийг тодорхой нэрлээгүй байна',
    locked: () => 'өөр хариулттайгаар аль хэдийн байгаа, өөрчлөх хугацаа нь дууссан'
  },
  line: (line) => `${number(line)}-р мөр`,
  reasons: (reason, value) => `${reason}: ${rows(value)}`,
  download: 'CSV-ээр татаж авах',
  firstOnly: (shown) => `Эдгээр нь эхний ${number(shown)}.`,
  rejectedColumns: ['Мөр', 'Багана', 'Нүд', 'Шалтгаан'],
  notes: 'Тэмдэглэл',
  start: (accepted, unanswered) =>
    accepted > 0 ? `Импортлох: ${answers(accepted)}` : `Импортлох: ${rows(unanswered)}`,
  nothingToImport: 'Үүнд импортлох зүйл хараахан алга.',
  allThere: 'Бүгд аль хэдийн байна: дахин импортлоход юу ч нэмэгдэхгүй.',
  addedNothing: 'Юу ч нэмэгдсэнгүй: бүгд аль хэдийн байсан.',
  importing,
  doing: {
    sending: (file) => `${file} файлыг илгээж байна`,
    checking: (file) => `${file} файлыг шалгаж байна`,
    comparing: (file) => `${file} файлыг өмнөх хариултуудтай тулгаж байна`,
    storing: importing
  },
  sentSoFar: (percentage) => `${percentage} илгээгдсэн`,
  progressAbout: (done, total) => `${number(done)} / ойролцоогоор ${rows(total)}`,
  progress: (done, total) => `${number(done)} / ${rows(total)}`,
  done: (accepted) => `${answers(accepted)} орж ирлээ.`,
  answers: 'Хариултуудыг харах',
  another: 'Өөр файл импортлох',
  before: 'Өмнөх импортууд',
  beforeRow: (accepted, rejected) =>
    `${answers(accepted)} шинэ${rejected > 0 ? `, ${rows(rejected)} ороогүй` : ''}`,
  report: 'Тайлан',
  states: { running: 'явагдаж байна', done: 'дууссан', failed: 'тасарсан' },
  leave: 'Файлыг хараахан импортлоогүй. Хуудсыг орхих уу?'
}
