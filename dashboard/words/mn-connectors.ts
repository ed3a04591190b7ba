import type { Words } from './index'

const number = new Intl.NumberFormat('en')

export const connectors: Words['connectors'] = {
  title: 'Холбогч',
  lead: 'Холбогч нь судалгааг харилцагчдад хүргэх, эсвэл яриа шийдэгдсэнийг Hearback-д мэдэгдэх үүрэгтэй.',
  open: 'Холбогчдыг нээх',
  back: 'Бүх холбогч',
  none: 'Холбогч хараахан алга. Холбоос, QR код түүнгүйгээр ч ажиллана; холбогч тэдгээрийг таны өмнөөс илгээж, хариултыг чат дотор нь авна.',
  add: 'Холбогч нэмэх',
  addTitle: (kind) => `Шинэ холбогч: ${kind}`,
  otherKind: 'Өөр төрөл сонгох',
  groups: { messages: 'Мессеж', calls: 'Утас', helpdesks: 'Тусламжийн систем' },
  kinds: {
    email: 'Имэйл', whatsapp: 'WhatsApp', telegram: 'Telegram', messenger: 'Messenger', instagram: 'Instagram', line: 'LINE', viber: 'Viber', wechat: 'WeChat', x: 'X',
    sms_twilio: 'Twilio-гийн SMS', sms_gateway: 'Өөр гарцын SMS', voice_twilio: 'Twilio-гийн дуудлага', voice_pbx: 'Өөр утасны систем', chatwoot: 'Chatwoot',
    zendesk: 'Zendesk', intercom: 'Intercom', freshdesk: 'Freshdesk', hubspot: 'HubSpot', front: 'Front', helpdesk: 'Өөр тусламжийн систем', calls_twilio: 'Дуудлагын дараах Twilio мессеж'
  },
  states: { ready: 'Бэлэн', locked: 'Түгжээтэй' },
  locked: 'Нууцуудыг өөр HEARBACK_SECRET-ээр хадгалсан тул унших боломжгүй болсон. Доор дахин оруулна уу.',
  last: (state, at) => `Сүүлийн мессеж: ${state.toLowerCase()}, ${at}`,
  nothingSent: 'Хараахан юу ч илгээгээгүй',
  troubled: (count) => `${number.format(count)} мессеж илгээж чадсангүй`,

  settings: 'Тохиргоо',
  name: 'Нэр',
  nameHint: 'Танд болон хамт олонд тань зориулсан.',
  secretsFirst: 'Зарим үйлчилгээ дуудах хаягийг мэдсэний дараа л нууцаа харуулдаг. Хаяг дараагийн алхамд гарна: одоохондоо урт бичвэр оруулаад, нууцыг дараа нь оруулна уу.',
  fields: {
    host: 'Сервер', port: 'Порт', security: 'Шифрлэлт', user: 'Хэрэглэгч', password: 'Нууц үг', from: 'Илгээгч', fromName: 'Илгээгчийн нэр', replyTo: 'Хариу очих хаяг',
    accountSid: 'Бүртгэлийн SID', authToken: 'Баталгаажуулах токен', footer: 'Сүүлийн мөр', country: 'Улс', url: 'Хаяг', method: 'Арга', headers: 'Толгой мөрүүд', bodyTemplate: 'Биеийн загвар',
    secret: 'Нууц', senderAt: 'Хаана: илгээгч', textAt: 'Хаана: бичвэр', idAt: 'Хаана: дугаар'
  },
  hints: {
    survey: 'Яриа шийдэгдэхэд асууна.',
    delivery: 'Судалгааг харилцагчид хүргэх зүйл. Боломжтой бол тусламжийн систем өөрөө яриан дотор тавина; ажилтнууд нь тэндээс харна.',
    ratingsSurvey: 'Тусламжийн системийн өөрийн судалгааны үнэлгээг мөн тооцох газар. Тэр өөр асуулт асуудаг тул тусдаа судалгаа байсан нь дээр.',
    ask: 'Яриан дотор хэрхэн тавих.'
  },
  options: {
    starttls: 'STARTTLS', tls: 'TLS', none: 'Байхгүй', options: 'Дарах оноонууд, мөн холбоос', link: 'Зөвхөн холбоос', us: 'АНУ', eu: 'Европ', au: 'Австрали'
  },
  places: 'Ирэх мэдээлэлд талбар бүр хаана байрлах',
  secretSet: 'Оруулсан бөгөөд дахин харуулахгүй. Хоосон үлдээвэл хэвээр байна.',
  secretRemove: 'Устгах',
  noSurvey: 'Байхгүй',
  noCarrier: 'Тусламжийн систем өөрөө, яриан дотор',
  pairs: {
    channels: { name: 'Тусламжийн систем дэх нэр', value: 'Суваг', add: 'Суваг нэмэх', remove: (value) => `Суваг ${value}: хасах` },
    recordings: { name: 'Хэл', value: 'Хаяг', add: 'Бичлэг нэмэх', remove: (value) => `Бичлэг ${value}: хасах` }
  },
  pair: { name: 'Нэр', value: 'Утга', add: 'Өөр нэмэх', remove: (value) => `${value}: хасах` },
  make: 'Холбогч нэмэх',
  save: 'Хадгалах',
  saved: 'Хадгалсан',
  changed: 'Энэ хооронд өөр хүн энэ холбогчийг өөрчилжээ. Харахын тулд хуудсыг дахин ачаална уу.',

  stepsTitle: 'Тэнд юу хийх вэ',
  hook: 'Буулгах хаяг',
  hookMeans: 'Гарын үсэггүй эсвэл нууцгүй хүсэлтийг хүлээж авахгүй.',

  testTitle: 'Турших',
  testText: 'Таны өөрийн хаяг руу жинхэнэ судалгаа илгээнэ. Таны хариулт туршилт тул хэзээ ч тооцогдохгүй.',
  testTo: {
    email: 'Таны имэйл хаяг', sms: 'Таны утасны дугаар', whatsapp: 'Таны утасны дугаар', telegram: 'Таны чатын дугаар'
  },
  testToAny: 'Энэ суваг дахь таны дугаар',
  testToHint: { sms: 'Улсын кодтой: +976 9911 2233', whatsapp: 'Улсын кодтой: +976 9911 2233', telegram: 'Эхлээд бот руугаа бичнэ үү; @userinfobot дугаарыг тань хэлнэ.' },
  testSend: 'Туршилтаар илгээх',
  testSending: 'Хариуг хүлээж байна…',
  testNoSurvey: 'Илгээх идэвхтэй судалгаа алга. Эхлээд нэгийг нийтэлнэ үү.',
  testHelpdesk: 'Туршихын тулд тэнд өөрийн нэг яриаг шийдвэрлэнэ үү: урилга «Хариулах хувь» хэсэгт, илгээсэн зүйл доор гарна.',
  testCall: 'Туршихын тулд холбоос үүсгээд, түүнтэй нь дээрх хаяг руу өөрийн дуудлагыг илгээнэ үү.',

  deliveriesTitle: 'Сүүлийн мессежүүд',
  deliveriesNone: 'Хараахан юу ч илгээгээгүй.',
  deliveries: { at: 'Үүсгэсэн', what: 'Юу', state: 'Төлөв', answer: 'Ирсэн хариу', attempts: 'Оролдлого', invitation: 'Урилга' },
  purposes: { ask: 'Судалгаа', reminder: 'Сануулга', thanks: 'Талархал' },
  deliveryStates: { queued: 'Хүлээгдэж буй', sending: 'Илгээж байна', sent: 'Илгээсэн', delivered: 'Хүргэсэн', failed: 'Татгалзсан', dead: 'Больсон', cancelled: 'Цаашид илгээхгүй' },
  attempts: (count) => `${number.format(count)} оролдлого`,
  next: (at) => `дараагийнх: ${at}`,
  answerWhole: 'Үгчлэн',
  again: 'Дахин илгээх',
  againOf: (at) => `Мессежийг дахин илгээх: ${at}`,

  removeTitle: 'Хасах',
  removeText: 'Илгээсэн холбоосууд нь үргэлжлэн ажиллана. Мессежийнхээ тухай мэдээлсэн зүйл нь устана.',
  remove: 'Холбогчийг хасах',
  removeSure: (name) => `«${name}»: хасах уу? Түүгээр илгээхээр хүлээж байгаа зүйл цаашид илгээгдэхгүй.`
}

