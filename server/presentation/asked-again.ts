import { languageFor, languages } from '../../widget/words'

/** With what a customer is asked once more, before the question itself. */
export function askedAgain(locale: string): string {
  const spoken = languageFor(locale)
  const tag = Object.keys(languages).find((one) => languages[one] === spoken)
  return (tag !== undefined && words[tag]) || english
}

const english = 'We have looked into what you told us. How is it now?'

const words: Record<string, string> = {
  am: 'የነገሩንን ተመልክተናል። አሁን እንዴት ነው?',
  ar: 'لقد نظرنا فيما أخبرتمونا به. كيف هو الأمر الآن؟',
  az: 'Bizə dediklərinizi araşdırdıq. İndi vəziyyət necədir?',
  bn: 'আপনি যা জানিয়েছেন তা আমরা দেখেছি। এখন কেমন?',
  ckb: 'سەیری ئەوەمان کرد کە پێتان گوتین. ئێستا چۆنە؟',
  cs: 'Zabývali jsme se tím, co jste nám sdělili. Jaké je to teď?',
  da: 'Vi har set på det, du fortalte os. Hvordan er det nu?',
  de: 'Wir haben uns um das gekümmert, was Sie uns gesagt haben. Wie ist es jetzt?',
  el: 'Εξετάσαμε όσα μας είπατε. Πώς είναι τώρα;',
  en: english,
  es: 'Hemos revisado lo que nos contó. ¿Cómo está ahora?',
  fa: 'آنچه به ما گفتید بررسی کردیم. اکنون وضع چگونه است؟',
  fi: 'Olemme selvittäneet asiaa, josta kerroitte. Millainen tilanne on nyt?',
  fil: 'Tiningnan na namin ang sinabi ninyo. Kumusta na ito ngayon?',
  fr: 'Nous avons examiné ce que vous nous avez dit. Qu’en est-il maintenant ?',
  he: 'בדקנו את מה שסיפרתם לנו. מה המצב עכשיו?',
  hi: 'आपने जो बताया, हमने उसे देखा है। अब कैसा है?',
  hu: 'Utánajártunk annak, amit elmondott. Milyen most?',
  id: 'Kami telah menindaklanjuti yang Anda sampaikan. Bagaimana sekarang?',
  it: 'Abbiamo esaminato ciò che ci ha detto. Com’è adesso?',
  ja: 'お知らせいただいた件を確認しました。現在はいかがですか。',
  kk: 'Сіз айтқан мәселені қарап шықтық. Қазір қалай?',
  ko: '말씀해 주신 내용을 살펴보았습니다. 지금은 어떠신가요?',
  mn: 'Таны хэлснийг бид шалгасан. Одоо ямар байна вэ?',
  ms: 'Kami telah meneliti apa yang anda beritahu kami. Bagaimana keadaannya sekarang?',
  nb: 'Vi har sett på det du fortalte oss. Hvordan er det nå?',
  nl: 'We hebben gekeken naar wat u ons vertelde. Hoe is het nu?',
  pa: 'ਤੁਸੀਂ ਜੋ ਦੱਸਿਆ, ਅਸੀਂ ਉਸ ਨੂੰ ਵੇਖਿਆ ਹੈ। ਹੁਣ ਕਿਵੇਂ ਹੈ?',
  pl: 'Zajęliśmy się tym, o czym nam Państwo powiedzieli. Jak jest teraz?',
  ps: 'هغه څه مو وکتل چې تاسو راته ویلي وو. اوس څنګه دي؟',
  pt: 'Analisámos o que nos disse. Como está agora?',
  'pt-BR': 'Analisamos o que você nos contou. Como está agora?',
  ro: 'Ne-am uitat la ceea ce ne-ați spus. Cum este acum?',
  ru: 'Мы разобрались с тем, о чём вы нам сообщили. Как обстоят дела сейчас?',
  sv: 'Vi har sett över det du berättade för oss. Hur är det nu?',
  sw: 'Tumeshughulikia ulichotuambia. Hali ikoje sasa?',
  ta: 'நீங்கள் சொன்னதைப் பார்த்தோம். இப்போது எப்படி உள்ளது?',
  th: 'เราได้ตรวจสอบเรื่องที่คุณแจ้งแล้ว ตอนนี้เป็นอย่างไรบ้าง',
  tr: 'Bize söylediklerinizi inceledik. Şimdi durum nasıl?',
  uk: 'Ми розібралися з тим, про що ви нам розповіли. Як зараз?',
  ur: 'آپ نے جو بتایا، ہم نے اسے دیکھ لیا ہے۔ اب کیسا ہے؟',
  uz: 'Bizga aytganlaringizni ko‘rib chiqdik. Hozir qanday?',
  vi: 'Chúng tôi đã xem xét điều bạn cho biết. Bây giờ thế nào rồi?',
  zh: '我们已处理您反映的情况。现在怎么样？',
  'zh-TW': '我們已處理您反映的情況。現在怎麼樣？'
}
