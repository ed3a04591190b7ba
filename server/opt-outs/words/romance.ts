import type { Lexicon } from './lexicon'

export const romance: Record<string, Lexicon> = {
  es: {
    plain:
      'darse de baja, darme de baja, dar de baja, dame de baja, denme de baja, deme de baja, ' +
      'desuscribir, desuscribirme, ' +
      'cancelar suscripción, cancelar la suscripción',
    alone:
      'alto, parar, baja, cancelar, detener, basta, pare, paren, para, fin, salir, terminar, ' +
      'eliminar, borrar, deténganse, ' +
      'basta ya, no más, ya no más, ya basta, detente, deténgase, anular, bórrenme, elimínenme, remover, quitar',
    wish:
      'darme de baja, dame de baja, denme de baja, deme de baja, dar de baja, darse de baja, ' +
      'déjame en paz, déjenme en paz, ' +
      ('dejadme en paz, déjeme en paz, desuscribirme, desuscríbanme, desuscribir, elimínenme, ' +
        'bórrenme, quítenme, sáquenme, ') +
      'borren mi número, eliminen mi número, bórrame, elimíname, quítame, sácame, no molestar, déjenme tranquilo, ' +
      ('déjenme tranquila, déjame tranquilo, déjame tranquila, de baja, cancelar suscripción, ' +
        'cancelen mi suscripción, no molesten'),
    stop:
      'stop, deja de, dejen de, dejad de, deje de, dejar de, paren de, pare de, para de, ' +
      'parar de, basta de, alto, detengan, ' +
      'ya no quiero, ya basta de, cesen de, detener, paren con, parad de',
    no: 'no, nunca, jamás, ya no, ni',
    more: 'más, otra vez, nunca más, de nuevo, jamás',
    act:
      'enviar, enviarme, enviando, envíen, envíe, envíes, envíen mas, mandar, mandarme, ' +
      'manden, mande, mandes, mandéis, enviéis, ' +
      ('escribir, escribirme, escriban, escriba, escribas, escribáis, contactar, contactarme, ' +
        'contacten, contacte, contactes, ') +
      ('contactéis, llamar, llamarme, llamen, llame, llames, molestar, molestarme, molesten, ' +
        'moleste, molestes, molestéis, ') +
      ('spamear, textear, texteen, fastidiar, preguntar, preguntarme, pregunten, manden mas, ' +
        'acosar, acosarme, ser contactado, ') +
      'ser contactada, encuestarme',
    thing:
      'mensaje, mensajes, encuesta, encuestas, correo, correos, notificaciones, textos, publicidad, recordatorios, ' +
      'sms, lista, la lista, llamadas, mensajitos, preguntas, cuestionarios, suscripción, contacto',
    me: 'me, mi, a mí, a mi, a mi número, mi número, de ustedes, de vosotros, suyos, sus, este número, nos, conmigo',
    want: 'quiero, deseo, queremos, quisiera, me gustaría, necesito',
    get: 'recibir, recibo, recibirlos, que me lleguen, tener',
    fill:
      'por favor, gracias, muchas gracias, favor, de, la, los, las, el, estos, esta, este, ' +
      'esa, esos, que, su, ya, ahora, hola, ' +
      ('buenas, buenos días, buenas tardes, tus, tantos, tantas, podrían, puede, pueden, ' +
        'podría, favor de, xfa, porfa, porfavor, ') +
      ('le pido que, les pido que, inmediatamente, en, del, con, no me interesa, no estoy ' +
        'interesado, no estoy interesada, no gracias'),
    instead: 'mejor, en vez, en lugar',
    and: 'o, porque, pero, si no, sino, y, u',
    start:
      'alta, iniciar, comenzar, empezar, reanudar, continuar, suscribir, suscribirme, suscríbanme, darme de alta, ' +
      'dar de alta, activar, volver, dame de alta, quiero recibir mensajes otra vez'
  },
  fr: {
    plain:
      'arret, désabonner, désinscrire, désinscription, désabonnement, désabonnez moi, ' +
      'désinscrivez moi, me désabonner, ' +
      'me désinscrire, se désabonner, se désinscrire',
    alone:
      'arrêter, arrêtez, arrête, annuler, résilier, fin, supprimer, supprimez, terminer, ' +
      'quitter, assez, ça suffit, cessez, ' +
      'cesser, retirer, stoppez, stopper, stop sms, basta, retirez moi, supprimez moi, plus jamais, résiliation',
    wish:
      'laissez moi tranquille, laisse moi tranquille, foutez moi la paix, fichez moi la paix, laissez moi en paix, ' +
      'désabonnez moi, désinscrivez moi, désabonner, désinscrire, retirez moi, supprimez moi, supprimez mon numéro, ' +
      'enlevez moi, effacez mon numéro, rayez moi, otez moi, retirez mon numéro, enlevez mon numéro, désabonne moi, ' +
      'désinscris moi, foutez moi le camp, lâchez moi, ne pas déranger',
    stop:
      'stop, arrêtez, arrête, arrêter, cessez, cesser, cesse, stoppez, stopper, ça suffit, ' +
      'assez, marre, stop aux, y en a marre',
    no: 'ne, pas, plus, jamais, aucun, aucune, n, ni, sans, non',
    more: 'plus, encore, davantage, à nouveau, jamais plus, plus jamais, désormais',
    act:
      'envoyer, denvoyer, menvoyer, de menvoyer, menvoyez, envoyez, envoie, envoies, ' +
      'menvoie, écrire, décrire, mécrire, de mécrire, ' +
      ('mécrivez, écrivez, écris, contacter, de contacter, contactez, contacte, appeler, ' +
        'mappeler, de mappeler, mappelez, appelez, ') +
      ('déranger, de déranger, dérangez, harceler, de harceler, harcelez, spammer, de ' +
        'spammer, embêter, dembêter, membêter, ') +
      ('embêtez, solliciter, sollicitez, importuner, mimportuner, de mimportuner, denvoi, ' +
        'envoi, envois, être contacté, ') +
      'être contactée, être dérangé, relancer, relancez, textoter',
    thing:
      'message, messages, de messages, sms, texto, textos, enquête, enquêtes, denquêtes, ' +
      'sondage, sondages, mails, courriel, ' +
      ('courriels, pub, pubs, publicité, publicités, notifications, rappels, questionnaires, ' +
        'questionnaire, liste, la liste, ') +
      'votre liste, vos listes, contact, sollicitations',
    me:
      'me, moi, m, mon, mon numéro, à moi, de votre part, de vous, vos, votre, nous, ce ' +
      'numéro, sur ce numéro, à ce numéro, de me',
    want:
      'je veux, je souhaite, je voudrais, jaimerais, veux, souhaite, désire, je désire, ' +
      'voudrais, nous voulons, on veut',
    get: 'recevoir, avoir, être',
    fill:
      's il vous plaît, sil vous plait, svp, stp, s il te plait, sil te plait, merci, merci ' +
      'de, de, des, du, le, la, les, ces, ' +
      ('ce, cette, d, l, à, au, aux, par, avec, bonjour, veuillez, tout, tous, toutes, ' +
        'maintenant, immédiatement, tes, votre, vos, ') +
      'pouvez vous, pourriez vous, je vous prie de, cordialement, en, ça, cela, tout de suite, pas intéressé, ' +
      ('je ne suis pas intéressé, pas intéressée, je ne suis pas intéressée, non merci, sur, ' +
        'rien, prière de, sans cesse, svp merci'),
    instead: 'plutôt, mieux',
    and: 'ou, et, sinon, car, parce que, mais',
    start:
      'reprendre, commencer, abonner, abonnez moi, recommencer, réabonner, minscrire, ' +
      'inscription, inscrire, reprenez, ' +
      'démarrer, inscrivez moi, réinscrire, abonnement, continuer'
  },
  it: {
    plain: 'disiscrivi, disiscrivimi, disiscrivetemi, cancellami, disiscrizione, disiscrivermi',
    alone:
      'ferma, annulla, cancella, basta, fine, fermare, smetti, smettila, smettetela, smettete, rimuovi, rimuovimi, ' +
      ('cancellatemi, termina, esci, disdetta, disdici, elimina, fermate, fermatevi, arresta, ' +
        'cancellare, revoca, stoppa'),
    wish:
      'lasciatemi in pace, lasciami in pace, mi lasci in pace, cancellatemi, cancellami, ' +
      'disiscrivimi, disiscrivetemi, ' +
      ('rimuovetemi, rimuovimi, toglietemi, toglimi, eliminate il mio numero, cancellate il ' +
        'mio numero, rimuovete il mio numero, ') +
      ('non disturbare, voglio cancellarmi, voglio disiscrivermi, non disturbate, ' +
        'cancellarmi, mi cancelli, mi tolga, levatemi'),
    stop:
      'stop, smettila di, smettetela di, smettete di, smetti di, smetta di, la smetta di, ' +
      'basta, basta con, ferma, fermate, ' +
      'finitela di, finiscila di, la smettete di, smettetela con, piantatela di, interrompete',
    no: 'non, no, mai, nessun, nessuno, niente, né',
    more: 'più, ancora, mai più, ulteriori, altri, altre, di nuovo',
    act:
      'mandare, mandarmi, mandate, mandatemi, mandarci, inviare, inviarmi, inviate, ' +
      'inviatemi, invii, scrivere, scrivermi, ' +
      ('scrivete, scrivetemi, scriva, contattare, contattarmi, contattate, contattatemi, ' +
        'contatti, chiamare, chiamarmi, chiamate, ') +
      ('chiamatemi, disturbare, disturbarmi, disturbate, disturbatemi, spammare, infastidire, ' +
        'infastidirmi, importunare, ') +
      ('importunarmi, rompere, stressare, mi mandi, mi scriva, mi contatti, essere ' +
        'contattato, essere contattata, tormentarmi'),
    thing:
      'messaggio, messaggi, sondaggio, sondaggi, sms, notifiche, pubblicità, questionari, ' +
      'questionario, promemoria, lista, ' +
      'la lista, email, richieste, domande, comunicazioni, messaggini, contatti',
    me: 'mi, me, a me, mio, il mio numero, da voi, vostri, da parte vostra, ci, questo numero, con me',
    want: 'voglio, desidero, vorrei, vogliamo, intendo',
    get: 'ricevere, riceverne, avere, ricevo',
    fill:
      'per favore, per piacere, grazie, di, la, i, gli, le, il, dei, questi, queste, dalla, ' +
      'dalle, dagli, vostra, vostre, con, ' +
      ('ora, subito, ciao, salve, buongiorno, da, del, prego, pf, può, potete, potreste, ' +
        'cortesemente, che, in, immediatamente, ') +
      ('e basta, non sono interessato, non sono interessata, non mi interessa, no grazie, ' +
        'tutti, sempre, cortesia, la prego di'),
    instead: 'piuttosto, invece, meglio',
    and: 'o, oppure, perché, ma, altrimenti, e',
    start:
      'inizia, iniziare, iscrivimi, iscrivetemi, riprendi, riprendere, continua, attiva, ' +
      'riattiva, ricomincia, iscriviti, ' +
      'iscrizione, avvia'
  },
  pt: {
    plain:
      'cancelar subscrição, anular subscrição, cancelar a subscrição, descadastrar, ' +
      'descadastrem me, cancelar inscrição, ' +
      'remover subscrição',
    alone:
      'parar, cancelar, pare, parem, sair, fim, basta, chega, remover, terminar, anular, ' +
      'desativar, eliminar, apagar, para, ' +
      ('encerrar, descadastre, excluir, tirar, suspender, desligar, interromper, revogar, ' +
        'chega disso, já chega, nunca mais, bloquear'),
    wish:
      'deixem me em paz, deixe me em paz, me deixe em paz, me deixem em paz, me deixa em ' +
      'paz, deixa me em paz, descadastrar, ' +
      ('descadastre me, me descadastre, me descadastrem, removam me, remova me, me remova, me ' +
        'remove, me tira, me tire, me tirem, ') +
      ('tirem me, tire me, retirem me, retire meu número, apaguem o meu número, removam o meu ' +
        'número, remova meu número, ') +
      ('cancelar subscrição, cancelem a minha subscrição, quero sair, não perturbe, me ' +
        'esquece, me esqueçam, exclua meu número, ') +
      ('tirem meu número, tire meu número, apague meu número, me exclua, me excluam, quero ' +
        'cancelar a subscrição, não incomode'),
    stop:
      'stop, pare de, parem de, para de, parar de, deixem de, deixe de, deixa de, chega de, ' +
      'basta de, pare com, parem com, ' +
      'para com, cessem, pare, parem, podem parar de, pode parar de, parem já de',
    no: 'não, nunca, nenhum, nenhuma, jamais, nem, nao, n',
    more: 'mais, de novo, novamente, nunca mais, outra vez, jamais',
    act:
      'enviar, enviem, envie, enviar me, enviarem, enviando, envia, mandar, mandem, mande, ' +
      'mandar me, mandando, manda, escrever, ' +
      ('escrevam, escreva, escrever me, contactar, contactem, contacte, contactar me, ' +
        'contatar, contatem, contate, entrar em contato, ') +
      ('entrem em contato, entre em contato, ligar, liguem, ligue, incomodar, incomodem, ' +
        'incomode, perturbar, perturbem, perturbe, ') +
      ('chatear, chateiem, encher o saco, enviem me, mandem me, contactem me, escrevam me, ' +
        'liguem me, importunar, importunem, ') +
      'perguntar, ser contactado, ser contactada, ser contatado, spammar, enviem mais, mandem mais, chamar, me chamem',
    thing:
      'mensagem, mensagens, sms, inquérito, inquéritos, pesquisa, pesquisas, questionário, ' +
      'questionários, notificações, ' +
      ('publicidade, propaganda, lembretes, lista, a lista, dessa lista, da lista, desta ' +
        'lista, emails, msg, msgs, avisos, ') +
      'subscrição, ligações, contato, contacto, torpedos, zap',
    me:
      'me, mim, a mim, para mim, pra mim, meu, meu número, o meu número, de vocês, vossas, ' +
      'vossa, suas, nos, este número, comigo',
    want: 'quero, desejo, gostaria, queria, queremos, pretendo, quero mais, eu quero',
    get: 'receber, receber mais, recebê las, ter',
    fill:
      'por favor, obrigado, obrigada, de, a, as, os, o, da, das, do, dos, essas, estas, ' +
      'esta, essa, dessa, desta, sua, vossa, ' +
      ('com, que, já, agora, olá, oi, bom dia, boa tarde, boa noite, pfv, pf, favor, por ' +
        'gentileza, imediatamente, tantas, isso, ') +
      ('podem, pode, poderia, poderiam, pra, em, não tenho interesse, não estou interessado, ' +
        'não estou interessada, não obrigado, ') +
      'não obrigada, tenho interesse em não, pessoal, gente, peço que, pelo amor de deus',
    instead: 'melhor, em vez, prefiro',
    and: 'ou, porque, mas, senão, e, pois',
    start:
      'subscrever, iniciar, começar, recomeçar, retomar, voltar, continuar, inscrever, ' +
      'ativar, reativar, me inscreva, ' +
      'cadastrar, inscrever me, quero voltar, aderir, assinar'
  },
  ro: {
    plain: 'dezabonare, dezabonați, dezabonează mă, dezabonați mă, dezabonez, mă dezabonez',
    alone:
      'opriți, oprește, oprire, anulare, anulează, renunț, gata, ajunge, încetați, ' +
      'încetează, ieșire, șterge, ștergeți, stopați, ' +
      'opresc, sfârșit, terminați, termină, destul, anulați, retrage, opriți vă, șterge mă, renunțare',
    wish:
      'lăsați mă în pace, lasă mă în pace, dezabonați mă, dezabonează mă, scoateți mă, ' +
      'ștergeți mă, ștergeți numărul meu, ' +
      ('vreau să mă dezabonez, doresc să mă dezabonez, dezabonare, scoate mă, eliminați mă, ' +
        'ștergeți mi numărul, șterge mă, nu deranjați'),
    stop:
      'stop, opriți, oprește, încetați, încetează, terminați, termină, gata cu, nu mai, ' +
      'încetați să, opriți vă din, ajunge cu, destul cu',
    no: 'nu, niciodată, nici, niciun, nicio, fără',
    more: 'mai, mai multe, din nou, iar, niciodată, alte',
    act:
      'trimite, trimiteți, trimiteți mi, să trimiteți, să mi trimiteți, să mai trimiteți, ' +
      'trimiterea, scrie, scrieți, scrieți mi, ' +
      ('să mi scrieți, contacta, contactați, contactați mă, să mă contactați, suna, sunați, ' +
        'sunați mă, deranja, deranjați, ') +
      ('deranjați mă, să mă deranjați, mă deranjați, spamați, să mă mai contactați, mă ' +
        'contactați, mă sunați, îmi scrieți, ') +
      ('îmi trimiteți, să mi mai trimiteți, să îmi trimiteți, să îmi mai trimiteți, ' +
        'întrebați, să fiu contactat, să fiu contactată'),
    thing:
      'mesaj, mesaje, mesajele, sondaj, sondaje, sms uri, sms, notificări, reclame, ' +
      'chestionare, mailuri, emailuri, lista, ' +
      'din listă, lista voastră, întrebări',
    me: 'mi, mă, îmi, mie, pe mine, nouă, ne, numărul meu, de la voi, de la dumneavoastră, acest număr, la acest număr',
    want: 'vreau, doresc, vrem, dorim, aș vrea',
    get: 'primesc, să primesc, să mai primesc, primi, primim, să primim',
    fill:
      'vă rog, te rog, rog, mulțumesc, mersi, de, la, din, să, cu, aceste, acestea, a, ale, ' +
      'acum, bună, bună ziua, imediat, ' +
      'mai, tot, astfel de, pe, nu sunt interesat, nu sunt interesată, nu mă interesează, nu mulțumesc, deja, odată',
    and: 'sau, și, că, pentru că, dar, altfel',
    instead: 'mai bine, în schimb',
    start: 'abonare, abonează mă, abonați mă, începe, pornire, reia, continuă, începeți, activare, pornește'
  }
}
