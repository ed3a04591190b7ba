import type { Random } from './random'
import type { Language, Topic } from './world'

type Sentences = { low: readonly string[]; high: readonly string[] }

/** What people write about a topic, in the languages that most of them speak. */
const about: Record<Topic, Partial<Record<Language, Sentences>>> = {
  'Billing question': {
    en: {
      low: [
        'I was charged twice and nobody could tell me why.',
        'The invoice still shows the old address.',
        'Third call about the same bill.',
        'I had to explain the whole thing from the start again.',
        'The extra fee was never mentioned before.'
      ],
      high: [
        'The double charge was gone in five minutes.',
        'She went through the bill with me line by line.',
        'Finally somebody explained the fees.'
      ]
    },
    ur: {
      low: [
        'مجھ سے دو بار پیسے کاٹے گئے، کسی نے وجہ نہیں بتائی۔',
        'بل ابھی تک غلط ہے۔',
        'ایک ہی بل کے لیے تیسری بار رابطہ کرنا پڑا۔'
      ],
      high: ['بل کا مسئلہ فوراً حل ہو گیا، شکریہ۔', 'انہوں نے ہر چیز تفصیل سے سمجھائی۔']
    }
  },
  Refund: {
    en: {
      low: [
        'Still waiting for my money after three weeks.',
        'They promised the refund twice.',
        'I got a voucher instead of a refund.'
      ],
      high: ['The money was back the next day.', 'No questions asked, thank you.']
    },
    ur: {
      low: ['تین ہفتے ہو گئے، پیسے واپس نہیں آئے۔', 'واپسی کا وعدہ کیا مگر کچھ نہیں ہوا۔'],
      high: ['پیسے اگلے دن ہی واپس مل گئے۔']
    }
  },
  Delivery: {
    en: {
      low: [
        'The parcel came four days late.',
        'The driver never rang.',
        'Tracking said delivered, but nothing was here.',
        'One of the pots arrived broken.'
      ],
      high: [
        'Came a day early!',
        'They found my parcel within the hour.',
        'Good to get a message before the driver came.'
      ]
    },
    ur: {
      low: ['پارسل چار دن دیر سے آیا۔', 'ڈرائیور نے فون تک نہیں کیا۔'],
      high: ['وقت سے پہلے پہنچ گیا، بہت خوب۔']
    },
    zh: { low: ['包裹晚了四天。', '花盆送到时已经碎了。'], high: ['送货很快，谢谢！'] }
  },
  Login: {
    en: {
      low: ['The reset mail never arrived.', 'I am still locked out.'],
      high: ['Back in within two minutes.', 'Clear steps, worked at once.']
    }
  },
  Returns: {
    en: {
      low: ['Printing a label in 2026, really?'],
      high: ['Easy, I just dropped it off.', 'They picked it up from my door.']
    }
  },
  Warranty: {
    en: {
      low: ['They said it was not covered without looking at it.', 'I was sent from one person to the next.'],
      high: ['A new pump came the same week.']
    }
  },
  Installation: {
    en: {
      low: ['The manual skips a step.'],
      high: ['He stayed on the phone until it ran.', 'The video she sent me was perfect.']
    },
    mn: { low: ['Заавар ойлгомжгүй байлаа.'], high: ['Суурилуулахад маш сайн тусалсан, баярлалаа.'] }
  },
  'Product question': {
    en: {
      low: ['I got a copy of the website, not an answer.'],
      high: [
        'She knew exactly which soil I need.',
        'Honest advice, I bought the cheaper one.',
        'Quick and friendly.'
      ]
    },
    hi: { low: ['मेरे सवाल का जवाब नहीं मिला।'], high: ['बहुत अच्छी सलाह मिली, धन्यवाद।'] }
  },
  'Opening hours': {
    en: { low: ['The shop was closed although the message said open.'], high: ['Answer within a minute.'] }
  },
  'Loyalty card': {
    en: { low: ['My points are gone.'], high: ['My points were moved to the new card at once.'] }
  }
}

/** What people write whatever it was about. */
const general: Record<Language, Sentences> = {
  en: {
    low: [
      'It took far too long.',
      'I still do not have an answer.',
      'Nobody listened.',
      'Copy and paste replies.'
    ],
    high: ['Thank you!', 'Very kind and quick.', 'Solved with one message.', 'Great service, as always.']
  },
  ur: {
    low: ['بہت دیر لگی۔', 'میرا مسئلہ حل نہیں ہوا۔', 'کسی نے بات نہیں سنی۔'],
    high: ['بہت شکریہ!', 'بہت اچھی خدمت۔', 'جلدی اور نرمی سے جواب ملا۔']
  },
  ar: {
    low: ['انتظرت طويلاً دون رد.', 'لم تُحل مشكلتي.', 'اضطررت إلى الشرح من جديد.'],
    high: ['شكراً جزيلاً، خدمة ممتازة.', 'رد سريع وودود.', 'حُلت المشكلة فوراً.']
  },
  hi: { low: ['बहुत देर लगी।', 'समस्या अब भी वही है।'], high: ['बहुत बढ़िया सेवा।', 'तुरंत जवाब मिला।'] },
  mn: {
    low: ['Хариу өгөхөд хэтэрхий удсан.', 'Асуудал шийдэгдээгүй хэвээр.'],
    high: ['Маш хурдан, найрсаг үйлчилгээ.', 'Баярлалаа!']
  },
  zh: { low: ['等了太久。', '问题还没有解决。'], high: ['服务很好，谢谢。', '回复很快，很有耐心。'] },
  es: {
    low: ['Tardaron demasiado.', 'Sigo sin una respuesta.'],
    high: ['Muy amables y rápidos.', '¡Gracias por todo!']
  },
  fr: {
    low: ['Beaucoup trop long.', 'Personne ne m’a rappelé.'],
    high: ['Réponse claire et rapide, merci.', 'Toujours aussi aimables.']
  }
}

/** A sentence as somebody with this topic, language and mood would write it. */
export function commentOn(topic: Topic, language: Language, isContent: boolean, random: Random): string {
  const mood = isContent ? 'high' : 'low'
  const special = about[topic][language]?.[mood] ?? []
  return random.one([...special, ...special, ...general[language][mood]])
}
