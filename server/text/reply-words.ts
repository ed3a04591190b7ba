import { languageFor, languages } from '../../widget/words'

type Range = { min: number; max: number; best: number }

/**
 * “Please reply with 1 to 5; 5 is best.” in the customer's language: said to whoever typed something that
 * is no rating.
 */
export function replyHint(locale: string, { min, max, best }: Range): string {
  const [reply, isBest] = wordsOf(locale)
  return `${withRange(reply, String(min), String(max))}; ${isBest.replace('{best}', String(best))}.`
}

/**
 * “Please reply with 1 (Very bad) to 5 (Very good).”, by the names that the survey gives the ends; the hint
 * where it gives none.
 */
export function replyRequest(locale: string, range: Range, [low = '', high = '']: readonly string[]): string {
  if (low === '' || high === '') return replyHint(locale, range)
  return `${withRange(wordsOf(locale)[0], `${range.min} (${low})`, `${range.max} (${high})`)}.`
}

function withRange(text: string, min: string, max: string): string {
  return text.replace('{min}', () => min).replace('{max}', () => max)
}

function wordsOf(locale: string): readonly [reply: string, best: string] {
  const spoken = languageFor(locale)
  const tag = Object.keys(languages).find((one) => languages[one] === spoken)
  return (tag !== undefined && words[tag]) || english
}

const english = ['Please reply with {min} to {max}', '{best} is best'] as const

const words: Record<string, readonly [reply: string, best: string]> = {
  am: ['እባክዎ ከ{min} እስከ {max} ይመልሱ', '{best} ምርጥ ነው'],
  ar: ['يرجى الرد برقم من {min} إلى {max}', '{best} هو الأفضل'],
  az: ['Zəhmət olmasa {min} ilə {max} arası cavab yazın', '{best} ən yaxşıdır'],
  bn: ['অনুগ্রহ করে {min} থেকে {max} লিখে উত্তর দিন', '{best} সবচেয়ে ভালো'],
  ckb: ['تکایە بە {min} تا {max} وەڵام بدەوە', '{best} باشترینە'],
  cs: ['Odpovězte prosím číslem {min} až {max}', '{best} je nejlepší'],
  da: ['Svar venligst med {min} til {max}', '{best} er bedst'],
  de: ['Bitte antworten Sie mit {min} bis {max}', '{best} ist am besten'],
  el: ['Απαντήστε με {min} έως {max}', 'το {best} είναι το καλύτερο'],
  en: english,
  es: ['Responda con {min} a {max}', '{best} es lo mejor'],
  fa: ['لطفاً با {min} تا {max} پاسخ دهید', '{best} بهترین است'],
  fi: ['Vastaa numerolla {min}–{max}', '{best} on paras'],
  fil: ['Sumagot ng {min} hanggang {max}', '{best} ang pinakamaganda'],
  fr: ['Répondez par {min} à {max}', '{best} est la meilleure note'],
  he: ['נא להשיב במספר {min} עד {max}', '{best} הוא הטוב ביותר'],
  hi: ['कृपया {min} से {max} लिखकर जवाब दें', '{best} सबसे अच्छा है'],
  hu: ['Kérjük, válaszoljon {min} és {max} közötti számmal', 'a legjobb: {best}'],
  id: ['Balas dengan {min} sampai {max}', '{best} yang terbaik'],
  it: ['Risponda con {min} fino a {max}', '{best} è il massimo'],
  ja: ['{min}から{max}で返信してください', '{best}が最高です'],
  kk: ['{min} мен {max} аралығында жауап беріңіз', '{best} – ең жақсысы'],
  ko: ['{min}부터 {max}까지의 숫자로 답장해 주세요', '{best}이(가) 가장 좋습니다'],
  mn: ['{min}-ээс {max} хүртэлх тоогоор хариулна уу', '{best} нь хамгийн сайн'],
  ms: ['Sila balas dengan {min} hingga {max}', '{best} yang terbaik'],
  nb: ['Svar med {min} til {max}', '{best} er best'],
  nl: ['Antwoord met {min} tot en met {max}', '{best} is het beste'],
  pa: ['ਕਿਰਪਾ ਕਰਕੇ {min} ਤੋਂ {max} ਲਿਖ ਕੇ ਜਵਾਬ ਦਿਓ', '{best} ਸਭ ਤੋਂ ਵਧੀਆ ਹੈ'],
  pl: ['Odpowiedz liczbą od {min} do {max}', '{best} to najlepsza ocena'],
  ps: ['مهرباني وکړئ له {min} تر {max} ځواب راکړئ', '{best} تر ټولو ښه دی'],
  pt: ['Responda com {min} a {max}', '{best} é o melhor'],
  'pt-BR': ['Responda com {min} a {max}', '{best} é o melhor'],
  ro: ['Răspundeți cu {min} până la {max}', '{best} este cel mai bine'],
  ru: ['Ответьте числом от {min} до {max}', '{best} – лучшая оценка'],
  sv: ['Svara med {min} till {max}', '{best} är bäst'],
  sw: ['Tafadhali jibu kwa {min} hadi {max}', '{best} ni bora zaidi'],
  ta: ['{min} முதல் {max} வரை பதிலளிக்கவும்', '{best} மிகச் சிறந்தது'],
  th: ['โปรดตอบกลับด้วย {min} ถึง {max}', '{best} คือดีที่สุด'],
  tr: ['Lütfen {min} ile {max} arasında yanıtlayın', '{best} en iyisidir'],
  uk: ['Дайте відповідь числом від {min} до {max}', '{best} – найкраща оцінка'],
  ur: ['براہِ کرم {min} سے {max} تک جواب دیں', '{best} سب سے بہتر ہے'],
  uz: ['Iltimos, {min} dan {max} gacha javob bering', '{best} – eng yaxshisi'],
  vi: ['Vui lòng trả lời từ {min} đến {max}', '{best} là tốt nhất'],
  zh: ['请回复{min}到{max}', '{best}为最好'],
  'zh-TW': ['請回覆{min}到{max}', '{best}為最好']
}
