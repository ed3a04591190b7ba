import type { EncodingName } from '../../contract/encodings'

/**
 * A language, the letters that are not English in it, most frequent first, and the encodings in which its
 * files come.
 */
export type Language = { letters: string; encodings: readonly EncodingName[] }

const western = ['windows-1252'] as const
const central = ['windows-1250'] as const
const cyrillic = ['windows-1251', 'koi8-r', 'cp866'] as const
const ukrainian = ['windows-1251', 'koi8-u'] as const
const baltic = ['windows-1257'] as const

/** Alphabets: those of Latin scripts without the letters of English. */
export const alphabets: readonly Language[] = [
  { letters: 'éèàêçôâûîùëïœæ', encodings: western },
  { letters: 'äüößé', encodings: western },
  { letters: 'óáíéñú¿¡ü', encodings: western },
  { letters: 'ãçáéõóêíâúôàü', encodings: western },
  { letters: 'èàòùéìî', encodings: western },
  { letters: 'øåæéöäü', encodings: western },
  { letters: 'äöåéà', encodings: western },
  { letters: 'áíðóéæöþúý', encodings: western },
  { letters: 'áíéěýřčšžůúťňďó', encodings: central },
  { letters: 'łęąóżśćńź', encodings: central },
  { letters: 'áéőöíóüúű', encodings: central },
  { letters: 'ășțîâşţ', encodings: central },
  { letters: 'áíčéžýšúťľďňôäóĺŕ', encodings: central },
  { letters: 'čšžćđ', encodings: central },
  { letters: 'ıüşçöğâî', encodings: ['windows-1254'] },
  { letters: 'ėšąžųįčūę', encodings: baltic },
  { letters: 'āēīšūņļķžčģ', encodings: baltic },
  { letters: 'äõüöšž', encodings: baltic },
  { letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё', encodings: cyrillic },
  { letters: 'оаинвіетрксдмлпуязьбгчхйжєцшїюфщґ', encodings: ukrainian },
  { letters: 'аиоетнрсвлпкдмзугбяъчхйцжщшюфь', encodings: ['windows-1251'] },
  { letters: 'αοιετσνηυρπκμλωςάίόγδέήχθφύβώξζψϊ', encodings: ['windows-1253'] },
  { letters: 'יהולאמרבשתנקדחעפטגכצסזםןץךף', encodings: ['windows-1255'] },
  { letters: 'ايلمنورتبكهعدسفحجقةشطصخضذزءأغئىثؤإظآـًَُِّْ،؟', encodings: ['windows-1256'] },
  { letters: 'اینردمهوتبسشکلگپزجخفعقحچطصغضظژثذءئآ؟،', encodings: ['windows-1256'] },
  { letters: 'اینکےرمہوتسلبدگپجھںچآعقشحخفزصطٹڑءذضغظثڈئ۔؟', encodings: ['windows-1256'] },
  { letters: 'านรอกเงมยลวดทตสคะปแบพ่้ัิีหขจไใโชถผุูืำ์ซณ็ญฉธศฟภๆึ', encodings: ['tis-620'] }
]

/**
 * A script of so many signs that only the usual ones are written here; they make up `usualShare` of its
 * texts.
 */
export type Script = {
  encoding: readonly EncodingName[]
  usual: string
  usualShare: number
  isSign: RegExp
  signs: number
}

const simplified =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系很情者最立代想已通并提直题程展果员位入常文总次品式活设及管特件长求老头基资边流路级少统接知较组见计别她手期根论运指几区强放决被做必先回则任取据处给色光即保造规热领口导压增争思术交受联什认共权收证改清己再采转更单打白教速花带安场身车例真务具万每目至达走议声报完类离名确才科信节话整空况今集传许步广记需段且究观越影算低持音众书布复容儿须际商非验连断深难近技备半办列习响约支般史感便团往历市何除消构称太准精值号率维划选标写存候亲快效院查按格易置层始却专状识适属包住调满局照参细引听该价严慢谢很棒差服赞退款耐心客户体验购买收货物流态度满意'
const traditional =
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得于著下自之年過發後作里裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運慢快謝服務客滿差棒速態推薦貨收退款'
const kana =
  'あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつてでとどなにぬねのはばひびふぶへべほぼまみむめもゃやゅゆょよらりるれろわをんアイウエオカガキクグコゴサシジスズセタダチッツテデトドナニネノハバパビピフブプベペホボポマミムメモャヤュユョヨラリルレロワンー。、'
const kanji =
  '日一人大年会国本中事自時分前合生間者上社行地体方的市同気出用不下小新後作対学金何高外話今内応最思定来良見問手部全通言発品受取表度法目実待客様丁寧早遅親切電対応満足説明感謝店員商担当者問題解決質返答助普悪残念利便初次回度是非常'
const hangul =
  '이다는을가에의고하지은를로도기사그들어아있시대한나자리만수해서라일보인정게것주면장원으내여전상부스제요니까안과없우무러데때저였말소거유구오문연선비경화성와했동생조신방물관미계마위중세적모공음실영식트님습감합답친절빠르느좋늦네당최객담입불족매우별로처구매배송환불직원설명상담했습니다졌답변결과시간서비스정말많바너더두번런른각같등릴메못반복분빨새쁘았겠드립행호회후'

export const scripts: readonly Script[] = [
  { encoding: ['gbk'], usual: simplified, usualShare: 0.8, isSign: /[\u4e00-\u9fff]/, signs: 6_500 },
  { encoding: ['big5'], usual: traditional, usualShare: 0.8, isSign: /[\u4e00-\u9fff]/, signs: 6_500 },
  {
    encoding: ['shift_jis', 'euc-jp'],
    usual: kana + kanji,
    usualShare: 0.85,
    isSign: /[\u3041-\u30ff\u4e00-\u9fff]/,
    signs: 3_500
  },
  { encoding: ['euc-kr'], usual: hangul, usualShare: 0.9, isSign: /[\uac00-\ud7a3]/, signs: 2_350 }
]
