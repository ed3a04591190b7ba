/**
 * Words around a rating that somebody types. Lists are of folded words (lower case, NFKC), parted by
 * spaces; in scripts without spaces a word fits where it begins with one.
 */
const list = (words: string): ReadonlySet<string> =>
  new Set(words.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean))

/** What is added to a number of points, stars or marks, and means nothing else. */
export const starWords = list(`
  star stars point points mark marks stern sterne sternen punkt punkte étoile étoiles etoile etoiles
  estrella estrellas punto puntos estrela estrelas ponto pontos stella stelle punti ster sterren punten
  yıldız yildiz puan ulduz bal gwiazdka gwiazdki gwiazdek punkty punktów hvězda hvězdy hvězd hvězdiček bod
  body bodů csillag pont stjärna stjärnor poäng stjerne stjerner poeng point tähteä tähti pistettä stea
  stele puncte αστέρι αστέρια αστερια звезда звезды звёзды звезд звёзд звездочек балл балла баллов зірка
  зірки зірок бал бали балів од оноо жұлдыз ұпай yulduz ball نجمة نجوم نجمات نقطة نقاط درجة درجات ستارہ
  ستارے اسٹار نمبر ستاره امتیاز ستوري ئەستێرە כוכב כוכבים נקודות स्टार सितारे तारे अंक তারা স্টার ਸਿਤਾਰੇ
  ਸਟਾਰ நட்சத்திரம் நட்சத்திரங்கள் ኮከብ ኮከቦች nyota bintang sao điểm bituin puntos 星 颗星 顆星 つ星 分 点 點 점 별 ดาว
  คะแนน
`)

/** What stands between the rating and the highest point: “4 of 5”. */
export const ofWords = list(
  'of von sur su de van av из із з z z من از में off di sobre din aus από over ud / ⁄'
)

/** Two ratings, or none: “4 or 5”. */
export const orWords = list(
  'or oder ou o u of или або أو او یا ya veya или eller tai vagy nebo lub sau ή або या বা hoặc atau au 或 或者 または 또는'
)

/** “4 and a half” is no 4. */
export const andWords = list('and und et y e и en og och i і ve dan و और এবং')
export const halves = list(
  'half halb halbe demi demie media medio meia meio mezza mezzo половиной половина half ' +
    'halv halva półtora yarım setengah نصف نیم आधा'
)

/** What begins a sentence about something counted, or one that the number is the subject of. */
export const notAfterRating = list(`
  of more other another extra additional last different separate is are was were isn’t aren’t wasn’t would
  will don’t doesn’t mehr weitere andere ist sind war waren davon más mas otros otras es son era fueron de
  autres sont était plus est sono altri altre são outros tane daha даха ещё еще из были of them each every
  per x × am pm a.m p.m noon be
`)

/** May stand before the thing that is counted: “2 new questions”. */
export const describing = list(`
  new old full long whole working business big small single good bad free wrong right broken missing
  damaged great nuevo nuevos neue neuen nouvelles nouveaux grandes große lange новых
`)

