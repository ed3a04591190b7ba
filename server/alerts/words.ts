import type { AlertLanguage } from '../contract/alerts'
import type { Change } from '../contract/figures'
import type { Target } from './detail'

type OfScore = {
  survey: string
  site: string
  days: string
  score: string
  lower: string
  upper: string
  count: string
  from: string
  to: string
}

/** What alerts say, in the languages of the dashboard. */
export const alertWords: Record<AlertLanguage, AlertWords> = {
  en: {
    hello: (name) => `Hello ${name},`,
    'score-worse': {
      subject: ({ survey, site }) => `“${survey}” of ${site} got worse`,
      text: (of) => `${ofScore(of)} By chance alone it stays between ${of.from} and ${of.to}.`
    },
    'score-better': {
      subject: ({ survey, site }) => `“${survey}” of ${site} got better`,
      text: (of) => `${ofScore(of)} By chance alone it stays between ${of.from} and ${of.to}.`
    },
    'response-rate-worse': {
      subject: ({ survey, site }) => `Fewer customers of ${site} answer “${survey}”`,
      text: ({ survey, days, least, ...of }) =>
        `Of ${of.count} asks of “${survey}” in ${days}, ${of.part} were answered: ${of.rate} ` +
        `(95 % interval ${of.lower} to ${of.upper}). By chance alone it does not fall below ${least}.`
    },
    'target-missed': {
      subject: ({ site, target }) =>
        target === 'resolution' ? `${site} resolves too late` : `${site} responds too late`,
      text: ({ target, days, level, ...of }) =>
        `Of ${of.count} conversations of ${days} that have a target, ${of.part} ` +
        `${target === 'resolution' ? 'were resolved' : 'had their first response'} within it: ${of.rate} ` +
        `(95 % interval ${of.lower} to ${of.upper}). The goal is ${level}.`
    },
    'follow-up-overdue': {
      subject: ({ site }) => `A customer of ${site} still waits`,
      text: ({ survey, due }) => `A follow-up of “${survey}” was due on ${due} and is not closed.`
    },
    'connector-paused': {
      subject: ({ connector, site }) => `“${connector}” of ${site} sends nothing`,
      text: ({ connector }) =>
        `The service behind the connector “${connector}” refuses its key, so it is paused. What is to be sent waits.`
    },
    'import-done': {
      subject: ({ file, failed }) => (failed ? `“${file}” could not be imported` : `“${file}” is imported`),
      text: ({ survey, failed }) =>
        failed
          ? `The import into “${survey}” broke off. Its page says why.`
          : `The import into “${survey}” is done. Its page says what became of each row.`
    },
    off: {
      asking: { title: 'Switch this alert off?', text: 'You get no such mails any more.' },
      done: { title: 'The alert is off', text: 'You can make another one under Settings, Alerts.' },
      gone: { title: 'There is nothing to switch off', text: 'This alert is gone already.' },
      button: 'Switch it off',
      link: 'Switch this alert off'
    },
    digest: {
      subject: {
        'weekly-digest': ({ site, days }) => `${site}: what customers said in the week of ${days}`,
        'monthly-digest': ({ site, days }) => `${site}: what customers said in the month of ${days}`
      },
      nothing: 'Nobody answered in these days.',
      survey: ({ survey, score, lower, upper, count }) =>
        `“${survey}”: ${score} (95 % interval ${lower} to ${upper}, ${count} answers).`,
      few: (survey, count) => `“${survey}”: ${count} answers, too few to show a score.`,
      more: (count) => `${count} more surveys have answers.`,
      change: {
        better: (by) => `Clearly better than in as many days before: ${by}.`,
        worse: (by) => `Clearly worse than in as many days before: ${by}.`,
        'not-clear': (by) => `Not clearly changed since the days before: ${by} may be chance.`
      },
      workOn: ({ topic, survey, score, count, customers }) =>
        `To work on: “${topic}” in “${survey}”, ${score} of ${count} answers, clearly worse than the rest. ` +
        `Reaching the rest, about ${customers} more customers would be satisfied.`,
      wellDone: ({ topic, survey, score, count }) =>
        `Well done: “${topic}” in “${survey}”, ${score} of ${count} answers, clearly better than the rest.`,
      waiting: {
        yours: (open, overdue) =>
          `Follow-ups of yours that are open: ${open}, overdue ones among them: ${overdue}.`,
        all: (open, overdue) => `Follow-ups that are open: ${open}, overdue ones among them: ${overdue}.`
      }
    },
    test: {
      subject: 'Hearback can reach you here',
      text: 'This is the test that you asked for. Alerts arrive here.'
    },
    button: 'Open it',
    foot: 'You get this because of an alert under Settings, Alerts, where you can change it or take it out.'
  },
  mn: {
    hello: (name) => `Сайн байна уу, ${name}.`,
    'score-worse': {
      subject: ({ survey, site }) => `${site}: «${survey}» муудсан`,
      text: (of) => `${ofScoreMn(of)} Зөвхөн тохиолдлоор ${of.from} – ${of.to} хооронд байдаг.`
    },
    'score-better': {
      subject: ({ survey, site }) => `${site}: «${survey}» сайжирсан`,
      text: (of) => `${ofScoreMn(of)} Зөвхөн тохиолдлоор ${of.from} – ${of.to} хооронд байдаг.`
    },
    'response-rate-worse': {
      subject: ({ survey, site }) => `${site}: «${survey}» судалгаанд хариулах нь цөөрсөн`,
      text: ({ survey, days, least, ...of }) =>
        `${days}: «${survey}» судалгаагаар асуусан ${of.count} удаагаас ${of.part} нь хариулттай, ${of.rate} ` +
        `(95 % завсар ${of.lower} – ${of.upper}). Зөвхөн тохиолдлоор ${least}-аас доош ордоггүй.`
    },
    'target-missed': {
      subject: ({ site, target }) =>
        target === 'resolution' ? `${site}: шийдвэрлэлт хоцорч байна` : `${site}: эхний хариу хоцорч байна`,
      text: ({ target, days, level, ...of }) =>
        `${days}: зорилтот хугацаатай ${of.count} харилцаанаас ${of.part} нь тэр хугацаанд ` +
        `${target === 'resolution' ? 'шийдэгдсэн' : 'эхний хариугаа авсан'}, ${of.rate} ` +
        `(95 % завсар ${of.lower} – ${of.upper}). Зорилго: ${level}.`
    },
    'follow-up-overdue': {
      subject: ({ site }) => `${site}: үйлчлүүлэгч хүлээсээр байна`,
      text: ({ survey, due }) =>
        `«${survey}» судалгааны эргэж холбогдох ажлын хугацаа ${due} дууссан, хаагдаагүй байна.`
    },
    'connector-paused': {
      subject: ({ connector, site }) => `${site}: «${connector}» юу ч илгээхгүй байна`,
      text: ({ connector }) =>
        `«${connector}» холболтын цаад үйлчилгээ түлхүүрийг нь хүлээж авахгүй байгаа тул түр зогссон. Илгээх зүйлс хүлээж байна.`
    },
    'import-done': {
      subject: ({ file, failed }) => (failed ? `«${file}» импортлогдсонгүй` : `«${file}» импортлогдлоо`),
      text: ({ survey, failed }) =>
        failed
          ? `«${survey}» руу хийсэн импорт тасалдсан. Шалтгааныг хуудсаас нь харна уу.`
          : `«${survey}» руу хийсэн импорт дууслаа. Мөр бүр юу болсныг хуудсаас нь харна уу.`
    },
    off: {
      asking: { title: 'Энэ сэрэмжлүүлгийг унтраах уу?', text: 'Ийм имэйл цаашид ирэхгүй.' },
      done: { title: 'Сэрэмжлүүлэг унтарлаа', text: 'Тохиргоо, Сэрэмжлүүлэг хэсэгт дахин үүсгэж болно.' },
      gone: { title: 'Унтраах зүйл алга', text: 'Энэ сэрэмжлүүлэг аль хэдийн байхгүй болсон.' },
      button: 'Унтраах',
      link: 'Энэ сэрэмжлүүлгийг унтраах'
    },
    digest: {
      subject: {
        'weekly-digest': ({ site, days }) => `${site}: ${days} долоо хоногт үйлчлүүлэгчид юу хэлсэн`,
        'monthly-digest': ({ site, days }) => `${site}: ${days} сард үйлчлүүлэгчид юу хэлсэн`
      },
      nothing: 'Эдгээр өдрүүдэд хэн ч хариулаагүй.',
      survey: ({ survey, score, lower, upper, count }) =>
        `«${survey}»: ${score} (95 % завсар ${lower} – ${upper}, ${count} хариулт).`,
      few: (survey, count) => `«${survey}»: ${count} хариулт, оноо харуулахад цөөн.`,
      more: (count) => `Өөр ${count} судалгаа хариулттай.`,
      change: {
        better: (by) => `Өмнөх төдий өдрөөс тодорхой сайжирсан: ${by}.`,
        worse: (by) => `Өмнөх төдий өдрөөс тодорхой муудсан: ${by}.`,
        'not-clear': (by) => `Өмнөх өдрүүдээс тодорхой өөрчлөгдөөгүй: ${by} тохиолдол байж болно.`
      },
      workOn: ({ topic, survey, score, count, customers }) =>
        `Анхаарах нь: «${survey}» дахь «${topic}», ${count} хариултаас ${score}, бусдаас тодорхой муу. ` +
        `Бусдын түвшинд хүрвэл ойролцоогоор ${customers} илүү үйлчлүүлэгч сэтгэл хангалуун байх байсан.`,
      wellDone: ({ topic, survey, score, count }) =>
        `Сайн байна: «${survey}» дахь «${topic}», ${count} хариултаас ${score}, бусдаас тодорхой сайн.`,
      waiting: {
        yours: (open, overdue) =>
          `Танд нээлттэй байгаа эргэж холбогдох ажил: ${open}, үүнээс хугацаа хэтэрсэн: ${overdue}.`,
        all: (open, overdue) =>
          `Нээлттэй байгаа эргэж холбогдох ажил: ${open}, үүнээс хугацаа хэтэрсэн: ${overdue}.`
      }
    },
    test: {
      subject: 'Hearback энд мэдээлж чадна',
      text: 'Энэ бол таны хүссэн туршилт. Сэрэмжлүүлэг энд ирнэ.'
    },
    button: 'Нээх',
    foot: 'Тохиргоо, Сэрэмжлүүлэг хэсэгт байгаа сэрэмжлүүлгээс болж энэ ирлээ; тэнд өөрчилж эсвэл хасаж болно.'
  },
  ur: {
    hello: (name) => `السلام علیکم ${name}،`,
    'score-worse': {
      subject: ({ survey, site }) => `${site} کا ”${survey}“ خراب ہوا`,
      text: (of) => `${ofScoreUr(of)} محض اتفاق سے یہ ${of.from} اور ${of.to} کے درمیان رہتا ہے۔`
    },
    'score-better': {
      subject: ({ survey, site }) => `${site} کا ”${survey}“ بہتر ہوا`,
      text: (of) => `${ofScoreUr(of)} محض اتفاق سے یہ ${of.from} اور ${of.to} کے درمیان رہتا ہے۔`
    },
    'response-rate-worse': {
      subject: ({ survey, site }) => `${site} کے کم گاہک ”${survey}“ کا جواب دے رہے ہیں`,
      text: ({ survey, days, least, ...of }) =>
        `${days} میں ”${survey}“ ${of.count} بار پوچھا گیا اور ${of.part} جواب آئے: ${of.rate} ` +
        `(95 فیصد وقفہ ${of.lower} سے ${of.upper})۔ محض اتفاق سے یہ ${least} سے نیچے نہیں جاتا۔`
    },
    'target-missed': {
      subject: ({ site, target }) =>
        target === 'resolution'
          ? `${site} میں مسئلے دیر سے حل ہو رہے ہیں`
          : `${site} میں پہلا جواب دیر سے ملتا ہے`,
      text: ({ target, days, level, ...of }) =>
        `${days} میں ہدف والی ${of.count} گفتگوؤں میں سے ${of.part} ` +
        `${target === 'resolution' ? 'ہدف کے وقت میں حل ہوئیں' : 'کو پہلا جواب ہدف کے وقت میں ملا'}: ${of.rate} ` +
        `(95 فیصد وقفہ ${of.lower} سے ${of.upper})۔ مطلوبہ حصہ ${level} ہے۔`
    },
    'follow-up-overdue': {
      subject: ({ site }) => `${site} کا ایک گاہک اب بھی منتظر ہے`,
      text: ({ survey, due }) => `”${survey}“ کے ایک فالو اپ کی مدت ${due} کو پوری ہوئی اور وہ بند نہیں ہوا۔`
    },
    'connector-paused': {
      subject: ({ connector, site }) => `${site} کا ”${connector}“ کچھ نہیں بھیج رہا`,
      text: ({ connector }) =>
        `کنیکٹر ”${connector}“ کے پیچھے کی سروس اس کی کلید قبول نہیں کرتی، اس لیے وہ رکا ہوا ہے۔ جو بھیجنا ہے وہ انتظار میں ہے۔`
    },
    'import-done': {
      subject: ({ file, failed }) => (failed ? `”${file}“ درآمد نہ ہو سکی` : `”${file}“ درآمد ہو گئی`),
      text: ({ survey, failed }) =>
        failed
          ? `”${survey}“ میں درآمد رک گئی۔ وجہ اس کے صفحے پر ہے۔`
          : `”${survey}“ میں درآمد مکمل ہوئی۔ ہر قطار کا حال اس کے صفحے پر ہے۔`
    },
    off: {
      asking: { title: 'کیا یہ اطلاع بند کریں؟', text: 'ایسی ای میلیں پھر نہیں آئیں گی۔' },
      done: { title: 'اطلاع بند ہو گئی', text: 'ترتیبات میں اطلاعات کے تحت نئی بنائی جا سکتی ہے۔' },
      gone: { title: 'بند کرنے کو کچھ نہیں', text: 'یہ اطلاع پہلے ہی ختم ہو چکی ہے۔' },
      button: 'بند کریں',
      link: 'یہ اطلاع بند کریں'
    },
    digest: {
      subject: {
        'weekly-digest': ({ site, days }) => `${site}: ${days} کے ہفتے میں گاہکوں نے کیا کہا`,
        'monthly-digest': ({ site, days }) => `${site}: ${days} کے مہینے میں گاہکوں نے کیا کہا`
      },
      nothing: 'ان دنوں میں کسی نے جواب نہیں دیا۔',
      survey: ({ survey, score, lower, upper, count }) =>
        `”${survey}“: ${score} (95 فیصد وقفہ ${lower} سے ${upper}، ${count} جوابات)۔`,
      few: (survey, count) => `”${survey}“: ${count} جوابات، اسکور دکھانے کے لیے بہت کم۔`,
      more: (count) => `مزید ${count} سروے کے جوابات ہیں۔`,
      change: {
        better: (by) => `اس سے پہلے کے اتنے ہی دنوں سے واضح طور پر بہتر: ${by}۔`,
        worse: (by) => `اس سے پہلے کے اتنے ہی دنوں سے واضح طور پر خراب: ${by}۔`,
        'not-clear': (by) => `پچھلے دنوں سے واضح تبدیلی نہیں: ${by} اتفاق ہو سکتا ہے۔`
      },
      workOn: ({ topic, survey, score, count, customers }) =>
        `کام کی ضرورت: ”${survey}“ میں ”${topic}“، ${count} جوابات میں ${score}، باقی سے واضح طور پر خراب۔ ` +
        `باقی کے برابر ہو تو تقریباً ${customers} مزید گاہک مطمئن ہوتے۔`,
      wellDone: ({ topic, survey, score, count }) =>
        `شاباش: ”${survey}“ میں ”${topic}“، ${count} جوابات میں ${score}، باقی سے واضح طور پر بہتر۔`,
      waiting: {
        yours: (open, overdue) => `آپ کے کھلے فالو اپ: ${open}، ان میں مدت گزرے ہوئے: ${overdue}۔`,
        all: (open, overdue) => `کھلے فالو اپ: ${open}، ان میں مدت گزرے ہوئے: ${overdue}۔`
      }
    },
    test: {
      subject: 'Hearback یہاں آپ تک پہنچ سکتا ہے',
      text: 'یہ وہ آزمائش ہے جو آپ نے منگوائی۔ اطلاعات یہاں پہنچتی ہیں۔'
    },
    button: 'کھولیں',
    foot: 'یہ ترتیبات میں اطلاعات کے تحت ایک اطلاع کی وجہ سے آیا ہے؛ وہاں اسے بدلا یا ہٹایا جا سکتا ہے۔'
  }
}

