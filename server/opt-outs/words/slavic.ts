import type { Lexicon } from './lexicon'

export const slavic: Record<string, Lexicon> = {
  cs: {
    plain: 'odhlásit, odhlásit se, odhlášení, odhlaste mě, odhlašte mě',
    alone:
      'zrušit, zrušte, konec, přestaňte, přestaň, ukončit, dost, zastavit, zastavte, smazat, ' +
      'vyškrtnout, odebrat, nechci, zruš, ' +
      'ukončete, stopnout, vymazat, odvolat, vymažte mě, smažte mě, už dost',
    wish:
      'nechte mě na pokoji, nech mě na pokoji, dejte mi pokoj, dej mi pokoj, odhlaste mě, ' +
      'odhlašte mě, odhlásit mě, vyřaďte mě, ' +
      ('smažte mě, vymažte mě, smažte moje číslo, vymažte moje číslo, odstraňte mě, chci se ' +
        'odhlásit, odeberte mě, odhlásit, ') +
      'nerušit, neotravujte, neotravovat, neobtěžujte, neobtěžovat, neobtěžujte mě, neotravujte mě, přeji si odhlásit',
    stop: 'stop, přestaňte, přestaň, přestat, ukončete, dost, zastavte, nechte, skončete, zrušte',
    // Czech joins its “not” to the verb, so that one word both denies and says what.
    no:
      'neposílejte, neposílej, nepište, nepiš, nekontaktujte, nekontaktuj, nevolejte, ' +
      'nevolej, nezasílejte, neptejte se, nevolat, ' +
      ('neposílat, nepsat, nekontaktovat, nezasílat, nespamujte, neposílejte mi, ne, nikdy, ' +
        'žádné, žádná, žádný, nechci, nepřeji si, nechceme, nepřeju si, už ne, nežádám'),
    more: 'už, více, víc, další, znovu, dál, nadále, již',
    act:
      'neposílejte, neposílej, nepište, nepiš, nekontaktujte, nekontaktuj, nevolejte, ' +
      'nevolej, nezasílejte, neptejte se, nevolat, ' +
      ('neposílat, nepsat, nekontaktovat, nezasílat, nespamujte, neposílejte mi, posílat, ' +
        'psát, kontaktovat, volat, obtěžovat, otravovat, zasílat, rušit, spamovat, ptát, ' +
        'poslat, s posíláním, se zasíláním, ') +
      's psaním, být kontaktován',
    thing:
      'zpráva, zprávy, zpráv, zprávami, sms, smsky, dotazník, dotazníky, průzkumy, maily, ' +
      'reklamu, reklamy, upozornění, ' +
      'seznamu, ankety, průzkumů, dotazníků',
    me: 'mi, mě, mne, nám, mně, od vás, vaše, moje číslo, na moje číslo',
    want: 'nechci, nepřeji si, nechceme, nepřeju si, nežádám, chci, přeji si, přeju si, prosím abyste',
    get: 'dostávat, dostat, přijímat',
    fill:
      'prosím, děkuji, díky, dík, s, se, ty, tyto, ze, z, vašeho, okamžitě, teď, ihned, ' +
      'dobrý den, ahoj, už, mi, nemám zájem, ' +
      'o, na, žádám vás, laskavě, moc',
    and: 'a, nebo, protože, ale, jinak',
    instead: 'raději, místo toho',
    start: 'přihlásit, začít, přihlaste mě, pokračovat, obnovit, zahájit, odebírat, start'
  },
  pl: {
    plain: 'wypisz, wypisz mnie, rezygnuję, wypisać, rezygnacja, wypiszcie mnie, odsubskrybuj',
    alone:
      'zakończ, koniec, anuluj, przestań, przestańcie, usuń, wyłącz, dość, zatrzymaj, ' +
      'anulować, usuń mnie, stopuj, zakończyć, ' +
      'odwołaj, rezygnować, wyrejestruj, skończcie, skończ, wystarczy, usuńcie mnie, zrezygnuj',
    wish:
      'proszę o niewysyłanie, proszę nie wysyłać, dajcie mi spokój, daj mi spokój, zostawcie ' +
      'mnie w spokoju, zostaw mnie w spokoju, wypisz mnie, wypiszcie mnie, usuńcie mnie, ' +
      ('usuń mnie, proszę mnie wypisać, proszę mnie usunąć, usuńcie mój numer, usuń mój ' +
        'numer, chcę się wypisać, wyrejestrujcie mnie, ') +
      'proszę o wypisanie, proszę o usunięcie, odczepcie się, nie przeszkadzać, spadajcie, rezygnuję z',
    stop:
      'stop, przestańcie, przestań, proszę przestać, przestać, przestaniecie, dość, koniec ' +
      'z, skończcie, zaprzestańcie, proszę zaprzestać',
    no: 'nie, nigdy, żadnych, żadnej',
    more: 'więcej, już, nigdy więcej, kolejnych, ponownie, dalej, dalszych',
    act:
      'wysyłać, wysyłajcie, wysyłaj, przysyłać, przysyłajcie, pisać, piszcie, pisz, ' +
      'kontaktować, kontaktujcie, dzwonić, dzwońcie, dzwoń, ' +
      ('przeszkadzać, nękać, nękajcie, męczyć, męczcie, spamować, spamujcie, zaczepiać, ' +
        'wysyłania, wysyłanie, wysyłaniem, pytać, ') +
      'zawracać głowy, wysyłać mi, niepokoić, niepokójcie, otrzymywać wiadomości',
    thing:
      'wiadomość, wiadomości, sms, smsy, smsów, ankiet, ankiety, ankietę, maili, maile, ' +
      'powiadomień, powiadomienia, reklam, reklamy, ' +
      'przypomnień, listy, z listy, z bazy, kontaktu, esemesów',
    me: 'mi, mnie, do mnie, nam, od was, wasze, ze mną, się, na mój numer, mój numer, do nas',
    want: 'chcę, życzę sobie, chcemy, chciałbym, chciałabym, zgadzam się na',
    get: 'otrzymywać, dostawać, odbierać, mieć',
    fill:
      'proszę, dziękuję, dzięki, z, tych, te, od, na, do, waszej, o, natychmiast, teraz, ' +
      'dzień dobry, hej, cześć, mi, mnie, tej, ' +
      'takich, sobie, nie jestem zainteresowany, nie jestem zainteresowana, nie dziękuję, to, juz, bardzo, ze',
    and: 'i, lub, albo, bo, ponieważ, ale, inaczej',
    instead: 'lepiej, zamiast',
    start: 'wznów, zacznij, zapisz, zapisz mnie, zapiszcie mnie, rozpocznij, kontynuuj, włącz, subskrybuj'
  },
  ru: {
    plain: 'стоп, отписаться, отписка, отпишите меня, отпиши меня, отпишите, отписать',
    alone:
      'отмена, отменить, хватит, прекратите, прекратить, остановить, конец, удалить, ' +
      'удалите, достаточно, прекрати, остановите, ' +
      'отказ, отказаться, отказываюсь, перестаньте, завершить, удалите меня, отключить, отключите, довольно, выход',
    wish:
      'отпишитесь, отпишитесь от меня, оставьте меня в покое, оставь меня в покое, ' +
      'отстаньте, отстань, отстаньте от меня, отпишите меня, отписать меня, ' +
      ('уберите меня, удалите меня, удалите мой номер, уберите мой номер, исключите меня, ' +
        'хочу отписаться, я хочу отписаться, ') +
      ('не беспокоить, не беспокойте, не беспокойте меня, отвалите, отвяжитесь, отписываюсь, ' +
        'отключите рассылку, отмените подписку, ') +
      'отменить подписку, отказ от рассылки, прекратите рассылку, отказываюсь от рассылки',
    stop:
      'стоп, хватит, прекратите, прекрати, перестаньте, перестань, прекратить, довольно, ' +
      'кончайте, остановите, завязывайте, перестать, stop',
    no: 'не, никогда, нет, никаких, нельзя, не надо, не нужно, ни',
    more: 'больше, снова, опять, никогда больше, впредь, еще, дальше',
    act:
      'пишите, писать, пиши, присылайте, присылать, присылай, шлите, слать, шли, ' +
      'отправляйте, отправлять, звоните, звонить, звони, ' +
      ('беспокоить, контактировать, связывайтесь, связываться, спамить, спамьте, доставать, ' +
        'доставайте, надоедать, надоедайте, ') +
      ('посылать, посылайте, высылайте, высылать, спрашивать, спрашивайте, тревожить, ' +
        'тревожьте, рассылать, мучить, шлите мне, ') +
      'отправку, опрашивать',
    thing:
      'сообщение, сообщения, сообщений, смс, эсэмэс, опрос, опросы, опросов, письма, писем, ' +
      'спам, рассылка, рассылку, рассылки, ' +
      ('уведомления, уведомлений, рекламу, рекламы, напоминания, из списка, списка, эсэмэски, ' +
        'смски, из рассылки, из базы, звонков, вопросов'),
    me: 'мне, меня, нам, нас, от вас, ваши, со мной, на мой номер, мой номер, ваших, вашей, на этот номер',
    want: 'хочу, желаю, я хочу, хотим, хотел бы, хотела бы',
    get: 'получать, получить, видеть',
    fill:
      'сюда, от рассылки, от рассылок, пожалуйста, спасибо, эти, эту, из, от, с, вашей, ' +
      'вашего, ваших, сейчас, немедленно, здравствуйте, привет, добрый день, прошу, ' +
      ('прошу вас, уже, мой, мои, меня не интересует, мне не интересно, не интересно, мне это ' +
        'не интересно, можете, можно, плиз, вы, всё'),
    and: 'или, и, потому что, иначе, а то, но',
    instead: 'лучше, вместо',
    start:
      'старт, подписаться, начать, возобновить, продолжить, подпишите меня, подписка, снова подписаться, включить',
    plainStart: 'старт'
  },
  uk: {
    plain: 'стоп, відписатися, відписатись, відписка, відпишіть мене, відписати',
    alone:
      'скасувати, досить, припиніть, зупиніть, зупинити, кінець, видалити, видаліть, ' +
      'припинити, годі, відмова, відмовляюсь, ' +
      'перестаньте, вимкнути, відмінити, скасуйте, завершити, видаліть мене, відмовитися, відміна, припини',
    wish:
      'дайте мені спокій, дай мені спокій, залиште мене в спокої, облиште мене, відпишіть ' +
      'мене, відчепіться, видаліть мене, ' +
      ('видаліть мій номер, приберіть мене, хочу відписатися, хочу відписатись, не турбувати, ' +
        'не турбуйте, не турбуйте мене, ') +
      'відстаньте, припиніть розсилку, скасувати підписку, скасуйте підписку, відмовляюся від розсилки',
    stop: 'стоп, досить, припиніть, перестаньте, припини, перестань, годі, припинити, зупиніть, stop',
    no: 'не, ніколи, ні, ніяких, жодних, не треба, не потрібно',
    more: 'більше, знову, ніколи більше, надалі, ще',
    act:
      'пишіть, писати, пиши, надсилайте, надсилати, присилайте, присилати, шліть, слати, ' +
      'дзвоніть, дзвонити, турбувати, відправляйте, ' +
      ('відправляти, звязуйтеся, спамити, спамте, набридати, надсилання, контактувати, ' +
        'питати, посилати, турбуйте, висилайте, діставати'),
    thing:
      'повідомлення, повідомлень, смс, опитування, опитувань, листи, листів, спам, розсилка, ' +
      'розсилку, сповіщення, сповіщень, рекламу, ' +
      'реклами, нагадування, зі списку, списку, з розсилки, ваших розсилок, дзвінків',
    me: 'мені, мене, нам, від вас, ваші, зі мною, мій номер, на мій номер, ваших',
    want: 'хочу, бажаю, я хочу, хотів би, хотіла б',
    get: 'отримувати, одержувати, отримати',
    fill:
      'сюди, від розсилки, від розсилок, будь ласка, дякую, ці, цю, з, від, вашої, вашого, ' +
      'зараз, негайно, добрий день, привіт, вітаю, прошу, вже, мені не цікаво, ' +
      'не цікаво, мене не цікавить, можете, все, ласкаво',
    and: 'або, і, та, бо, тому що, інакше, але',
    instead: 'краще, замість',
    start: 'старт, підписатися, підписатись, почати, відновити, продовжити, підпишіть мене, підписка',
    plainStart: 'старт'
  }
}