/** Things that people count; units of measures and months come from Intl. */
export const counted = list(`
  item items thing things question questions moment moments momento momentos problem problems issue issues
  order orders product products package packages parcel parcels box boxes piece pieces call calls email
  emails mail mails message messages text texts person people persons man woman men women guy guys agent
  agents customer customers adult adults child children kid kids guest guests night nights time times
  morning day days week weeks weekend month months year years yrs yr hour hours hr hrs minute minutes min
  mins second seconds sec secs o’clock oclock clock pm am percent degrees pair pairs set sets size page
  pages line lines room rooms floor ticket tickets seat seats bag bags bottle bottles phone phones account
  accounts card cards number numbers option options part parts step steps refund refunds invoice invoices
  bill bills photo photos copy copies store stores shop half factor lakh lakhs crore crores reais reales
  dollar dollars buck bucks euro euros usd eur gbp pound pounds pkr rs inr rupee rupees cents cent kg g gb
  mb km cm mm lb lbs oz ml l m mile miles ft inches inch star-hotel bedroom bedrooms unit units dozen
  hundred thousand million k sachen frage fragen problem probleme artikel paket pakete stück mal uhr
  personen leute bestellung bestellungen anruf anrufe mitarbeiter tage tagen cosa cosas pregunta preguntas
  problema problemas artículo artículos paquete paquetes pedido pedidos vez veces llamada llamadas persona
  personas chose choses article articles colis commande commandes fois appel appels personne personnes
  heures coisa coisas pergunta perguntas pacote pacotes vezes pessoa pessoas cose domanda domande pacco
  pacchi volta volte ordine ordini persone keer vragen pakket pakketten mensen stuks soru kere kez adet
  paket kişi gün saat lira tl вопрос вопроса вопросов раз раза заказ заказа заказов посылка посылки товар
  товара человек человека людей штук руб рубля рублей мин час часа часов день дня дней разів людей хүн
  удаа асуулт долоо хоног төгрөг минут цаг өдөр захиалга سؤال أسئلة مرة مرات طلب طلبات أشخاص شخص دقائق
  دقيقة ساعة ساعات يوم أيام ريال درهم سوال سوالات بار دفعہ آرڈر لوگ بندے روپے گھنٹے گھنٹہ دن منٹ بج بجے
  سفارش نفر تومان دقیقه ساعت روز सवाल बार ऑर्डर लोग रुपये हफ्ते हफ़्ते हफ्ता घंटे दिन मिनट बजे প্রশ্ন বার
  অর্ডার জন টাকা ঘন্টা ঘণ্টা দিন মিনিট টা টি ਵਾਰ ਮਿੰਟ ਘੰਟੇ ਦਿਨ kali orang pesanan barang hari jam menit
  minit rupiah ringgit lần người đơn giờ phút ngày câu mara watu siku saa dakika beses tao araw oras raz
  razy pytanie pytania paczki osoby osób godziny godzin dni krát otázka otázky dny dní hodin kérdés nap
  óra perc gånger frågor dagar timmar gange dager dage timer kertaa päivää tuntia ore zile ερωτήσεις φορές
  μέρες ώρες λεπτά שאלות פעמים ימים שעות דקות 个 個 折 人 位 天 年 月 日 号 號 点钟 點鐘 点半 點半 分後 分前 分钟 分鐘 分間 小时 小時 时 時 次
  元 块钱 塊錢 件 本 台 回 円 名 つ目 歳 週 周 번 개 시간 시 분 일 명 원 회 주 달 년 นาที ชั่วโมง วัน คน ครั้ง บาท ชิ้น โมง ปี เดือน
  อัน ข้อ
`)

/** What may stand before a rating that somebody types, and says nothing but that a rating follows. */
export const introducing = list(`
  rating rate rated rates score scored mark note vote answer reply response result feedback my our the a
  an i i’d i’ll i’m we it it’s its this is was maybe give giving gave you your them say said would will
  for of as to solid definitely absolutely probably easily honestly overall service hi hello hey there
  dear team thanks thank thx please ok okay yes so well hallo hola bonjour salut ciao olá привет
  здравствуйте سلام नमस्ते bewertung note ich gebe euch ihnen eine meine wertung antwort danke
  calificación calificacion puntuación puntuacion mi mis es le doy un una gracias avis ma je donne vous un
  une réponse merci nota minha dou um uma avaliação avaliacao obrigado obrigada voto il mio do un grazie
  beoordeling cijfer een mijn puan puanım puanim notum teşekkürler оценка на твёрдая твердая моя моё
  ставлю даю вам спасибо оцінка моя ставлю дякую үнэлгээ миний өгье баярлалаа تقييم تقييمي التقييم أعطي
  اعطي شكرا ریٹنگ میری درجہ شکریہ امتیاز من ممنون रेटिंग मेरी धन्यवाद রেটিং আমার ধন্যবাদ ਰੇਟਿੰਗ nilai saya
  beri rating terima kasih đánh giá tôi cho ocena moja daję dziękuję hodnocení moje dávám díky értékelés
  értékelésem köszönöm betyg mitt tack karakter min takk tak arvosana kiitos notă nota mea mulțumesc
  βαθμός βαθμολογία μου ευχαριστώ דירוג שלי תודה 星 별 给 給 打 满意 滿意 评分 評分 打分 我给 我給 评价 評価 評価は 点数 점수 평점 평점은
  คะแนน ให้ ให้คะแนน
`)

/** No rating is announced by a text that begins so: “to 5”, “is 5 good”. */
export const notIntroducing = list('is for of to as um will would so')

/** Words in -s that are no plural. */
export const notPlural = list(`
  thanks thanx thx yes this is was has his us as always perhaps sometimes gets needs lacks takes works
  does goes feels seems sucks makes keeps saves loves likes kudos cheers congrats besides unless its hers
  ours yours whats that’s it’s what’s there’s here’s he’s she’s nobody’s regards kiitos lots loads tons
  plus versus gracias graças muchas tras después pues jamás detrás además depuis dans sans vous nous ils
  elles les des ses mes tes très pas mais trop toujours los las sus unos unas eles elas das dos às meus
  suas antes alles als das was aus bis los dies nichts besonders anders stets
`)

/** Takes back what stands before it. */
export const takenBack = list('maybe perhaps kidding jk vielleicht quizás talvez peut-être forse belki')
