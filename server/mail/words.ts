import { acceptedLanguages } from '../text/accepted-languages'

/** What our own mails say, in the languages of the dashboard. */
export const wordings = {
  en: {
    direction: 'ltr',
    reset: {
      subject: 'Choose a new password for Hearback',
      hello: (name: string) => `Hello ${name},`,
      text:
        'somebody, probably you, asked for a new password. The link works once and for an ' +
        'hour. All your sessions end when you use it.',
      button: 'Choose a new password',
      foot: 'If it was not you, do nothing: your password stays as it is.'
    },
    invite: {
      subject: (site: string) => `Join ${site} on Hearback`,
      hello: (name: string) => `Hello ${name},`,
      text: (by: string, site: string) =>
        `${by} asks you to work on ${site} with what its customers say. The link works once and for a week.`,
      button: 'Join',
      foot: 'If you do not know what this is about, do nothing.'
    },
    prove: {
      subject: 'Prove your address for Hearback',
      hello: (name: string) => `Hello ${name},`,
      text:
        'open this link in the browser in which you are signed in, and this address is yours. ' +
        'It works for an hour.',
      button: 'This is my address',
      foot: 'If you have no account here, do nothing: somebody may have typed your address.'
    },
    attack: {
      subject: 'Somebody tries passwords on your Hearback account',
      hello: (name: string) => `Hello ${name},`,
      text: [
        'many wrong passwords were tried on your account within a few minutes. None of them ' +
          'let anybody in. From now on each try waits for the one before.',
        'Browsers in which you have signed in before are not slowed. Two-factor sign-in or a ' +
          'passkey on your profile page makes passwords alone worthless.'
      ],
      button: 'Open your profile',
      foot: 'You get this mail once a day at most.'
    },
    held: {
      subject: (site: string) => `Answers to ${site} are held back`,
      hello: (name: string) => `Hello ${name},`,
      text: (survey: string, site: string) =>
        `since today many answers to “${survey}” of ${site} come in a way in which people do not answer.`,
      more:
        'They are kept and count in no figure until you have looked at them. You can restore ' +
        'them or leave them out, all at once.',
      button: 'Look at them',
      foot: 'You get this mail once a day and site at most.'
    },
    paused: {
      subject: (connector: string, site: string) => `“${connector}” of ${site} sends nothing`,
      hello: (name: string) => `Hello ${name},`,
      text: (connector: string, site: string) =>
        `the service behind the connector “${connector}” of ${site} refuses its key, so it is ` +
        'paused. Nothing is lost: what is to be sent waits.',
      more:
        'Enter a new key, or put the account right at the service and let the connector go on. ' +
        'All that waits is sent then.',
      button: 'Open the connector',
      foot: 'You get this mail once each time that a connector is paused.'
    },
    endpoint: {
      subject: (endpoint: string, site: string) => `“${endpoint}” of ${site} is told nothing`,
      hello: (name: string) => `Hello ${name},`,
      text: (endpoint: string, site: string) =>
        `the endpoint “${endpoint}” of ${site} is paused: it is gone, has not taken anything for days, or ` +
        'nobody who may read this answers for it. What happens meanwhile waits for 30 days.',
      more: 'Put the receiver right, send a test, and let the endpoint go on. All that waits is sent then.',
      button: 'Open the endpoint',
      foot: 'You get this mail once each time that an endpoint is paused.'
    },
    test: {
      subject: 'Hearback can send mails',
      text: 'This is the test mail that you asked for on the settings page. Mails of this server arrive.',
      foot: 'If you do not know what this is about, do nothing.'
    }
  },
  mn: {
    direction: 'ltr',
    reset: {
      subject: 'Hearback-ийн шинэ нууц үг сонгоно уу',
      hello: (name: string) => `Сайн байна уу, ${name}.`,
      text:
        'Хэн нэгэн, магадгүй та, шинэ нууц үг хүссэн байна. Холбоос нэг удаа, нэг цагийн турш ' +
        'ажиллана. Ашиглахад таны бүх нэвтрэлт хаагдана.',
      button: 'Шинэ нууц үг сонгох',
      foot: 'Хэрэв та биш бол юу ч хийх хэрэггүй: нууц үг хэвээр үлдэнэ.'
    },
    invite: {
      subject: (site: string) => `Hearback дээрх ${site} сайтад нэгдээрэй`,
      hello: (name: string) => `Сайн байна уу, ${name}.`,
      text: (by: string, site: string) =>
        `${by} таныг ${site} сайтын хэрэглэгчдийн санал дээр хамтран ажиллахыг урьж байна. ` +
        'Холбоос нэг удаа, долоо хоногийн турш ажиллана.',
      button: 'Нэгдэх',
      foot: 'Хэрэв та юуны тухай болохыг мэдэхгүй бол юу ч хийх хэрэггүй.'
    },
    prove: {
      subject: 'Hearback дээрх хаягаа баталгаажуулна уу',
      hello: (name: string) => `Сайн байна уу, ${name}.`,
      text: 'Нэвтэрсэн хөтөч дээрээ энэ холбоосыг нээвэл хаяг танд баталгаажна. Холбоос нэг цаг ажиллана.',
      button: 'Энэ миний хаяг',
      foot: 'Хэрэв танд энд бүртгэл байхгүй бол юу ч хийх хэрэггүй: хэн нэгэн таны хаягийг бичсэн байж магадгүй.'
    },
    attack: {
      subject: 'Таны Hearback бүртгэлд хэн нэгэн нууц үг туршиж байна',
      hello: (name: string) => `Сайн байна уу, ${name}.`,
      text: [
        'Хэдхэн минутын дотор таны бүртгэлд олон буруу нууц үг туршсан байна. Хэн ч нэвтэрч ' +
          'чадаагүй. Одооноос оролдлого бүр өмнөхөө хүлээнэ.',
        'Таны өмнө нь нэвтэрсэн хөтчүүд удаашрахгүй. Хувийн хуудсан дээрх хоёр шатлалт ' +
          'нэвтрэлт эсвэл нэвтрэх түлхүүр нь зөвхөн нууц үгээр нэвтрэх боломжгүй болгоно.'
      ],
      button: 'Хувийн хуудас нээх',
      foot: 'Энэ захидлыг өдөрт нэгээс олон удаа илгээхгүй.'
    },
    held: {
      subject: (site: string) => `${site}: зарим хариултыг түр саатууллаа`,
      hello: (name: string) => `Сайн байна уу, ${name}.`,
      text: (survey: string, site: string) =>
        `Өнөөдрөөс ${site} сайтын «${survey}» судалгаанд хүн хариулдаггүй байдлаар олон хариулт ирж байна.`,
      more:
        'Тэдгээр нь хадгалагдсан бөгөөд таныг хянах хүртэл ямар ч үзүүлэлтэд тооцогдохгүй. ' +
        'Бүгдийг нэг дор сэргээх эсвэл хасах боломжтой.',
      button: 'Хянах',
      foot: 'Энэ захидлыг сайт бүрт өдөрт нэгээс олон удаа илгээхгүй.'
    },
    paused: {
      subject: (connector: string, site: string) => `${site}: «${connector}» юу ч илгээхгүй байна`,
      hello: (name: string) => `Сайн байна уу, ${name}.`,
      text: (connector: string, site: string) =>
        `${site} сайтын «${connector}» холбогчийн үйлчилгээ түлхүүрийг нь хүлээж авахгүй ` +
        'байгаа тул холбогчийг түр зогсоолоо. Юу ч алдагдаагүй: илгээх зүйлс хүлээж байна.',
      more:
        'Шинэ түлхүүр оруулна уу, эсвэл үйлчилгээ дээрээ бүртгэлээ засаад холбогчийг ' +
        'үргэлжлүүлнэ үү. Дараа нь хүлээж буй бүгд илгээгдэнэ.',
      button: 'Холбогчийг нээх',
      foot: 'Холбогч түр зогсох бүрд энэ захидлыг нэг удаа илгээнэ.'
    },
    endpoint: {
      subject: (endpoint: string, site: string) => `${site}: «${endpoint}» мэдэгдэл авахгүй байна`,
      hello: (name: string) => `Сайн байна уу, ${name}.`,
      text: (endpoint: string, site: string) =>
        `${site} сайтын «${endpoint}» хаяг түр зогссон: хаяг устсан, хэдэн өдөр юу ч хүлээж аваагүй, эсвэл ` +
        'унших эрхтэй хариуцах хүн алга. Энэ хооронд болсон зүйл 30 хоног хүлээнэ.',
      more: 'Хүлээн авагчийг засаад туршилт илгээж, хаягийг үргэлжлүүлнэ үү. Дараа нь хүлээж буй бүгд илгээгдэнэ.',
      button: 'Хаягийг нээх',
      foot: 'Хаяг түр зогсох бүрд энэ захидлыг нэг удаа илгээнэ.'
    },
    test: {
      subject: 'Hearback захидал илгээж чадна',
      text: 'Энэ бол тохиргооны хуудаснаас таны хүссэн туршилтын захидал. Серверийн захидал хүрч байна.',
      foot: 'Хэрэв та юуны тухай болохыг мэдэхгүй бол юу ч хийх хэрэггүй.'
    }
  },
  ur: {
    direction: 'rtl',
    reset: {
      subject: 'Hearback کے لیے نیا پاس ورڈ چنیں',
      hello: (name: string) => `السلام علیکم ${name}،`,
      text:
        'کسی نے، غالباً آپ نے، نئے پاس ورڈ کی درخواست کی ہے۔ لنک ایک بار اور ایک گھنٹے تک کام ' +
        'کرتا ہے۔ اسے استعمال کرنے پر آپ کے تمام سیشن ختم ہو جائیں گے۔',
      button: 'نیا پاس ورڈ چنیں',
      foot: 'اگر یہ آپ نہیں تھے تو کچھ نہ کریں: آپ کا پاس ورڈ وہی رہے گا۔'
    },
    invite: {
      subject: (site: string) => `Hearback پر ${site} میں شامل ہوں`,
      hello: (name: string) => `السلام علیکم ${name}،`,
      text: (by: string, site: string) =>
        `${by} آپ کو ${site} پر گاہکوں کی آراء کے ساتھ کام کرنے کی دعوت دیتے ہیں۔ لنک ایک بار ` +
        'اور ایک ہفتے تک کام کرتا ہے۔',
      button: 'شامل ہوں',
      foot: 'اگر آپ نہیں جانتے کہ یہ کس بارے میں ہے تو کچھ نہ کریں۔'
    },
    prove: {
      subject: 'Hearback کے لیے اپنے پتے کی تصدیق کریں',
      hello: (name: string) => `السلام علیکم ${name}،`,
      text: 'یہ لنک اسی براؤزر میں کھولیں جس میں آپ سائن اِن ہیں، پھر یہ پتہ آپ کا ہے۔ لنک ایک گھنٹے تک کام کرتا ہے۔',
      button: 'یہ میرا پتہ ہے',
      foot: 'اگر یہاں آپ کا کوئی اکاؤنٹ نہیں تو کچھ نہ کریں: شاید کسی نے آپ کا پتہ لکھ دیا ہو۔'
    },
    attack: {
      subject: 'کوئی آپ کے Hearback اکاؤنٹ پر پاس ورڈ آزما رہا ہے',
      hello: (name: string) => `السلام علیکم ${name}،`,
      text: [
        'چند منٹوں میں آپ کے اکاؤنٹ پر بہت سے غلط پاس ورڈ آزمائے گئے۔ کوئی بھی اندر نہ آ سکا۔ ' +
          'اب سے ہر کوشش پچھلی کا انتظار کرتی ہے۔',
        'جن براؤزروں میں آپ پہلے سائن اِن کر چکے ہیں وہ سست نہیں ہوتے۔ آپ کے پروفائل پر دو ' +
          'مرحلوں والا سائن اِن یا پاس کی، اکیلے پاس ورڈ کو بے کار بنا دیتی ہے۔'
      ],
      button: 'اپنا پروفائل کھولیں',
      foot: 'یہ ای میل دن میں زیادہ سے زیادہ ایک بار آتی ہے۔'
    },
    held: {
      subject: (site: string) => `${site} کے جوابات روک لیے گئے ہیں`,
      hello: (name: string) => `السلام علیکم ${name}،`,
      text: (survey: string, site: string) =>
        `آج سے ${site} کے سروے ”${survey}“ میں بہت سے جوابات اس طرح آ رہے ہیں جیسے لوگ جواب نہیں دیتے۔`,
      more:
        'وہ محفوظ ہیں، اور جب تک آپ انہیں دیکھ نہ لیں کسی عدد میں شمار نہیں ہوتے۔ آپ سب کو ایک ' +
        'ساتھ بحال یا خارج کر سکتے ہیں۔',
      button: 'انہیں دیکھیں',
      foot: 'یہ ای میل ہر سائٹ کے لیے دن میں زیادہ سے زیادہ ایک بار آتی ہے۔'
    },
    paused: {
      subject: (connector: string, site: string) => `${site} کا ”${connector}“ کچھ نہیں بھیج رہا`,
      hello: (name: string) => `السلام علیکم ${name}،`,
      text: (connector: string, site: string) =>
        `${site} کے کنیکٹر ”${connector}“ کی سروس اس کی کلید قبول نہیں کرتی، اس لیے اسے روک ` +
        'دیا گیا ہے۔ کچھ ضائع نہیں ہوا: جو بھیجنا ہے وہ انتظار میں ہے۔',
      more:
        'نئی کلید درج کریں، یا سروس پر اکاؤنٹ درست کر کے کنیکٹر کو جاری رکھیں۔ پھر سب کچھ جو ' +
        'انتظار میں ہے بھیج دیا جائے گا۔',
      button: 'کنیکٹر کھولیں',
      foot: 'یہ ای میل کنیکٹر کے ہر بار رکنے پر ایک بار آتی ہے۔'
    },
    endpoint: {
      subject: (endpoint: string, site: string) => `${site} کے ”${endpoint}“ کو کچھ نہیں بتایا جا رہا`,
      hello: (name: string) => `السلام علیکم ${name}،`,
      text: (endpoint: string, site: string) =>
        `${site} کا پتہ ”${endpoint}“ روک دیا گیا ہے: وہ اب موجود نہیں، کئی دن سے کچھ قبول نہیں کرتا، یا اس کا ` +
        'ذمہ دار کوئی ایسا شخص نہیں جو یہ پڑھ سکے۔ اس دوران جو ہوتا ہے وہ 30 دن انتظار میں رہتا ہے۔',
      more: 'وصول کرنے والے کو درست کریں، آزمائش بھیجیں اور پتے کو جاری رکھیں۔ پھر سب کچھ بھیج دیا جائے گا۔',
      button: 'پتہ کھولیں',
      foot: 'یہ ای میل پتے کے ہر بار رکنے پر ایک بار آتی ہے۔'
    },
    test: {
      subject: 'Hearback ای میل بھیج سکتا ہے',
      text: 'یہ وہ آزمائشی ای میل ہے جو آپ نے ترتیبات کے صفحے سے منگوائی۔ اس سرور کی ای میلیں پہنچ رہی ہیں۔',
      foot: 'اگر آپ نہیں جانتے کہ یہ کس بارے میں ہے تو کچھ نہ کریں۔'
    }
  }
} as const

export type MailLanguage = keyof typeof wordings

/**
 * The language of the dashboard that this browser reads in: by its choice there, else by what it asks for.
 */
export function mailLanguageOf(headers: Headers): MailLanguage {
  const chosen = /(?:^|;\s*)hearback-language=([a-z]{2})\b/.exec(headers.get('cookie') ?? '')?.[1]
  const asked = acceptedLanguages(headers.get('accept-language') ?? '').map((tag) =>
    tag.slice(0, 2).toLowerCase()
  )
  return [chosen, ...asked].find(isMailLanguage) ?? 'en'
}

export function isMailLanguage(tag: string | undefined): tag is MailLanguage {
  return tag !== undefined && Object.hasOwn(wordings, tag)
}
