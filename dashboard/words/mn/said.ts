import type { Words } from '../words'

// Mongolian writes numbers as English does, and some browsers do not know it
const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)

export const said: Words['said'] = {
  lead: 'Хэрэглэгчид үнэлгээнээс гадна юу хэлсэн бэ: яагаад ингэж үнэлсэн, асуудал шийдэгдсэн эсэх, ажилтныг хэрхэн үнэлсэн.',
  values: {
    solved: { yes: 'Шийдэгдсэн', 'not-yet': 'Хараахан шийдэгдээгүй', no: 'Шийдэгдээгүй' },
    contact: { yes: 'Холбогдож болно', no: 'Холбогдож болохгүй' },
    commented: { yes: 'Сэтгэгдэлтэй', no: 'Сэтгэгдэлгүй' }
  },
  reasons: {
    title: 'Яагаад ингэж үнэлсэн',
    share: 'Шалтгаанаа хэлсэн хүмүүсээс',
    chosen: (value, all) => `${number(all)} хариултаас ${number(value)} нь шалтгаанаа хэлсэн.`
  },
  nothing: 'Энэ хугацаанд хэн ч үнэлгээнээс гадна юу ч хэлээгүй байна.',
  nothingAsked:
    'Энэ судалгаа үнэлгээнээс гадна юу ч асуудаггүй. Шалтгаан, асуудал шийдэгдсэн эсэх, ажилтан ямар байсныг бас асууж болно.',
  edit: 'Судалгаа юу асуухыг өөрчлөх',
  rating: 'Аль үнэлгээ',
  of: { outcome: 'Үр дүн', person: 'Ажилтан' }
}
