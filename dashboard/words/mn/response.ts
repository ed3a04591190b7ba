import type { Words } from '../words'

const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)

export const response: Words['response'] = {
  tab: 'Хариулах хувь',
  title: 'Хариулах хувь',
  ways: {
    label: 'Хариулах хувь',
    response: 'Тойм',
    invitations: 'Урилгууд',
    placements: 'Зурагт хуудас ба QR код'
  },
  rateTitle: 'Хариулах хувь',
  rateOf: (completed, sent) => `Илгээсэн ${sent} урилгын ${completed} нь хариулт авсан.`,
  rateBetween: (range) => `Бодит хувь нь ${range} хоёрын хооронд байх магадлал маш өндөр.`,
  rateFew: 'Хэт цөөнийг илгээсэн',
  rateNothing: 'Энэ хугацаанд юу ч илгээгээгүй.',
  change: {
    better: (size, before) => `${before} байснаас ${size} их`,
    worse: (size, before) => `${before} байснаас ${size} бага`
  },
  stepsTitle: 'Урилгаас хариулт хүртэл',
  step: 'Алхам',
  count: 'Урилга',
  ofInvited: 'Нийтээс',
  steps: {
    invited: 'Урьсан',
    suppressed: 'Асуугаагүй',
    unsendable: 'Илгээж чадаагүй',
    waiting: 'Хүлээгдэж буй',
    sent: 'Илгээсэн',
    delivered: 'Хүргэсэн',
    opened: 'Нээсэн',
    started: 'Эхэлсэн',
    completed: 'Хариулсан'
  },
  means: {
    suppressed: 'дүрмээр саатуулсан',
    unsendable: 'хаяггүй, эсвэл татгалзсан',
    waiting: 'хугацаа болоогүй, эсвэл замдаа',
    delivered: 'мэдээлсэн хэмжээгээр',
    started: 'оноо сонгосон эсвэл бичсэн'
  },
  unknown: 'мэдэгдэхгүй',
  stepsHint: 'Алхам бүр энэ хугацаанд урьсан хүмүүсээс дор хаяж тэнд хүрснийг тоолно. Туршилтыг оруулаагүй.',
  open: (step, count, of) => `${number(count)} урилгыг харуулах: ${step}${of && `, ${of}`}`,
  suppressedTitle: 'Асуугаагүй, дүрмээр',
  suppressedNone: 'Дүрмээр саатуулсан хүн алга.',
  unsendableTitle: 'Илгээгээгүй, шалтгаанаар',
  unsendableNone: 'Бүгдийг илгээж чадсан.',
  reason: 'Шалтгаан',
  by: 'Зэрэгцүүлэх',
  dimensions: {
    channel: 'Суваг',
    topic: 'Сэдэв',
    agent: 'Ажилтан',
    team: 'Баг',
    locale: 'Хэл',
    delivery: 'Хүргэсэн арга'
  },
  byTitle: {
    channel: 'Сувгаар',
    topic: 'Сэдвээр',
    agent: 'Ажилтнаар',
    team: 'Багаар',
    locale: 'Хэлээр',
    delivery: 'Хүргэсэн аргаар'
  },
  noDelivery: 'Таны өөрийн програмууд',
  kept: 'Саатуулсан',
  keptMeans: 'Дүрмээр асуугаагүй, эсвэл илгээх боломжгүй',
  rate: 'Хариулах хувь',
  few: 'хэт цөөн',
  website: {
    title: 'Таны өөрийн хуудсууд дээр',
    hint: 'Судалгаа тэнд өөрөө асуудаг. Үүнийг күүкигүйгээр тоолдог бөгөөд илгээсэн тоонд орохгүй.',
    page: 'Хуудас',
    all: 'Бүх хуудас',
    others: 'Бусад хуудас',
    shown: 'Харуулсан',
    dismissed: 'Хаасан',
    answered: 'Хариулсан'
  },
  placementsTitle: 'Зурагт хуудас ба QR код',
  placementsHint: 'Олон хүний холбоосыг хэнд ч илгээдэггүй: үүсгэснээс хойш тоолно.',
  placement: 'Хаана',
  unnamed: 'Нэргүй',
  opened: 'Нээсэн',
  answered: 'Хариулсан',
  none: 'Энэ хугацаанд хэнийг ч уриагүй',
  noneFiltered: 'Эдгээр шүүлтүүрт тохирох урилга алга',
  noneText:
    'Урилгыг тусламжийн систем, таны програм эсвэл жагсаалтаас үүсгэнэ. Хуудсан дээрх ' +
    'судалгаа өөрөө асуух тул урилга хэрэггүй.',
  upload: 'Жагсаалт оруулах',
  connect: 'Холбогчдыг нээх'
}
