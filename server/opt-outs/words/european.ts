import type { Lexicon } from './lexicon'

/** Greek, Finnish, Hungarian and Swahili: none of them has a neighbour here. */
export const european: Record<string, Lexicon> = {
  el: {
    plain: 'διακοπή, διαγραφή, απεγγραφή, διαγράψτε με, απεγγραφη μου, στοπ',
    alone:
      'τέλος, ακύρωση, σταμάτα, σταματήστε, φτάνει, αρκετά, παύση, παύσε, κατάργηση, έξοδος, ' +
      'αφαίρεση, ακυρώστε, διακόψτε, ' +
      'σβήστε με, αφαιρέστε με',
    wish:
      'αφήστε με ήσυχο, αφήστε με ήσυχη, άσε με ήσυχο, άσε με ήσυχη, διαγράψτε με, βγάλτε ' +
      'με, αφαιρέστε με, παρατήστε με, ' +
      'σβήστε με, διαγράψτε τον αριθμό μου, σβήστε τον αριθμό μου, θέλω να διαγραφώ, μην ενοχλείτε, μη με ενοχλείτε, ' +
      'μην με ενοχλείτε, μη με ενοχλείς, θέλω διαγραφή, ξεγράψτε με',
    stop:
      'σταμάτα, σταματήστε, σταματήστε να, σταμάτα να, πάψτε, πάψτε να, διακόψτε, stop, ' +
      'φτάνει, φτάνει πια με, στοπ, φτάνουν',
    no: 'μη, μην, όχι, δεν, ποτέ, κανένα',
    more: 'άλλα, άλλο, ξανά, πια, πλέον, ποτέ, άλλες, περισσότερα',
    act:
      'στέλνετε, στέλνεις, στείλετε, στείλεις, να στέλνετε, γράφετε, γράφεις, επικοινωνείτε, ' +
      'επικοινωνήσετε, ενοχλείτε, ενοχλείς, ' +
      ('τηλεφωνείτε, καλείτε, παίρνετε τηλέφωνο, ξαναστείλετε, ξαναστείλεις, ξαναστέλνετε, ' +
        'στέλνεται, ρωτάτε, ενοχλήσετε, ') +
      'ξαναενοχλήσετε, αποστολή, την αποστολή',
    thing:
      'μήνυμα, μηνύματα, μηνυμάτων, sms, έρευνες, ερωτηματολόγια, διαφημίσεις, ειδοποιήσεις, ' +
      'email, λίστα, από τη λίστα, από την λίστα',
    me: 'μου, με, εμένα, σε μένα, μας, μαζί μου, από εσάς, από σας, σας, στον αριθμό μου, μαζι μας',
    want: 'θέλω, επιθυμώ, θα ήθελα, θέλουμε',
    get: 'να λαμβάνω, λαμβάνω, να παίρνω, να δέχομαι',
    fill:
      'παρακαλώ, ευχαριστώ, να, τα, τις, αυτά, τώρα, γεια, γεια σας, καλημέρα, καλησπέρα, ' +
      'των, πολύ, αμέσως, σας παρακαλώ, τη, την, ' +
      'δεν ενδιαφέρομαι, όχι ευχαριστώ, το',
    and: 'ή, και, γιατί, αλλιώς',
    instead: 'καλύτερα, αντί',
    start: 'έναρξη, εγγραφή, ξεκίνα, συνέχεια, αρχή, ξεκινήστε, επανεγγραφή, εγγράψτε με'
  },
  fi: {
    plain: 'peru tilaus, peruuta tilaus, poista listalta, peruuttakaa tilaus, seis',
    alone:
      'lopeta, lopettakaa, peru, peruuta, riittää, seis, poista, poistakaa, lopettaa, ' +
      'keskeytä, poistu, pysäytä, peruutus, ' +
      'irtisano, jo riittää, poista minut, älä, älkää',
    wish:
      'jättäkää minut rauhaan, jätä minut rauhaan, jättäkää mut rauhaan, jätä mut rauhaan, ' +
      'poistakaa minut, poista minut, ' +
      ('poistakaa numeroni, poista numeroni, ottakaa minut pois, haluan perua tilauksen, peru ' +
        'tilaus, peruuttakaa tilaus, älkää häiritkö, ') +
      'älä häiritse, antakaa olla, poistakaa mut, haluan poistua listalta, älä häiritse minua, älkää häiritkö minua',
    stop:
      'stop, lopeta, lopettakaa, lopettaisitteko, voisitteko lopettaa, riittää, ' +
      'keskeyttäkää, voitteko lopettaa, loppu, loppukoon',
    no: 'ei, älä, älkää, en, emme, ei koskaan, koskaan, eikä',
    more: 'enää, lisää, enempää, uudestaan, uudelleen, koskaan, jatkossa',
    act:
      'lähettää, lähetä, lähettäkö, lähettämästä, lähettäminen, lähetys, kirjoita, ' +
      'kirjoittako, ota yhteyttä, ottako yhteyttä, ottaa yhteyttä, ' +
      ('soita, soittako, soittaminen, häiritse, häiritkö, häiritä, spämmäys, spämmätkö, ' +
        'viestittely, viestitelkö, viestittäkö, ') +
      'yhteydenotot, kysele, kyselkö, laita, laittako, häiritseminen, spämmääminen, lähetelkö, lähettele',
    thing:
      'viesti, viestejä, viestien, viestit, tekstiviestejä, tekstiviestien, kyselyjä, ' +
      'kyselyitä, kyselyt, kyselyiden, sähköpostia, ' +
      ('mainoksia, ilmoituksia, muistutuksia, listalta, listaltanne, postituslistalta, smsiä, ' +
        'tekstareita, viestiä, yhteydenottoja, mainontaa'),
    me: 'minulle, minua, minuun, mulle, mua, teiltä, meille, numerooni, tähän numeroon, muhun, minut',
    want: 'halua, haluan, toivo, toivon, tahdo, haluamme, halua teiltä',
    get: 'saada, vastaanottaa, ottaa vastaan',
    fill:
      'kiitos, ole hyvä, olkaa hyvä, näitä, näiden, nyt, heti, hei, moi, terve, pyydän, ' +
      'ystävällisesti, niitä, näin, tätä, tämä, ' +
      'en ole kiinnostunut, ei kiinnosta, ei kiitos, jo, välittömästi',
    and: 'tai, ja, koska, muuten, mutta',
    instead: 'mieluummin, sen sijaan',
    start: 'aloita, tilaa, jatka, alku, käynnistä, liity, aloittakaa, tilaan'
  },
  hu: {
    plain: 'leiratkozás, leiratkozom, leiratkozni, leiratkoztatás, lemondás, leiratkozok, állj',
    alone:
      'mégse, vége, elég, hagyják abba, hagyd abba, törlés, töröljenek, kilépés, lemondom, ' +
      'megállj, lemondani, törölj, leállítás, ' +
      'elég volt, megszüntetés, befejezni, szüntessék be, kiiratkozás, hagyjátok abba, állítsák le',
    wish:
      'hagyjanak békén, hagyj békén, hagyjatok békén, hagyjon békén, iratkoztassanak le, ' +
      'töröljenek, töröljenek a listáról, ' +
      ('vegyenek le, vegyenek ki, szeretnék leiratkozni, le akarok iratkozni, le szeretnék ' +
        'iratkozni, töröljék a számomat, ') +
      ('ne zavarjanak, ne zavarj, ne zaklassanak, szálljanak le rólam, ne zavarjatok, ' +
        'töröljék a számom, kérem töröljenek, leiratkozom'),
    stop:
      'stop, elég, hagyják abba, hagyd abba, hagyjátok abba, fejezzék be, fejezd be, ' +
      'szüntessék be, állítsák le, elég volt, álljanak le, elég legyen',
    no: 'ne, nem, soha, semmilyen, sose, se',
    more: 'több, többet, többé, ismét, tovább, soha többet, további, többször',
    act:
      'küldjenek, küldj, küldjön, küldjetek, küldeni, küldését, küldése, írjanak, írj, ' +
      'írjon, írjatok, írni, keressenek, keress, ' +
      ('hívjanak, hívj, zavarni, zaklatni, zaklatást, zaklatását, küldözgessenek, ' +
        'spameljenek, az üzenetküldést, üzenetküldést, írását, ') +
      'zavarjanak, zaklassanak, keressetek, küldözgetését, küldözgetni, kérdezzenek',
    thing:
      'üzenet, üzenetet, üzenetek, üzeneteket, üzenetküldés, sms t, smst, smseket, ' +
      'kérdőívet, kérdőíveket, felmérést, felméréseket, emailt, ' +
      ('e mailt, értesítést, értesítéseket, reklámot, reklámokat, listáról, a listáról, ' +
        'levelet, leveleket, sms eket, hívást'),
    me: 'nekem, engem, önöktől, nekünk, tőletek, rám, a számomra, velem, erre a számra, hozzám',
    want: 'akarok, szeretnék, kívánok, kérek, akarom, szeretném, óhajtok',
    get: 'kapni, fogadni, megkapni',
    fill:
      'kérem, kérlek, köszönöm, köszi, az, a, ezeket, ezt, most, azonnal, szia, jó napot, ' +
      'üdvözlöm, legyen szíves, legyenek szívesek, ' +
      'nem érdekel, nem köszönöm, már, ennyi, üdv',
    and: 'vagy, és, mert, különben, de',
    instead: 'inkább, helyette',
    start: 'feliratkozás, indítás, kezdés, folytatás, feliratkozom, feliratkozni, kezdd, indul'
  },
  sw: {
    plain: 'jiondoe, niondoe, jitoe, simamisha',
    alone:
      'acha, acheni, simama, ondoa, sitisha, komesha, ghairi, futa, basi, mwisho, inatosha, ' +
      'katisha, zima, toa, usitume, niondolee, nitoe',
    wish:
      'niache, niacheni, niache peke yangu, niondoe, niondoeni, nitoe, nitoeni, futa namba ' +
      'yangu, futeni namba yangu, usinisumbue, ' +
      'msinisumbue, usinitumie tena, msinitumie tena, ondoa namba yangu, nataka kujiondoa, jiondoe, usinipigie tena',
    stop: 'acha, acheni, simamisha, simamisheni, komesha, komesheni, sitisha, sitisheni, stop',
    no:
      'sitaki, hapana, usinitumie, msinitumie, usitume, msitume, usiniandikie, msiniandikie, ' +
      'msinipigie, usinipigie, sihitaji, kamwe, hatutaki, hakuna',
    more: 'tena, zaidi, nyingine, kamwe',
    act:
      'usinitumie, msinitumie, usitume, msitume, usiniandikie, msiniandikie, msinipigie, ' +
      'usinipigie, kunitumia, kutuma, kutumia, kuniandikia, kunisumbua, kusumbua, kunipigia, ' +
      'kuwasiliana, kupokea, kutumiwa, tuma',
    thing:
      'ujumbe, jumbe, meseji, sms, barua pepe, maswali, dodoso, utafiti, matangazo, taarifa, ' +
      'orodha, kwenye orodha, simu',
    me: 'mimi, yangu, kwangu, namba yangu, nami, wenu, kwenu, kutoka kwenu',
    want: 'sitaki, hatutaki, sihitaji, nataka, napenda, naomba',
    get: 'kupata',
    fill:
      'tafadhali, asante, hizi, huu, hii, sasa, habari, wenu, zenu, kwa, za, ya, wa, ' +
      'samahani, mara moja, hivi, sivutiwi, hapana asante',
    and: 'au, na, kwa sababu, lakini',
    instead: 'badala yake, afadhali',
    start: 'anza, jiunge, endelea, anzisha, niunge, nianzishie'
  }
}
