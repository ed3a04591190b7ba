import type { SettingUpWords } from '../words'
import { alerts } from './alerts'
import { customers } from './customers'
import { hours } from './hours'
import { imports } from './imports'
import { invitations, inviting, optOuts } from './invitations'
import { mail } from './mail'
import { strangers } from './names'
import { writeBack } from './write-back'

// Mongolian writes numbers as English does, and some browsers do not know it
const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)

export const settingUp: SettingUpWords = {
  alerts,
  customers,
  hours,
  imports,
  invitations,
  inviting,
  mail,
  optOuts,
  strangers,
  writeBack,
  welcome: {
    steps: ['Таны сайт', 'Асуулт', 'Турших'],
    progress: 'Алхмууд',
    siteTitle: 'Та хаана асуух вэ?',
    siteText: 'Сайт гэдэг нь цахим дэлгүүр, апп эсвэл тусламжийн төв. Дараа нь нэмж болно.',
    siteName: 'Нэр',
    siteNameExample: 'Жишээ нь: Номин дэлгүүр',
    origin: 'Хаяг',
    originHint: 'Зөвхөн энэ хаягийн хуудсууд хариулт илгээж болно.',
    timeZone: 'Цагийн бүс',
    timeZoneHint: 'Өдөр энэ цагаар эхэлж, дуусна.',
    language: 'Харилцагчдын тань хэл',
    next: 'Үргэлжлүүлэх',
    surveyTitle: 'Та юу асуух вэ?',
    surveyText: 'Ярианы дараа шууд тавьсан нэг богино асуултад хамгийн олон хүн хариулдаг.',
    question: 'Асуулт',
    questionUsual: 'Манай үйлчилгээ ямар байсан бэ?',
    style: 'Шатлал',
    styles: { faces: 'Царай', stars: 'Од', numbers: 'Тоо', thumbs: 'Эрхий хуруу' },
    preview: 'Харилцагчид үүнийг харна',
    make: 'Судалгаа үүсгэх',
    surveyName: 'Сэтгэл ханамж',
    tryTitle: 'Хуудсандаа тавих',
    tryText: 'Асуух хуудас бүрийн body төгсөхөөс өмнө энэ мөрийг буулгана уу.',
    tryLink: 'Эсвэл шууд туршина уу',
    tryLinkText: 'Энэ холбоос судалгааг нээнэ. Хариултууд нь туршилт тул хэзээ ч тооцогдохгүй.',
    open: 'Туршилтын судалгааг нээх',
    scan: 'Мөн холбоос QR кодоор',
    waiting: 'Эхний хариултыг хүлээж байна…',
    waitingText: 'Хариулмагц энд гарч ирнэ.',
    arrived: (rating, max) => `Эхний хариулт ирлээ: ${number(rating)} / ${number(max)}`,
    arrivedTest: 'Энэ бол туршилт тул аль ч оноонд тооцогдохгүй.',
    dashboard: 'Хяналтын самбарыг нээх'
  },
  copy: { copy: 'Хуулах', copied: 'Хуулсан', select: 'Хуулахын тулд Ctrl+C дарна уу' }
}
