import type { Lexicon } from './lexicon'

export const germanic: Record<string, Lexicon> = {
  en: {
    plain:
      'unsuscribe, unsubcribe, unsubscibe, unsubscribed, unsubscribe me, opt me out, stop it please, stopp',
    alone:
      'end, quit, cancel, revoke, remove, remove me, end all, cancel all, enough, no more, ' +
      'stop this, stop that, stop it, ' +
      'delete me, off, dnd, opt, out',
    wish:
      'cease and desist, unsuscribe, unsubcribe, leave me alone, leave me be, leave us ' +
      'alone, take me off, get me off, opt me out, opt out, unsubscribe, unsubscribing, ' +
      ('go away, lose my number, delete my number, remove my number, remove me from, delete ' +
        'me from, take my number off, ') +
      ('remove this number from, lose this number, stop contact, opting out, fuck off, piss ' +
        'off, get lost, do not disturb, ') +
      'dont disturb, knock it off, cut it out with, block me',
    stop:
      'cancel these, cancel all, cancel any, cancel future, end these, end all, stop, quit, ' +
      'cease, halt, discontinue, end, no longer, refrain from',
    none: 'no',
    no: 'dont, do not, not, never, wont, please dont, stop dont, nor, cannot, cant',
    more:
      'more, anymore, any more, any longer, again, ever, ever again, any, further, future, ' +
      'in future, in the future',
    act:
      'text, texting, texts, message, messaging, messages, msg, msging, send, sending, ' +
      'contact, contacting, contacted, email, emailing, ' +
      ('mail, mailing, call, calling, phone, phoning, ring, ringing, write, writing, bother, ' +
        'bothering, spam, spamming, disturb, ') +
      ('disturbing, harass, harassing, annoy, annoying, pester, pestering, survey, surveying, ' +
        'ping, pinging, ask, asking, ') +
      ('write to, sending out, reach out, reaching out, communicating, notify, notifying, ' +
        'sms, smsing, messaged, texted, asked'),
    thing:
      'text, texts, message, messages, msgs, msg, survey, surveys, email, emails, ' +
      'notification, notifications, reminder, ' +
      ('reminders, question, questions, link, links, questionnaire, questionnaires, poll, ' +
        'polls, feedback requests, requests, ') +
      ('text messages, calls, contact, communication, communications, alerts, updates, ' +
        'promotions, list, mailing list, lists, ') +
      'feedback, rating requests, stuff, crap, shit, junk',
    me:
      'me, us, my, mine, to me, my number, my phone, this number, at this number, on this ' +
      'number, from you, from your company, ' +
      'you, your, you guys, with, from me, my email, my inbox, at this address',
    want:
      'i want, i wish, i would like, id like, want, wish, would like, like, need, i need, ' +
      'interested in, to be, we want',
    get: 'receive, receiving, get, getting, recieve, recieving, received, having',
    fill:
      'i said, i told you to, you need to, you have to, you should, i am asking you to, im ' +
      'asking you to, i asked you to, ' +
      ('how do i, how can i, how to, where do i, i demand that you, i repeat, to, the, these, ' +
        'those, this, that, any, all, it, such, from, of, so, too, just, kindly, immediately, ' +
        'at once, today, ') +
      ('right now, asap, already, bye, sir, madam, guys, team, dear, hey, good morning, could ' +
        'you, can you, would you, will you, ') +
      'you must, you, really, fucking, goddamn, damn, bloody, sorry, a, an, im not interested, i am not interested, ' +
      'not interested, no interest, wrong number, you have the wrong number, who is this, no thank you, no thanks, ' +
      'anything, stuff like this, like this, with, please and thank you, many, so many, me please, always',
    instead: 'instead, rather, better',
    and: 'or, and, because, but, since, or else, otherwise, cause, if',
    start:
      'resume, restart, start again, begin, please start again, start texting me again, text me again, ' +
      'you can text me again, you may text me again, message me again, contact me again, you can contact me again, ' +
      ('sign me up, sign me up again, opt me in, opt me back in, subscribe me, subscribe me ' +
        'again, put me back on the list, ') +
      'start messages, start sending again, turn it back on, continue, yes start'
  },
  de: {
    plain: 'stopp, abbestellen, abmeldung',
    alone:
      'abmelden, kündigen, ende, aufhören, beenden, austragen, löschen, aus, schluss, genug, ' +
      'halt, hör auf, hört auf, ' +
      ('hören sie auf, stoppen, abbrechen, stornieren, austreten, widerruf, widerrufen, ' +
        'abbruch, es reicht, schluss jetzt'),
    wish:
      'lass mich in ruhe, lasst mich in ruhe, lassen sie mich in ruhe, lassen sie mich bitte ' +
      'in ruhe, lass mich bitte in ruhe, ' +
      ('lasst mich bitte in ruhe, meldet mich ab, melden sie mich ab, melde mich ab, ich ' +
        'möchte mich abmelden, abbestellen, ') +
      ('trag mich aus, tragt mich aus, tragen sie mich aus, lösch mich, löscht mich, löschen ' +
        'sie mich, löschen sie meine nummer, ') +
      'löscht meine nummer, lösche meine nummer, streichen sie mich, nehmen sie mich, nehmt mich, ich melde mich ab, ' +
      'verpiss dich, abbestelle, mich abmelden, löschen sie meine daten, löscht meine daten, mich austragen',
    stop:
      'stop, stopp, stoppen sie, stoppt, stoppen, hör auf, hört auf, hören sie auf, hören ' +
      'sie bitte auf, hört bitte auf, ' +
      ('aufhören, aufzuhören, unterlassen sie, schluss mit, hör bitte auf, beenden sie, ' +
        'beendet, unterlasst, stellen sie ein, ') +
      'verzichten sie auf, genug',
    no: 'nicht, kein, keine, keinen, nie, niemals, nichts',
    more: 'mehr, weiter, weitere, weiteren, weiterhin, wieder, noch, künftig, in zukunft',
    act:
      'schreibt, schreiben, schreib, schreiben sie, schicken, schickt, schick, schicken sie, ' +
      'senden, sendet, sende, senden sie, ' +
      ('kontaktieren, kontaktiert, kontaktiere, kontaktieren sie, anschreiben, belästigen, ' +
        'belästigt, belästigen sie, ruft, ') +
      'rufen sie, anrufen, zu schicken, zu schreiben, zu senden, zuschicken, zusenden, zuzusenden, stören, stört, ' +
      ('stören sie, nerven, nervt, nerven sie, fragen, fragt, fragen sie, spammen, zu ' +
        'belästigen, zu kontaktieren, zu nerven, ') +
      'kontaktiert werden, angeschrieben werden, angeschrieben, befragt werden, schickst, schreibst',
    thing:
      'nachricht, nachrichten, umfrage, umfragen, sms, befragung, befragungen, mails, ' +
      'werbung, benachrichtigungen, fragen, ' +
      ('bewertungsanfragen, anfragen, erinnerungen, texte, liste, der liste, verteiler, ' +
        'kontakt, whatsapps, abo, zeug, anrufe'),
    me: 'mir, mich, uns, meine nummer, an mich, von ihnen, von euch, ihre, eure, meiner nummer, von dir, diese nummer',
    want: 'ich will, ich möchte, ich wünsche, möchte, will, wünsche, wir wollen, wir möchten, brauche, ich brauche',
    get: 'erhalten, bekommen, empfangen, haben, kriegen',
    fill:
      'bitte, danke, vielen dank, von, der, die, das, den, diese, diesen, dieser, so, ' +
      'sofort, jetzt, mit, hallo, guten tag, ' +
      ('aus, an, ab, ihrer, eurer, von, zu, es, endlich, mal, doch, auf, ein, eine, einfach, ' +
        'solche, damit, immer, dauernd, ständig, ') +
      'kein interesse, ich habe kein interesse, könnten sie, können sie, könnt ihr, würden sie, falsche nummer, alle',
    instead: 'lieber, stattdessen, besser, sondern',
    and: 'und, oder, sonst, weil, denn, aber',
    start:
      'anmelden, starten, wieder anmelden, weiter, beginnen, fortsetzen, abonnieren, schreibt mir wieder, ' +
      'sie können mir wieder schreiben, melden sie mich wieder an'
  },
  nl: {
    plain: 'stopp, uitschrijven, afmelden',
    alone:
      'afmeld, meld af, opzeggen, stoppen, annuleren, einde, uit, stop maar, genoeg, ' +
      'verwijderen, verwijder, hou op, houd op, ' +
      'beëindigen, schrijf uit, uitgeschreven, stop aan, houd er mee op, ophouden',
    wish:
      'laat me met rust, laat mij met rust, laat me met rust aub, schrijf me uit, schrijf ' +
      'mij uit, meld me af, meld mij af, ' +
      ('haal me van, haal mij van, verwijder me, verwijder mij, verwijder mijn nummer, ' +
        'uitschrijven, afmelden, ik wil me afmelden, ') +
      'ik wil mij afmelden, ik wil me uitschrijven, rot op, donder op, ik meld me af',
    stop: 'stop, stopt, stoppen, hou op, houd op, houdt op, ophouden, wil je stoppen, kunt u stoppen',
    no: 'geen, niet, nooit, niks',
    more: 'meer, langer, verdere, ooit, opnieuw, weer, nog',
    act:
      'stuur, sturen, stuurt, te sturen, sms, appen, app, bel, bellen, schrijf, schrijven, ' +
      'mail, mailen, contact, contacteren, ' +
      ('contacteer, contact op te nemen, neem contact op, contact op, neem, spammen, lastig ' +
        'vallen, lastigvallen, val lastig, ') +
      ('val, lastig, storen, stoor, versturen, verzenden, bericht, berichten, benaderen, ' +
        'benader, vragen, te berichten, te bellen'),
    thing:
      'bericht, berichten, berichtjes, sms, smsjes, enquête, enquêtes, vragenlijst, vragenlijsten, mails, meldingen, ' +
      'notificaties, appjes, reclame, herinneringen, lijst, de lijst, contact, vragen, mailtjes',
    me: 'mij, me, ons, naar mij, aan mij, naar me, van u, van jullie, mijn nummer, dit nummer',
    want: 'ik wil, ik wens, wil, wens, hoef, ik hoef',
    get: 'ontvangen, krijgen, te ontvangen, te krijgen',
    fill:
      'alstublieft, alsjeblieft, aub, svp, bedankt, dank u, dank je, de, het, deze, die, ' +
      'met, van, uw, jullie, nu, direct, ' +
      ('graag, hallo, voor, om, te, er, eens, mee, meteen, zo, een, ermee, deze, geen ' +
        'interesse, ik heb geen interesse, u'),
    instead: 'liever, in plaats daarvan',
    and: 'en, of, want, maar, anders, omdat',
    start:
      'aanmelden, aan, hervatten, beginnen, abonneren, meld me aan, inschrijven, schrijf me weer in, verder'
  },
  da: {
    plain: 'stopp, afmeld, frameld, afmeld mig',
    alone:
      'afmelding, stands, hold op, slut, annuller, afslut, opsig, slet, slet mig, fjern, fjern mig, nok, stoppe, ophør',
    wish:
      'lad mig være i fred, lad mig være, afmeld mig, frameld mig, slet mig, fjern mig, slet ' +
      'mit nummer, fjern mit nummer, ' +
      'tag mig af, meld mig fra, jeg vil gerne afmeldes, jeg vil afmeldes, skrid',
    stop: 'stop, stoppe, stands, hold op, holde op, slut, vil i stoppe, hold nu op',
    no: 'ikke, ingen, aldrig, ej',
    more: 'flere, mere, igen, længere, yderligere, nogensinde',
    act:
      'send, sende, sender, at sende, skriv, skrive, skriver, at skrive, kontakt, kontakte, ' +
      'kontakter, at kontakte, ring, ringe, ' +
      ('sms, smse, spamme, genere, generer, forstyr, forstyrre, at genere, at forstyrre, at ' +
        'spamme, at ringe, spørge, plage'),
    thing:
      'besked, beskeder, sms, smser, undersøgelse, undersøgelser, mails, notifikationer, spørgeskema, spørgeskemaer, ' +
      'reklame, påmindelser, liste, listen, beskederne, henvendelser',
    me: 'mig, os, til mig, til os, fra jer, mit nummer',
    want: 'jeg vil, jeg ønsker, jeg vil gerne, vil, ønsker, vil gerne, jeg gider, gider',
    get: 'modtage, få, have',
    fill:
      'tak, venligst, med, at, de, disse, den, det, nu, fra, jeres, din, hej, være, så, i, ' +
      'jer, sådan, straks, må, kan i, om, ' +
      'af, vær venlig, du, ikke interesseret, jeg er ikke interesseret, vær sød',
    and: 'og, eller, ellers, fordi, men, for',
    instead: 'hellere, i stedet',
    start: 'tilmeld, begynd, genoptag, fortsæt, tilmeld mig, tilmeld mig igen, abonner'
  },
  nb: {
    plain: 'stopp, avmeld, meld av, meld meg av, avregistrer',
    alone:
      'avslutt, avbestill, slutt, avbryt, slett, fjern, nok, si opp, stoppe, hold opp, kutt ' +
      'ut, avmelding, slett meg, fjern meg',
    wish:
      'la meg være i fred, la meg være, meld meg av, avmeld meg, slett meg, fjern meg, slett nummeret mitt, ' +
      'fjern nummeret mitt, jeg vil melde meg av, ta meg av, jeg ønsker å melde meg av, stikk',
    stop: 'stop, stopp, slutt, hold opp, stoppe, slutte, kutt ut, kan dere slutte, kan dere stoppe',
    no: 'ikke, ingen, aldri, ikkje',
    more: 'flere, mer, igjen, lenger, videre, noensinne',
    act:
      'send, sende, sender, å sende, skriv, skrive, å skrive, kontakt, kontakte, å kontakte, ' +
      'ring, ringe, sms, spamme, mas, mase, ' +
      'plage, forstyrr, forstyrre, å plage, å mase, å ringe, å spamme, spørre, plag',
    thing:
      'melding, meldinger, meldingene, sms, smser, undersøkelse, undersøkelser, mailer, ' +
      'varsler, spørreskjema, reklame, ' +
      'påminnelser, liste, listen, lista, tekstmeldinger, henvendelser, eposter',
    me: 'meg, oss, til meg, fra dere, nummeret mitt, til oss',
    want: 'jeg vil, jeg ønsker, vil, ønsker, jeg vil gjerne, gidder',
    get: 'motta, få, ha',
    fill:
      'takk, vær så snill, vennligst, med, å, de, disse, den, det, nå, fra, deres, hei, ' +
      'være, så, i, dere, slike, av, du, ' +
      'kan dere, vær så snill å, ikke interessert, jeg er ikke interessert, snill',
    and: 'og, eller, ellers, fordi, men, for',
    instead: 'heller, i stedet',
    start: 'begynn, gjenoppta, fortsett, meld på, meld meg på, abonner, registrer'
  },
  sv: {
    plain: 'stopp, avregistrera, avregistrera mig, avprenumerera, avanmäl',
    alone:
      'avsluta, avbeställ, sluta, stoppa, avbryt, radera, ta bort, ta bort mig, nog, slut, ' +
      'säg upp, lägg av, avanmälan, upphör',
    wish:
      'lämna mig i fred, låt mig vara, låt mig vara i fred, ta bort mig, radera mig, avregistrera, stryk mig, ' +
      'ta bort mitt nummer, radera mitt nummer, avanmäl mig, jag vill avregistrera mig, avprenumerera, dra åt helvete',
    stop: 'stop, stopp, stoppa, sluta, lägg av, upphör, kan ni sluta, vill ni sluta, snälla sluta, upphöra',
    no: 'inte, inga, ingen, aldrig, ej',
    more: 'fler, mer, igen, längre, ytterligare, någonsin, flera, mera',
    act:
      'skicka, skickar, att skicka, skriv, skriva, att skriva, kontakta, att kontakta, ring, ' +
      'ringa, sms, smsa, spamma, stör, störa, ' +
      'besvära, tjata, att störa, att besvära, att spamma, messa, att ringa, fråga, höra av er, hör av er',
    thing:
      'meddelande, meddelanden, sms, enkät, enkäter, mejl, undersökning, undersökningar, aviseringar, reklam, ' +
      'påminnelser, lista, listan, notiser, frågor, utskick',
    me: 'mig, oss, till mig, från er, mitt nummer, till oss',
    want: 'jag vill, jag önskar, vill, önskar, jag vill gärna, orkar',
    get: 'få, ta emot, ha, erhålla, bli kontaktad',
    fill:
      'tack, snälla, vänligen, med, att, de, dessa, den, det, nu, från, era, hej, så, er, ' +
      'ni, sånt, omedelbart, kan ni, ' +
      'du, här, dom, inte intresserad, jag är inte intresserad, var snäll och, genast',
    and: 'och, eller, annars, för, men, eftersom',
    instead: 'hellre, istället, i stället',
    start: 'starta, börja, återuppta, fortsätt, anmäl, anmäl mig, prenumerera, registrera'
  }
}