type OfRate = Record<'site' | 'days' | 'rate' | 'lower' | 'upper' | 'part' | 'count', string>
type OfTopic = { topic: string; survey: string; score: string; count: string; customers: string }
type Said<Of> = { subject: (of: Of) => string; text: (of: Of) => string }
type AlertWords = {
  hello: (name: string) => string
  'score-worse': Said<OfScore>
  'score-better': Said<OfScore>
  'response-rate-worse': Said<OfRate & { survey: string; least: string }>
  'target-missed': Said<OfRate & { target: Target; level: string }>
  'follow-up-overdue': Said<{ survey: string; site: string; due: string }>
  'connector-paused': Said<{ connector: string; site: string }>
  'import-done': Said<{ survey: string; file: string; failed: boolean }>
  off: Record<'asking' | 'done' | 'gone', { title: string; text: string }> & { button: string; link: string }
  digest: {
    subject: Record<'weekly-digest' | 'monthly-digest', (of: { site: string; days: string }) => string>
    nothing: string
    survey: (of: Omit<OfScore, 'site' | 'days' | 'from' | 'to'>) => string
    few: (survey: string, count: string) => string
    more: (count: string) => string
    change: Record<Change['verdict'], (by: string) => string>
    workOn: (of: OfTopic) => string
    wellDone: (of: OfTopic) => string
    waiting: Record<'yours' | 'all', (open: string, overdue: string) => string>
  }
  test: { subject: string; text: string }
  button: string
  foot: string
}

function ofScore({ survey, days, score, lower, upper, count }: OfScore): string {
  return `“${survey}” scored ${score} on ${days} (95 % interval ${lower} to ${upper}, ${count} answers).`
}

function ofScoreMn({ survey, days, score, lower, upper, count }: OfScore): string {
  return `${days}: «${survey}» ${score} (95 % завсар ${lower} – ${upper}, ${count} хариулт).`
}

function ofScoreUr({ survey, days, score, lower, upper, count }: OfScore): string {
  return `${days} کو ”${survey}“ کا اسکور ${score} رہا (95 فیصد وقفہ ${lower} سے ${upper}، ${count} جوابات)۔`
}
