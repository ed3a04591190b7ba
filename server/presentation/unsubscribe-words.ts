import { languageFor, languages } from '../../widget/words'

/** What a mail's last line and the page behind it say: the wish, and that it is granted. */
export type UnsubscribeWords = { wish: string; granted: string }

export function unsubscribeWords(locale: string): UnsubscribeWords {
  const spoken = languageFor(locale)
  const tag = Object.keys(languages).find((one) => languages[one] === spoken)
  const [wish, granted] = (tag !== undefined && words[tag]) || english
  return { wish, granted }
}

const english = ['Do not ask me again', 'You will not be asked again.'] as const

const words: Record<string, readonly [wish: string, granted: string]> = {
  am: ['እንደገና አትጠይቁኝ', 'ከእንግዲህ አይጠየቁም።'],
  ar: ['لا تسألوني مرة أخرى', 'لن نسألك مرة أخرى.'],
  az: ['Məndən bir daha soruşmayın', 'Sizdən bir daha soruşulmayacaq.'],
  bn: ['আমাকে আর জিজ্ঞাসা করবেন না', 'আপনাকে আর জিজ্ঞাসা করা হবে না।'],
  ckb: ['جارێکی تر پرسیارم لێ مەکەن', 'جارێکی تر پرسیارت لێ ناکرێت.'],
  cs: ['Už se mě neptejte', 'Už se vás nebudeme ptát.'],
  da: ['Spørg mig ikke igen', 'Du bliver ikke spurgt igen.'],
  de: ['Nicht mehr fragen', 'Wir fragen Sie nicht mehr.'],
  el: ['Μη με ξαναρωτήσετε', 'Δεν θα σας ξαναρωτήσουμε.'],
  en: english,
  es: ['No volver a preguntarme', 'No volveremos a preguntarle.'],
  fa: ['دیگر از من نپرسید', 'دیگر از شما پرسیده نمی‌شود.'],
  fi: ['Älä kysy minulta uudelleen', 'Sinulta ei kysytä enää.'],
  fil: ['Huwag na akong tanungin muli', 'Hindi ka na muling tatanungin.'],
  fr: ['Ne plus me demander', 'Nous ne vous demanderons plus rien.'],
  he: ['אל תשאלו אותי שוב', 'לא נשאל אותך שוב.'],
  hi: ['मुझसे दोबारा न पूछें', 'आपसे दोबारा नहीं पूछा जाएगा।'],
  hu: ['Ne kérdezzenek többet', 'Többet nem kérdezzük.'],
  id: ['Jangan tanya saya lagi', 'Anda tidak akan ditanya lagi.'],
  it: ['Non chiedetemelo più', 'Non glielo chiederemo più.'],
  ja: ['今後は送信しない', '今後はお送りしません。'],
  kk: ['Менен қайта сұрамаңыз', 'Сізден қайта сұралмайды.'],
  ko: ['다시 묻지 않기', '다시 묻지 않겠습니다.'],
  mn: ['Надаас дахин бүү асуугаарай', 'Танаас дахин асуухгүй.'],
  ms: ['Jangan tanya saya lagi', 'Anda tidak akan ditanya lagi.'],
  nb: ['Ikke spør meg igjen', 'Du blir ikke spurt igjen.'],
  nl: ['Vraag het mij niet meer', 'We vragen het u niet meer.'],
  pa: ['ਮੈਨੂੰ ਦੁਬਾਰਾ ਨਾ ਪੁੱਛੋ', 'ਤੁਹਾਨੂੰ ਦੁਬਾਰਾ ਨਹੀਂ ਪੁੱਛਿਆ ਜਾਵੇਗਾ।'],
  pl: ['Nie pytajcie mnie więcej', 'Nie będziemy więcej pytać.'],
  ps: ['بیا مې مه پوښتئ', 'بیا به ونه پوښتل شئ.'],
  pt: ['Não voltar a perguntar', 'Não voltaremos a perguntar-lhe.'],
  'pt-BR': ['Não perguntar novamente', 'Não perguntaremos novamente.'],
  ro: ['Nu mă mai întrebați', 'Nu veți mai fi întrebat.'],
  ru: ['Больше не спрашивать', 'Мы больше не будем вас спрашивать.'],
  sv: ['Fråga mig inte igen', 'Du blir inte tillfrågad igen.'],
  sw: ['Usiniulize tena', 'Hutaulizwa tena.'],
  ta: ['என்னிடம் மீண்டும் கேட்காதீர்கள்', 'உங்களிடம் மீண்டும் கேட்கப்படாது.'],
  th: ['อย่าถามฉันอีก', 'เราจะไม่ถามคุณอีก'],
  tr: ['Bana bir daha sormayın', 'Size bir daha sorulmayacak.'],
  uk: ['Більше не запитувати', 'Ми більше не будемо вас запитувати.'],
  ur: ['مجھ سے دوبارہ نہ پوچھیں', 'آپ سے دوبارہ نہیں پوچھا جائے گا۔'],
  uz: ['Mendan boshqa so‘ramang', 'Sizdan boshqa so‘ralmaydi.'],
  vi: ['Đừng hỏi tôi nữa', 'Bạn sẽ không bị hỏi lại.'],
  zh: ['不再询问我', '我们不会再询问您。'],
  'zh-TW': ['不要再詢問我', '我們不會再詢問您。']
}