export const reasons: Words['reasons'] = {
  'opted-out': 'Дахин асуухгүй байхыг хүссэн',
  'asked-before': 'Өмнө нь асуусан',
  lately: 'Саяхан асуусан',
  'dismissed-lately': 'Саяхан судалгааг хаасан',
  'quiet-period': 'Саяхан өөр судалгаагаар асуусан',
  frequency: 'Хангалттай олон удаа асуусан',
  'not-resolved': 'Яриа шийдэгдээгүй байсан',
  'not-private': 'Яриа нийтэд ил байсан',
  'reply-too-short': 'Хэт бага бичсэн',
  'other-handler': 'Асуух ёстой хүнээс өөр хүн хариуцсан',
  'no-language': 'Судалгаа тэдний хэлээр байхгүй',
  'not-in-share': 'Асуух харилцагчдын хэсэгт ороогүй',
  'agent-cap': 'Тэр өдөр энэ ажилтны тухай хангалттай урилга илгээсэн',
  'team-cap': 'Тэр өдөр энэ багийн тухай хангалттай урилга илгээсэн',
  'too-late': 'Ярианаас хойш хэт удсан',
  'rating-reopened': 'Яриа зөвхөн үнэлгээнээс болж дахин нээгдсэн',
  'window-closed': 'Ийм удсаны дараа үйлчилгээ мессеж авахгүй',
  'helpdesk-cannot-post': 'Тусламжийн систем мессеж авахгүй, хүргэх холбогч ч тохируулаагүй',
  'no-address': 'Хаяг мэдэгдэхгүй',
  'address-wrong': 'Хаяг зөв байх боломжгүй',
  'address-unknown': 'Ийм хаяг байхгүй',
  'mail-refused': 'Имэйл сервер татгалзсан',
  'mail-server-busy': 'Имэйл сервер завгүй байсан',
  'sign-in-refused': 'Имэйл сервер хэрэглэгч, нууц үгийг хүлээж аваагүй',
  'no-connection': 'Холболт байхгүй',
  'no-access-token': 'Үйлчилгээ хандах эрх өгсөнгүй',
  'link-for-many': 'Олон хүний холбоосыг нэг хүнд илгээхгүй',
  'call-needed': 'Зөвхөн дуудлагаар асууна, мессежээр биш',
  'connector-locked': 'Холбогчийн нууцуудыг дахин оруулах шаардлагатай',
  'connector-missing': 'Холбогчийг хассан',
  'secret-changed': 'Холбоосыг нь өөр HEARBACK_SECRET-ээр үүсгэсэн',
  'survey-gone': 'Судалгаа байхгүй болсон'
}
