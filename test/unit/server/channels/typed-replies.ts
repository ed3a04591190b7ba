/** What people type when a text message asks for 1 to 5, the rating that a person reads in it, and the language of the ask. */
export type TypedReply = readonly [text: string, rating: number, locale?: string]

/** The kinds that were lost on 2026-11-28, and others of each kind. */
export const replies: readonly TypedReply[] = [
  // Found on 2026-11-28.
  ['2 because nobody answered my calls', 2], ['5 thanks', 5], ['5 👍', 5], ['1, still broken', 1], ['Rating: 4', 4], ['5\nAna was super helpful', 5],
  ['5, great', 5], ['5 (great)', 5], ['(5)', 5], ['5.0', 5], ['05', 5], ['five stars', 5],
  ['5 gracias', 5, 'es'], ['5 danke', 5, 'de'], ['5 merci', 5, 'fr'], ['5 شكرا', 5, 'ar'], ['5 ดาว', 5, 'th'], ['5 bintang', 5, 'id'],
  ['5 спасибо', 5, 'ru'], ['पांच', 5, 'hi'], ['五星', 5, 'zh'], ['五分', 5, 'zh'],
  // The number alone, in digits and signs of many keyboards.
  ['5', 5], [' 4. ', 4], ['３', 3, 'ja'], ['٤', 4, 'ar'], ['۵', 5, 'ur'], ['५', 5, 'hi'], ['৩', 3, 'bn'], ['๕', 5, 'th'], ['5️⃣', 5], ['④', 4, 'ja'],
  ['[4]', 4], ['4)', 4], ['"3"', 3], ['4/5', 4], ['4 out of 5', 4], ['four out of five', 4], ['vier von fünf', 4, 'de'], ['★★★★☆', 4], ['⭐⭐⭐⭐⭐', 5], ['5 stars', 5],
  ['4,0', 4, 'de'], ['5!!!', 5], ['5+', 5], ['5...', 5], ['very good', 5], ['vier', 4, 'de'],
  // The number, and why.
  ['1 - waited three weeks for nothing', 1], ['3. It took too long but it works now', 3], ['2: the agent was rude', 2], ['4; quick answer', 4], ['1!!! never again', 1],
  ['5 excellent service', 5], ['4 good', 4], ['3 could be faster', 3], ['1 terrible', 1], ['2 not happy', 2], ['5 very helpful agent, thank you Maria', 5],
  ['4 but the hold music is awful', 4], ['5 😊😊', 5], ['5❤️', 5], ['1 😡 nobody called back', 1], ['4/5 would have been 5 but slow', 4], ['5 out of 5! Great job', 5],
  ['5 stars, Ana is the best', 5], ['⭐⭐⭐⭐ nice people', 4], ['1 after 2 hours of waiting', 1], ['3 - waited 40 minutes', 3], ['2 your app crashed twice', 2],
  ['5 from me', 5], ['5 for Ana', 5], ['4 I guess', 4], ['3 so so', 3], ['5 thank you so much!!', 5], ['5 thx', 5], ['1 waste of time', 1], ['1. No one ever called.', 1],
  ['2\n\nStill no refund', 2], ['five, thank you', 5], ['Five stars!', 5], ['4 pretty good', 4],
  // Something before the number.
  ['My rating is 4', 4], ['Score 3', 3], ['I give you a 5', 5], ['I would say 4', 4], ['Thanks! 5', 5], ['👍 5', 5], ['Hi, 4', 4], ['rating 2/5', 2], ['It’s a 5', 5],
  ['Definitely 5', 5], ['Note: 4', 4, 'fr'], ['Bewertung: 2', 2, 'de'], ['Mi calificación es 5', 5, 'es'], ['Оценка 4', 4, 'ru'], ['التقييم: ٤', 4, 'ar'], ['評価：4', 4, 'ja'],
  // Other languages.
  ['2 weil niemand geantwortet hat', 2, 'de'], ['fünf Sterne', 5, 'de'], ['1 parce que personne ne répond', 1, 'fr'], ['cinq étoiles', 5, 'fr'], ['cinco estrellas', 5, 'es'],
  ['1 porque nadie contesta', 1, 'es'], ['5 obrigada!', 5, 'pt-BR'], ['4 teşekkürler', 4, 'tr'], ['5 yıldız', 5, 'tr'], ['3 нормально', 3, 'ru'], ['пять звёзд', 5, 'ru'],
  ['5 баярлалаа', 5, 'mn'], ['۵ شکریہ', 5, 'ur'], ['پانچ ستارے', 5, 'ur'], ['५ धन्यवाद', 5, 'hi'], ['5谢谢', 5, 'zh'], ['1 太慢了', 1, 'zh'], ['5ありがとう', 5, 'ja'],
  ['5 감사합니다', 5, 'ko'], ['5 cảm ơn', 5, 'vi'], ['5 terima kasih', 5, 'id'], ['خمسة نجوم', 5, 'ar']
]

