import type { Words } from '../words'
import { access } from './access'
import { profile } from './account'
import { attributes } from './attributes'
import { connectors, reasons } from './connectors'
import { disputes } from './disputes'
import { endpoints } from './endpoints'
import { figures } from './figures'
import { followUps } from './follow-ups'
import { goals } from './goals'
import { handling } from './handling'
import { manage } from './manage'
import { marks } from './marks'
import { origins } from './origins'
import { plans } from './plans'
import { problems } from './problems'
import { received } from './received'
import { response } from './response'
import { said } from './said'
import { severity } from './severity'
import { standing } from './standing'
import { builder } from './survey'
import { surveys } from './surveys'
import { written } from './written'

// Mongolian writes numbers as English does, and some browsers do not know it
const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const answers = (value: number) => `${number(value)} хариулт`

export const mn: Words = {
  written,
  product: 'Hearback',
  access,
  received,
  standing,
  origins,
  goals,
  endpoints,
  marks,
  plans,
  disputes,
  followUps,
  manage,
  profile,
  figures,
  connectors,
  reasons,
  attributes,
  handling,
  response,
  said,
  severity,
  surveys,
  builder,
  problems,
  skip: 'Үзүүлэлт рүү шууд очих',
  loading: 'Ачаалж байна…',
  answers,

  channels: {
    web: 'Вэб',
    in_app: 'Апп дотор',
    email: 'Имэйл',
    sms: 'SMS',
    voice: 'Утас',
    whatsapp: 'WhatsApp',
    messenger: 'Messenger',
    instagram: 'Instagram',
    telegram: 'Telegram',
    line: 'LINE',
    wechat: 'WeChat',
    viber: 'Viber',
    x: 'X',
    tiktok: 'TikTok',
    apple_messages: 'Apple Messages',
    rcs: 'RCS',
    in_person: 'Биечлэн',
    api: 'API',
    other: 'Бусад'
  },
  dimensions: {
    channel: { one: 'Суваг', many: 'Сувгаар' },
    topic: { one: 'Сэдэв', many: 'Сэдвээр' },
    agent: { one: 'Ажилтан', many: 'Ажилтнаар' },
    team: { one: 'Баг', many: 'Багаар' },
    locale: { one: 'Хэл', many: 'Хэлээр' },
    surface: { one: 'Хариулсан газар', many: 'Хариулсан газраар' },
    handler: { one: 'Хэн хариуцсан', many: 'Хэн хариуцсанаар' },
    bot: { one: 'Бот', many: 'Ботоор' },
    solved: { one: 'Шийдэгдсэн эсэх', many: 'Шийдэгдсэн эсэхээр' },
    reason: { one: 'Шалтгаан', many: 'Шалтгаанаар' },
    person: { one: 'Хүн', many: 'Хүний үнэлгээгээр' },
    contact: { one: 'Холбогдох', many: 'Холбогдох зөвшөөрлөөр' },
    commented: { one: 'Сэтгэгдэл', many: 'Сэтгэгдэлтэй ба сэтгэгдэлгүй' }
  },
  none: {
    channel: 'Суваггүй',
    topic: 'Сэдэвгүй',
    agent: 'Ажилтангүй',
    team: 'Баггүй',
    locale: 'Хэлгүй',
    surface: 'Тодорхойгүй',
    handler: 'Хэн нь тодорхойгүй',
    bot: 'Ботгүй',
    solved: 'Хэлээгүй',
    reason: 'Шалтгаангүй',
    person: 'Үнэлээгүй',
    contact: 'Асуугаагүй',
    commented: 'Тодорхойгүй'
  },
  handlers: { person: 'Хүн', bot: 'Бот', 'bot-then-person': 'Эхлээд бот, дараа нь хүн' },

  frame: {
    site: 'Сайт',
    survey: 'Судалгаа',
    pages: 'Хуудсууд',
    overview: 'Тойм',
    channels: 'Сувгууд',
    topics: 'Сэдвүүд',
    reasons: 'Шалтгаан',
    severity: 'Хамгийн үнэтэй',
    map: 'Зураглал',
    agents: 'Ажилтнууд',
    handlers: 'Бот',
    service: 'Үйлчилгээ',
    answers: 'Хариултууд',
    edit: 'Судалгаа',
    settings: 'Тохиргоо',
    signOut: 'Гарах',
    language: 'Хэл',
    line: { open: 'Шууд', closed: 'Холболтгүй' },
    lineMeans: {
      open: 'Шинэ хариулт өөрөө гарч ирнэ',
      closed: 'Холболт тасарсан; шинэ хариултыг харахын тулд хуудсыг дахин ачаална уу'
    }
  },

  period: {
    label: 'Хугацаа',
    names: { '7d': '7 хоног', '28d': '28 хоног', '90d': '90 хоног', '12m': '12 сар' },
    own: 'Огноо',
    from: 'Эхлэх',
    to: 'Дуусах',
    show: 'Харуулах'
  },
  filter: {
    open: 'Шүүлтүүр',
    any: 'Бүгд',
    remove: (dimension, label) => `Шүүлтүүрийг авах, ${dimension}: ${label}`,
    clear: 'Бүх шүүлтүүрийг авах',
    rating: 'Үнэлгээ',
    nothing: 'Энэ хугацаанд сонгох зүйл алга.'
  },

  headline: {
    title: 'Оноо',
    csat: 'сэтгэл ханамжтай',
    thumbs: 'таалагдсан',
    nps: 'Цэвэр дэмжигчийн оноо (NPS)',
    ces: (max) => `дундаж, ${number(max)}-аас`,
    between: (range, from) =>
      `${from} дээр үндэслэвэл бодит утга нь ${range} хоёрын хооронд байх магадлал маш өндөр.`,
    range: (lower, upper) => `${lower} ба ${upper}`,
    only: (from) => `${from} дээр үндэслэв.`,
    hidden: 'Хариулт одоохондоо хэт цөөн',
    hiddenWhy: (value) =>
      `Нийт ${answers(value)} байна. Оноог 5 хариултаас эхлэн харуулна, учир нь түүнээс цөөн ` +
      'бол үйлчилгээнээс илүү санамсаргүй хэлбэлзлийг илтгэнэ.',
    hiddenWhyOne:
      'Ганц хариулт байна. Оноог 5 хариултаас эхлэн харуулна, учир нь түүнээс цөөн бол ' +
      'үйлчилгээнээс илүү санамсаргүй хэлбэлзлийг илтгэнэ.',
    read: 'Хариултуудыг унших',
    early: (margin) => `Эхний дүн: ±${margin}`,
    earlyWhy: 'Энэ бол анхны төсөөлөл; цөөн хэдэн хариулт нэмэгдэхэд ихээхэн өөрчлөгдөж болно.',
    satisfiedFrom: (rating, max) =>
      `Сэтгэл ханамжтай гэдэг нь ${number(max)} оноогоос ${number(rating)} ба түүнээс дээш гэсэн үг.`,
    satisfiedTo: (rating) => `Сэтгэл ханамжтай гэдэг нь ${number(rating)} ба түүнээс доош гэсэн үг.`,
    mean: (mean, max) => `Дундаж үнэлгээ ${number(max)}-аас ${mean}.`,
    easy: (share, range) => `${share} нь хялбар байсан гэжээ (${range}).`,
    easyFrom: (rating, max) =>
      `Хялбар гэдэг нь ${number(max)} оноогоос ${number(rating)} ба түүнээс дээш гэсэн үг.`,
    easyTo: (rating) => `Хялбар гэдэг нь ${number(rating)} ба түүнээс доош гэсэн үг.`,
    replaced: (value) =>
      `Энэ үе дууссанаас хойш түүний ${answers(value)} ижил ярианы дараагийн хариултаар солигдсон.`,
    otherScales: (value) => `Өөр шаталбараар өгсөн ${answers(value)} энэ үзүүлэлтэд ороогүй.`
  },
  change: {
    better: 'сайжирсан',
    worse: 'муудсан',
    'not-clear': 'тодорхой өөрчлөлтгүй',
    tooFew: 'харьцуулахад хэт цөөн',
    before: (length) => (length === 1 ? 'өмнөх өдөр' : `өмнөх ${number(length)} хоног`),
    lastYear: 'жилийн өмнөх мөн үе',
    betterThan: (size, before) => `${capital(before)} байснаас ${size} сайжирсан`,
    worseThan: (size, before) => `${capital(before)} байснаас ${size} муудсан`,
    notClear: (before) => `${capital(before)} байснаас тодорхой өөрчлөлтгүй`,
    nothingBefore: (before, value) =>
      `Харьцуулах зүйл алга: ${before} ${value === 0 ? 'хариултгүй байсан' : `ердөө ${answers(value)} байсан`}`,
    otherScaleBefore: (before) => `Харьцуулах зүйл алга: ${before} өөр шаталбараар хариулсан`,
    interval: (lower, upper, unit) => `${lower} ба ${upper}${unit === 'mean' ? '' : ' пункт'} хоёрын хооронд`,
    points: (size) => `${size} пункт`
  },
  ratings: {
    title: 'Үнэлгээ',
    rating: 'Үнэлгээ',
    share: 'Хувь',
    count: 'Хариулт',
    show: (rating) => `${rating} гэж үнэлсэн хариултуудыг харуулах`
  },
  trend: {
    title: 'Хандлага',
    day: 'өдрөөр',
    week: 'долоо хоногоор',
    month: 'сараар',
    band: 'Зурвас нь бодит утга байх магадлал маш өндөр муж. 5-аас цөөн хариулттай алхмыг оруулаагүй.',
    table: 'Хүснэгтээр харуулах',
    asTable: 'Хандлага хүснэгтээр',
    interval: 'Интервал',
    chart: (from, to) => `Онооны шугаман график, ${from}-аас ${to} хүртэл; доорх хүснэгтэд ижил тоонууд бий.`,
    step: { day: 'Өдөр', week: 'Долоо хоногийн эхлэл', month: 'Сар' },
    compare: 'Хажууд нь зурах',
    choices: { previous: 'Өмнөх үе', 'last-year': 'Өнгөрсөн жил' },
    now: 'Энэ үе, зурвасын хамт',
    before: (before) => `Тасархай шугам: ${before}`,
    whole: 'Цэгэн шугам: бүх үеийн оноо',
    part: 'Хөндий цэг: алхмын зөвхөн хэсэг нь энэ үед багтсан, эсвэл хараахан дуусаагүй',
    partOf: (step) => `${step} (хэсэгчлэн)`,
    beside: (before) => `Хажууд: ${before}`,
    failed: 'График зурж чадсангүй; хүснэгтэд ижил тоонууд бий.'
  },
  breakdown: {
    score: 'Оноо',
    count: 'Хариулт',
    share: (value) => `нийтийн ${value}`,
    change: 'Өөрчлөлт',
    scale: (from, to) => `${from} – ${to}`,
    hidden: 'хэт цөөн',
    early: (margin) => `эхний дүн, ±${margin}`,
    sortBy: (column) => `Эрэмбэлэх: ${column}`,
    narrow: (label) => `Бүгдийг үүгээр шүүх: ${label}`,
    open: (label, value) => `${label}: ${answers(value)} унших`,
    all: (value) => `Бүх ${number(value)}-г харуулах`,
    fewer: 'Цөөнийг харуулах',
    caption: (dimension) => `${dimension}: оноо, интервал, тоо, өөрчлөлт`,
    whole: 'Нарийн зураас нь бүх хариултын оноо.',
    nothing: {
      channel: 'Энд хариулт алга.',
      topic:
        'Юуны тухай болохыг хэлсэн хариулт хараахан алга. Скрипт таг дээр ' +
        'data-topics="billing" нэмэх, эсвэл урилгатай хамт сэдвийг илгээнэ үү.',
      agent: 'Энд хариулт алга.',
      team: 'Энд хариулт алга.'
    }
  },
  empty: {
    title: 'Энэ хугацаанд хариулт алга',
    wider: 'Сүүлийн 12 сарыг харах',
    filtered: 'Эдгээр шүүлтүүрт тохирох хариулт алга',
    filteredText: 'Шүүлтүүр хасах, эсвэл урт хугацааг үзнэ үү.',
    untold: 'Энд харьцуулах зүйл хараахан алга',
    ask: 'Скрипт тагийг хуудсандаа тавьсан уу? Тэр нь судалгааг турших холбоосын хамт Тохиргоонд бий.',
    settings: 'Тохиргоог нээх'
  },
  failed: {
    proxySlow:
      'Таны илгээсэн зүйл хэт удаан ирсэн тул серверийн өмнөх прокси (зуучлагч) таслажээ ' +
      '(408). Илүү хурдан холболтоор оролдоно уу, эсвэл проксины хугацааны хязгаарыг ' +
      'уртасгана уу.',
    proxyLarge:
      'Серверийн өмнөх прокси (зуучлагч) ийм том файл авахгүй байна (413). Хязгаарыг нь ' +
      'нэмэгдүүлнэ үү, эсвэл файлыг сервер дээр “hearback import” командаар оруулна уу.',
    proxyAlone: (status) =>
      `Серверийн өмнөх прокси (зуучлагч) сервертэй холбогдож чадсангүй (${status}). Түр ` +
      'хүлээгээд дахин оролдоно уу; хэвээр байвал серверийг шалгах хэрэгтэй.',
    proxyWaiting: (status) =>
      `Сервер хариу өгөхөөс өмнө түүний өмнөх прокси (зуучлагч) хүлээхээ больжээ (${status}). ` +
      'Сервер ажлаа үргэлжлүүлж байж магадгүй: хэсэг хугацааны дараа дахин харна уу. Ингэх ' +
      'нь олонтаа бол проксины хүлээх хугацааг уртасгана уу.',
    title: 'Үүнийг ачаалж чадсангүй',
    unreachable: 'Сервертэй холбогдож чадсангүй. Холболтоо шалгаад дахин оролдоно уу.',
    unknown: 'Сервер гэнэтийн хариу өглөө. Түр хүлээгээд дахин оролдоно уу.',
    retry: 'Дахин оролдох'
  },
  nowhere: {
    title: 'Энд юу ч алга',
    text: 'Хуудас зөөгдсөн, эсвэл хаяг буруу байна.',
    home: 'Эхлэл рүү очих'
  },

  list: {
    title: 'Хариултууд',
    search: 'Сэтгэгдлээс хайх',
    partly:
      'Өмнөх сэтгэгдлүүдийг хайх боломжтой болгож байна: хэдэн минутын турш зарим хариулт олдохгүй байж магадгүй.',
    find: 'Хайх',
    export: 'CSV татаж авах',
    more: 'Цааш ачаалах',
    conversation: 'Яриа',
    states: { counted: 'Тооцсон', suspect: 'Сэжигтэй', excluded: 'Хассан', test: 'Туршилт' },
    superseded: 'Дараа дахин хариулсан',
    point: (rating, max) => `${number(rating)} / ${number(max)}`,
    thumbs: (rating) => (rating > 0 ? 'Таалагдсан' : 'Таалагдаагүй')
  },

  account: {
    email: 'Имэйл',
    password: 'Нууц үг',
    newPassword: 'Нууц үг сонгох',
    passwordHint: 'Хамгийн багадаа 8 тэмдэгт.',
    name: 'Таны нэр',
    signIn: 'Нэвтрэх',
    signInTitle: 'Тавтай морил',
    setUpTitle: 'Эзэмшигчийн бүртгэл үүсгэх',
    setUpText: 'Энэ бүртгэл бүгдийг хийж чадна: сайт, судалгаа үүсгэх, бүх хариултыг унших, бусдыг урих.',
    setUp: 'Бүртгэл үүсгэх',
    setUpDone: 'Энэ серверийг аль хэдийн тохируулсан байна.',
    noToken: 'Холбоос дутуу байна. Сервер эхлэхдээ хэвлэсэн холбоосыг бүтнээр нь нээнэ үү.',
    joinTitle: 'Багтаа нэгдэх',
    joinText: 'Нууц үгээ сонгоод л болоо.',
    join: 'Нэгдэх',
    noInvitation: 'Холбоос дутуу байна. Урилгынхаа холбоосыг бүтнээр нь нээнэ үү.'
  },
  settings: {
    title: 'Тохиргоо',
    surveysTitle: 'Судалгаанууд',
    tagTitle: 'Скрипт таг',
    tagText: 'Хуудас бүрийн body төгсөхөөс өмнөх нэг мөр.',
    siteTitle: 'Сайт',
    origins: 'Хариулт илгээж болох хаягууд',
    originsHint:
      'Мөр бүрд нэг, жишээ нь https://shop.example; https://*.shop.example нь бүх дэд домэйныг хэлнэ.',
    conversationUrl: 'Яриаг хаанаас унших',
    conversationUrlHint:
      'Тусламжийн систем дэх ярианы хаяг, дугаарын оронд {conversation}: https://desk.example/tickets/{conversation}',
    bots: 'Бот болох ажилтнууд',
    botsHint:
      'Мөр бүрд нэг, тусламжийн системийн илгээдэг нэрээр. Хэн хариуцсаныг хэлээгүй бол тэдний хариулт, өмнөх нь ч, ' +
      'тэр ботын хариуцсанд тооцогдоно.',
    save: 'Хадгалах',
    saved: 'Хадгалсан',
    secretTitle: 'Сайтын нууц түлхүүр',
    showSecret: 'Харуулах',
    channel: 'Суваг',
    topics: 'Сэдвүүд',
    topicsHint: 'Хэд хэдэн бол таслалаар тусгаарлана.',
    keysTitle: 'API түлхүүр',
    keysText: 'Таны өөрийн програмуудад. Түлхүүрийг үүсгэх үед нь нэг л удаа харуулна.',
    keyName: 'Юунд зориулсан',
    scopes: 'Зөвшөөрөл',
    makeKey: 'Түлхүүр үүсгэх',
    keyMade: 'Энэ түлхүүрийг одоо хуулж аваарай; дахин харуулахгүй.',
    revoke: 'Цуцлах',
    revoked: 'цуцалсан',
    noKeys: 'Түлхүүр хараахан алга.',
    addSurvey: 'Судалгаа нэмэх',
    addSite: 'Сайт нэмэх',
    scopeNames: {
      'responses:write': 'хариулт илгээх',
      'invitations:write': 'урилга үүсгэх',
      'conversations:write': 'ярианы мэдээлэл илгээх',
      'scores:read': 'оноо унших',
      'responses:read': 'хариулт унших',
      admin: 'сайтыг удирдах'
    }
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
