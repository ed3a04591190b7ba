import type { Words } from './index'

const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const rows = (value: number) => `${number(value)} мөр`
const answers = (value: number) => `${number(value)} хариулт`

export const imports: Words['imports'] = {
  title: 'Импорт',
  lead: 'Өмнө ашиглаж байсан хэрэгслийнхээ хариултуудыг оруулна уу. Үр дүнг нь харахаас өмнө юу ч хадгалахгүй, хоёр удаа оруулбал юу ч нэмэгдэхгүй.',
  noSurvey: 'Эхлээд судалгаа үүсгэнэ үү: хариулт нь судалгаанд харьяалагдана.',
  survey: 'Аль судалгаанд',
  scale: (min, max) => `Энэ нь ${number(min)}–${number(max)} шатлалаар асуудаг. Өөр шатлалын үнэлгээг авахгүй.`,
  choose: 'Файл сонгох',
  drop: 'эсвэл энд чирж тавина уу',
  kinds: 'CSV эсвэл JSON, 64 МБ хүртэл: Zendesk, Intercom, Delighted, Freshdesk, Help Scout, Gorgias, Medallia, Qualtrics, SurveyMonkey, Chatwoot, Gladly-ийн экспорт, эсвэл ямар ч хүснэгт.',
  looking: (file) => `${file} файлыг шалгаж байна…`,
  other: 'Өөр файл сонгох',
  source: 'Файл хаанаас ирсэн',
  sources: {
    zendesk: 'Zendesk (сайн эсвэл муу)', 'zendesk-surveys': 'Zendesk (судалгаа)', intercom: 'Intercom', delighted: 'Delighted', freshdesk: 'Freshdesk', 'help-scout': 'Help Scout',
    gorgias: 'Gorgias', medallia: 'Medallia Agent Connect', qualtrics: 'Qualtrics', 'survey-monkey': 'SurveyMonkey', chatwoot: 'Chatwoot', gladly: 'Gladly', csv: 'Өөр хүснэгт'
  },
  mapping: 'Юу нь юу болох',
  mappingText: 'Файлын аль багана хариултын аль хэсэг болох.',
  parts: {
    rating: 'Үнэлгээ', answeredAt: 'Хариулсан цаг', comment: 'Сэтгэгдэл', channel: 'Суваг', agent: 'Ажилтан', team: 'Баг', 'conversation.id': 'Яриа',
    externalId: 'Хариултын дугаар', customer: 'Харилцагч', locale: 'Хэл', sentAt: 'Асуусан цаг', 'conversation.openedAt': 'Яриа нээгдсэн цаг',
    'conversation.firstResponseAt': 'Эхний хариуны цаг', 'conversation.resolvedAt': 'Шийдэгдсэн цаг', 'conversation.handleSeconds': 'Ажилласан хугацаа'
  },
  topic: (ordinal) => (ordinal === 1 ? 'Сэдвүүд' : `Сэдвүүд, багана ${number(ordinal)}`),
  split: 'Нэг нүдэнд хэд хэд, таслалаар тусгаарласан',
  splitOf: (ordinal) => `Сэдвийн ${number(ordinal)}-р баганад нэг нүдэнд хэд хэд, таслалаар тусгаарласан`,
  more: 'Бусад хэсэг',
  notThere: 'Файлд алга',
  noName: (position) => `${number(position)}-р багана, нэргүй`,
  examples: 'жишээ нь',
  format: 'Бичсэн хэлбэр',
  formatOf: (part) => `«${part}» хэрхэн бичигдсэн`,
  formatPlain: 'Он нь эхэндээ, эсвэл секунд',
  ratings: 'Файл дахь үнэлгээ',
  ratingsText: 'Файлд юу гэж байгаа, юу гэж тооцох. Утгыг нь хэлээгүй, танигдаагүй зүйл гадна үлдэнэ.',
  channels: 'Файл дахь сувгууд',
  channelsText: 'Харилцагчдад үйлчилсэн газрыг файлд юу гэж нэрлэсэн.',
  sent: 'Файлд',
  becomes: 'Тооцох нь',
  becomesOf: (sent) => `«${sent}» гэдгийг юу гэж тооцох`,
  rowsHead: 'Мөр',
  rejectedPoint: 'Гадна үлдэнэ',
  noAnswer: 'Хариултгүй',
  asItIs: (name) => `${name} (хэвээр нь)`,
  empty: '(хоосон)',
  preview: 'Юу болох вэ',
  previewText: 'Эхний мөрүүд хадгалагдах хэлбэрээрээ.',
  result: 'Юу болсон бэ',
  counts: {
    rows: 'Файлд', accepted: 'Шинэ хариулт', changed: 'Зассан хариулт', unanswered: 'Асуусан, хариулаагүй', duplicate: 'Аль хэдийн байгаа, эсвэл файлд хоёр удаа',
    skipped: 'Орхисон: урьдчилан харсан, туршилт, асуугаагүй', rejected: 'Аваагүй'
  },
  sample: { rating: 'Үнэлгээ', answeredAt: 'Хариулсан', channel: 'Суваг', topics: 'Сэдвүүд', agent: 'Ажилтан', comment: 'Сэтгэгдэл' },
  now: 'одоо',
  rejected: 'Аваагүй мөрүүд',
  wouldReject: 'Авахгүй мөрүүд',
  line: (line) => `${number(line)}-р мөр`,
  reasons: (reason, value) => `${reason}: ${rows(value)}`,
  download: 'CSV-ээр татаж авах',
  firstOnly: (shown) => `Эдгээр нь эхний ${number(shown)}.`,
  rejectedColumns: ['Мөр', 'Багана', 'Нүд', 'Шалтгаан'],
  notes: 'Тэмдэглэл',
  start: (accepted, unanswered) => (accepted > 0 ? `Импортлох: ${answers(accepted)}` : `Импортлох: ${rows(unanswered)}`),
  noRating: 'Үнэлгээ байгаа баганыг сонгоно уу.',
  nothingToImport: 'Үүнд импортлох зүйл хараахан алга.',
  allThere: 'Бүгд аль хэдийн байна: дахин импортлоход юу ч нэмэгдэхгүй.',
  addedNothing: 'Юу ч нэмэгдсэнгүй: бүгд аль хэдийн байсан.',
  importing: (file) => `${file} файлыг импортолж байна`,
  progress: (done, total) => `${number(done)} / ${rows(total)}`,
  done: (accepted) => `${answers(accepted)} орж ирлээ.`,
  answers: 'Хариултуудыг харах',
  another: 'Өөр файл импортлох',
  before: 'Өмнөх импортууд',
  beforeRow: (accepted, rejected) => `${answers(accepted)} шинэ${rejected > 0 ? `, ${rows(rejected)} аваагүй` : ''}`,
  states: { running: 'явагдаж байна', done: 'дууссан', failed: 'тасарсан' },
  leave: 'Файлыг хараахан импортлоогүй. Хуудсыг орхих уу?'
}