/** What has a number of the scale in it and is no rating, or says more than one. */
export const traps: readonly (readonly [text: string, locale?: string])[] = [
  // Found on 2026-11-28.
  ['5 minutes ago'], ['1-5'], ['15'],
  // Something else is counted, measured or paid.
  ['2 people told me to call'], ['3 items are missing'], ['1 day late'], ['3 weeks and no reply'], ['5 min'], ['4 hrs on hold'], ['1 more thing'], ['1 question please'], ['2 of my orders'],
  ['5%'], ['$5'], ['5 €'], ['5 dollars back please'], ['3 times I called'], ['5k'], ['5G does not work'], ['1st'], ['4th floor'], ['5x'], ['2 new questions'], ['4 kg'], ['1 hour'],
  ['5 Minuten', 'de'], ['3 días', 'es'], ['2 heures', 'fr'], ['5 минут назад', 'ru'], ['٥ دقائق', 'ar'], ['5 منٹ', 'ur'], ['5 मिनट', 'hi'], ['5分钟', 'zh'], ['3個', 'ja'], ['2번 전화했어요', 'ko'],
  ['5 dakika', 'tr'], ['3 Pakete fehlen', 'de'], ['2 veces', 'es'], ['5 минут', 'mn'],
  // A clock, a day, a number of something, part of a longer number.
  ['5:30'], ['5 pm'], ['5pm works'], ['5 o’clock'], ['5 Uhr', 'de'], ['call me at 5'], ['order 4'], ['room 3'], ['#5'], ['5.5.2026'], ['4/12'], ['5 555 1234'], ['1.5'], ['-1'],
  ['1. name 2. address'], ['1) yes\n2) no'],
  // More than one, none of the scale, or taken back.
  ['4 or 5'], ['4-5'], ['3 to 4'], ['4, 5'], ['5?'], ['not 5'], ['6'], ['4/10'], ['5 is too much'], ['5 bad']
]

/** More of the same kinds, as people of many languages write them; the first of each list were read wrong until 2026-11-29. */
export const moreReplies: readonly TypedReply[] = [
  ['5 good', 5], ['1 - bad', 1], ['4 very good', 4], ['Hi there 5', 5], ['2 - agent hung up on me twice', 2], ['4 took 2 days though', 4], ['5*', 5], ['maybe 4', 4], ['It was a 3', 3],
  ['1 schlecht', 1, 'de'], ['1 personne ne rappelle', 1, 'fr'], ['3 más o menos', 3, 'es'], ['на 5', 5, 'ru'], ['5 میں سے 4', 4, 'ur'], ['给5分', 5, 'zh'], ['满意 5', 5, 'zh'],
  ['星4つ', 4, 'ja'], ['★4', 4, 'ja'], ['ห้าดาว', 5, 'th'], ['5 bra', 5, 'sv'], ['1 муу', 1, 'mn'],
  ['5 cheers mate', 5], ['rating=4', 4], ['Four.', 4], ['I’d give it a 4', 4], ['⭐️⭐️⭐️', 3], ['5 <3', 5], ['1 :(', 1], ['5. Solved in 2 minutes!', 5], ['1, I called 4 times', 1],
  ['5 - solved in 5 minutes', 5], ['2 rude agents', 2], ['5️⃣ thanks', 5], ['Score: 2/5', 2], ['5\n\nThanks,\nSarah', 5], ['5 from Sarah', 5], ['eine 5', 5, 'de'], ['le doy un 4', 4, 'es'],
  ['dou 4', 4, 'pt-BR'], ['voto 4', 4, 'it'], ['5+ спасибо', 5, 'ru'], ['٥ من ٥', 5, 'ar'], ['پنج ستاره', 5, 'fa'], ['৫ ধন্যবাদ', 5, 'bn'], ['5점 드려요', 5, 'ko'], ['5 điểm', 5, 'vi'],
  ['ให้ 5', 5, 'th'], ['öt', 5, 'hu'], ['п’ять', 5, 'uk'], ['ஐந்து', 5, 'ta'], ['አምስት', 5, 'am'], ['tano', 5, 'sw'], ['חמש', 5, 'he'], ['ocena 5', 5, 'pl'], ['cijfer 4', 4, 'nl']
]

export const moreTraps: typeof traps = [
  ['5 lakh'], ['4 and a half'], ['5 reais', 'pt-BR'], ['2 of 5 items arrived'], ['4 to 5 days'], ['2 factor code'], ['2-factor'], ['5. Mai', 'de'], ['3 हफ्ते', 'hi'], ['2 долоо хоног', 'mn'], ['4 of 5', 'nl'],
  ['打5折', 'zh'], ['I have 3 questions'], ['it’s 5 pm'], ['give me 5 minutes'], ['only 3 arrived'], ['2 - items'], ['5 Oak Street'], ['error 4'], ['the code is 4 2 1'], ['5 I mean 4'], ['one of your agents'],
  ['which is best, 1 or 5?'], ['https://a.example/5'], ['um 5', 'de'], ['4 veya 5', 'tr'], ['5 мая', 'ru'], ['٤ أو ٥', 'ar'], ['5 बजे', 'hi'], ['4か5', 'ja'], ['4시', 'ko'], ['2 minggu', 'id'], ['3 tygodnie', 'pl']
]
