import type { Lexicon } from './lexicon'

/** Turkish, Azerbaijani, Uzbek, Kazakh and Mongolian: a word is said with all its endings. */
export const turkic: Record<string, Lexicon> = {
  tr: {
    plain: 'ret, abonelikten çık, aboneliği iptal et, abonelikten çıkar, abonelikten ayrıl, üyelikten çık',
    alone:
      'iptal, dur, durdur, durdurun, bırak, bırakın, yeter, son, sil, çık, çıkış, iptal et, ' +
      'iptal edin, kes, kesin, red, kapat, bitir, ' +
      ('yeter artık, listeden çıkar, vazgeç, reddet, çıkar, sonlandır, kapatın, beni sil, ' +
        'beni çıkar, istemiyorum, engelle'),
    wish:
      'beni rahat bırakın, beni rahat bırak, rahat bırakın, rahat bırak, rahatsız etmeyin, ' +
      'beni rahatsız etmeyin, rahatsız etme, ' +
      ('beni rahatsız etme, beni listeden çıkarın, beni listeden çıkar, beni listenizden ' +
        'çıkarın, listeden çıkarın, listenizden çıkarın, ') +
      'numaramı silin, numaramı sil, aboneliğimi iptal edin, aboneliğimi iptal et, abonelikten çıkmak istiyorum, ' +
      ('listeden çıkmak istiyorum, peşimi bırakın, mesaj göndermeyin, mesaj atmayın, mesaj ' +
        'gönderme, mesaj atma, mesaj yollamayın, ') +
      ('mesaj yazmayın, sms atmayın, sms göndermeyin, anket göndermeyin, mesaj istemiyorum, ' +
        'sms istemiyorum, mesaj almak istemiyorum, ') +
      ('sms almak istemiyorum, anket istemiyorum, bana yazmayın, bana yazma, mesajları ' +
        'durdurun, mesaj göndermeyi bırakın, ') +
      ('mesaj göndermeyi kesin, mesaj atmayı bırakın, mesaj atmayı kesin, mesaj atmayı bırak, ' +
        'bir daha yazmayın, bir daha aramayın, ') +
      ('beni aramayın, mesajlarınızı istemiyorum, bu mesajları istemiyorum, sms iptal, mesaj ' +
        'iptal, mail göndermeyin, mail atmayın, ') +
      'mesaj gelmesin, mesajları kesin, mesajları durdur, bu mesajları durdurun, bana mesaj yazmayın, mesaj yollama, ' +
      'benimle iletişime geçmeyin, iletişime geçmeyin, beni engelleyin, mesaj göndermeyi durdurun',
    fill:
      'lütfen, teşekkürler, teşekkür ederim, bana, artık, daha, bir daha, fazla, başka, bu, ' +
      'tüm, hemen, şimdi, merhaba, sizden, hiç, ' +
      ('ilgilenmiyorum, yeter, derhal, daha fazla, size, sağolun, rica ederim, selam, bundan ' +
        'sonra, asla, hiçbir, hayır, iyi günler'),
    and: 've, veya, yoksa, çünkü, ama',
    start: 'başla, başlat, devam, abone ol, kabul, evet başlat, üye ol, onay, tekrar başla'
  },
  az: {
    plain: 'abunəliyi ləğv et, abunəlikdən çıx, abunəliyi dayandır, abunəlikdən çıxar',
    alone:
      'dayandır, dayandırın, dayan, ləğv et, ləğv, bəsdir, sil, çıx, imtina, bəs, son, ' +
      'kəsin, saxla, saxlayın, ləğv edin, çıxış, qurtarın',
    wish:
      'məni rahat buraxın, məni rahat burax, rahat buraxın, narahat etməyin, məni narahat ' +
      'etməyin, mesaj göndərməyin, mesaj göndərmə, ' +
      ('mesaj yazmayın, mənə yazmayın, mesaj istəmirəm, sms göndərməyin, sms istəmirəm, məni ' +
        'siyahıdan çıxarın, siyahıdan çıxarın, ') +
      ('nömrəmi silin, mesaj almaq istəmirəm, mesaj göndərməyi dayandırın, abunəliyi ləğv ' +
        'edin, mənə zəng etməyin, sorğu göndərməyin, ') +
      'mesajları dayandırın, ismarıc göndərməyin, abunəliyimi ləğv edin, abunəliyi ləğv et, məktub göndərməyin',
    fill:
      'zəhmət olmasa, xahiş edirəm, təşəkkür, mənə, daha, artıq, bir daha, bu, indi, salam, ' +
      'çox sağ olun, xahiş, sağ olun, sizdən, heç, ' +
      'lütfən, təşəkkürlər, maraqlı deyil, dərhal',
    and: 'və, ya, çünki, yoxsa',
    start: 'başla, başlat, davam, abunə ol, davam et'
  },
  uz: {
    plain:
      'obunani bekor qilish, obunadan chiqish, obunani bekor qiling, obunani toxtatish, обунани бекор қилиш',
    alone:
      'toxtat, toxtating, toxta, bekor qilish, bekor, yetarli, ochir, chiqish, bas, bekor ' +
      'qiling, rad etish, toxtatish, toxtang, бас, тўхтат, ' +
      'тўхтатинг, бекор қилиш, bekor qil, ochiring, rad',
    wish:
      'bezovta qilmang, meni bezovta qilmang, meni tinch qoying, tinch qoying, xabar ' +
      'yubormang, xabar yubormanglar, sms yubormang, menga yozmang, ' +
      ('xabar kerak emas, sms kerak emas, royxatdan chiqaring, meni royxatdan chiqaring, ' +
        'raqamimni ochiring, xabar jonatmang, sms jonatmang, ') +
      ('xabar olishni istamayman, xabar yuborishni toxtating, qongiroq qilmang, sorovnoma ' +
        'yubormang, xabarlarni toxtating, yozmang, ') +
      ('хабар юборманг, смс юборманг, менга ёзманг, безовта қилманг, xabar yuborma, xabar ' +
        'yubormasin, obunani bekor qilish'),
    fill:
      'iltimos, rahmat, menga, boshqa, endi, yana, bu, hozir, salom, assalomu alaykum, meni, ' +
      'sizdan, илтимос, раҳмат, менга, бошқа, qiziqmayman, ' +
      'hech, darhol, hech qachon',
    and: 'va, yoki, chunki',
    start: 'boshla, boshlash, davom, obuna, boshlang, obuna bolish, davom etish, бошла'
  },
  kk: {
    plain: 'жазылымнан бас тарту, жазылымды тоқтату, жазылымнан шығу, жазылымды болдырмау, стоп',
    alone:
      'тоқта, тоқтат, тоқтатыңыз, тоқтату, болдырмау, жеткілікті, жетер, өшір, бас тарту, ' +
      'бас тартамын, шығу, тоқтаңыз, өшіру, доғар, доғарыңыз, ' +
      'болды, жою, қойыңыз',
    wish:
      'мазаламаңыз, мазаламаңыздар, мені мазаламаңыз, мазалама, хабарлама жібермеңіз, хабар ' +
      'жібермеңіз, смс жібермеңіз, маған жазбаңыз, жазбаңыз, ' +
      ('хабарлама керек емес, смс керек емес, тізімнен шығарыңыз, мені тізімнен шығарыңыз, ' +
        'нөмірімді өшіріңіз, хабарлама жіберуді тоқтатыңыз, ') +
      ('мені жайыма қалдырыңыз, жайыма қалдырыңыз, қоңырау шалмаңыз, хабарлама алғым ' +
        'келмейді, сауалнама жібермеңіз, хабарлама жіберме, ') +
      'хабарламаларды тоқтатыңыз, хабарлама жібермеңіздер, жазылымнан бас тарту, хат жібермеңіз',
    fill:
      'өтінемін, рақмет, рахмет, маған, енді, бұдан былай, қайта, бұл, қазір, сәлем, ' +
      'сәлеметсіз бе, мені, сізден, ешқашан, басқа, қызықтырмайды, ' +
      'өтініш, дереу, ешқандай',
    and: 'және, немесе, өйткені, әйтпесе',
    start: 'баста, бастау, жазылу, жалғастыру, бастаңыз, старт',
    plainStart: 'старт'
  },
  mn: {
    plain: 'бүртгэлээс хасах, захиалга цуцлах, жагсаалтаас хасах',
    alone:
      'зогсоо, зогс, цуцлах, цуцал, боль, болих, устга, хас, зогсоох, зогсооно уу, болиорой, ' +
      'хангалттай, татгалзах, болиоч, больцгоо, устгах, гарах, ' +
      'татгалзаж байна, цуцална уу, зогсоогоорой, хасна уу, намайг хас, боль доо',
    wish:
      'битгий явуулаарай, битгий явуул, битгий бичээрэй, битгий бич, битгий илгээгээрэй, ' +
      'битгий илгээ, битгий саад бол, намайг тайван орхи, ' +
      ('намайг тайван орхиоч, тайван орхи, битгий залга, битгий залгаарай, мессеж хэрэггүй, ' +
        'мэдээлэл хэрэггүй, намайг жагсаалтаас хасаарай, ') +
      ('жагсаалтаас хасаарай, дугаарыг минь устга, миний дугаарыг хас, мессеж авахыг хүсэхгүй ' +
        'байна, мессеж илгээхээ боль, мессеж явуулахаа боль, ') +
      ('мессеж илгээхээ зогсоо, мессеж явуулахаа зогсоо, судалгаа битгий явуул, мессеж ' +
        'илгээхгүй үү, битгий зовоо, битгий зовоогоорой, битгий холбогд, ') +
      ('мессеж бүү илгээ, бүү илгээ, бүү бич, бүү залга, надтай битгий холбогдоорой, мессеж ' +
        'явуулахаа болиорой, мессеж илгээхээ болино уу, битгий явуулаач, ') +
      'битгий бичээч, битгий асуу, мессеж хүсэхгүй байна',
    thing: 'мессеж, смс, зурвас, судалгаа, мэйл, асуулга',
    fill:
      'надад, намайг, дахин, дахиж, ахиж, одоо, гуйя, баярлалаа, өөр, энэ, сайн байна уу, ' +
      'над руу, та нар, та, миний, хүсэж байна, шүү, юм, ' +
      'сонирхохгүй байна, цаашид, дахиад, л',
    and: 'эсвэл, ба, учир нь, гэхдээ',
    start: 'эхлэх, эхлүүлэх, эхэл, бүртгүүлэх, үргэлжлүүлэх, захиалах, нэгдэх'
  }
}
