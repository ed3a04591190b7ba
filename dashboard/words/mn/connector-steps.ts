import type { Words } from '../words'

const callIsOff = (name: string) =>
  `Хадгалахад ${name} юу ч мэдэхгүй, харилцагчид холбоосоор хариулна. Чат дотор ` +
  `үнэлүүлэх бол доорх товчоор манай хаягийг хэлнэ үү: ${name} түүнээс хойш бүгдийг ` +
  'зөвхөн {hook} руу илгээх тул тусламжийн системтэй тань холбогдсон бол үүнийг бүү хий.'
const linkForCall =
  'POST /api/v1/invitations-аар дуудлагын холбоос үүсгэж, төгсгөлийн 22 тэмдэгтийг нь хадгална.'
const metaHook = 'Webhooks хэсэгт {hook}-ийг callback URL болгон, мөн эндэх verify token-ыг оруулна.'

/**
 * What is to be done at each vendor, in the order of the server's own sentences. What their pages call in
 * English stays so.
 */
export const steps: Words['connectors']['steps'] = {
  instagram: [
    'developers.facebook.com дээр Instagram-тай апп үүсгэж, мэргэжлийн бүртгэлдээ token авна.',
    metaHook,
    'messages болон messaging_postbacks-д бүртгүүлнэ.'
  ],
  messenger: [
    'developers.facebook.com дээр Messenger-тэй апп үүсгэж, хуудсандаа token авна.',
    metaHook,
    'Хуудсаа messages, messaging_postbacks, messaging_feedback-д бүртгүүлнэ.'
  ],
  line: [
    'LINE Developers консолд урт хугацааны channel access token гаргаж, channel secret-ийг хуулна.',
    callIsOff('LINE'),
    'Дараа нь Messaging API хэсэгт “Use webhook”-ийг асаана.'
  ],
  telegram: [
    '@BotFather-аар бот үүсгэх, эсвэл харилцагчдад хариулдаг ботоо авч token-ыг нь энд оруулна.',
    callIsOff('Telegram')
  ],
  viber: ['Viber аппаас ботынхоо token-ыг хуулна: More, Settings, Bots, Edit info.', callIsOff('Viber')],
  sms_gateway: [
    'Мессеж илгээх хаяг, headers, body-г дамжуулагчийнхаа зааварт бичсэнээр оруулна.',
    'Хариуг X-Hearback-Secret толгойтойгоор {hook} руу илгээлгэнэ; толгой илгээж чадахгүй ' +
      'бол оруулсан нууцтайгаа {hook}?secret=… руу.'
  ],
  sms_twilio: [
    'Twilio консолд дугаар эсвэл Messaging Service-ийнхээ “A message comes in” хэсэгт ' +
      '{hook}-ийг HTTP POST-оор оруулна.',
    'Мессеж бүр юу болсныг өөрөө мэдээлнэ.'
  ],
  voice_pbx: [
    linkForCall,
    '{"token": "…", "call": "id of the call"}-ыг X-Hearback-Secret толгойтойгоор {hook} ' +
      'руу POST хийнэ; хариу нь юу асуух, хэдэн орон авахыг хэлнэ.',
    'Залгасан хүн товч дарсны дараа мөн адилыг “digits”-тэй POST хийнэ; хариу нь “thanks”, “again” эсвэл “closed”.'
  ],
  voice_twilio: [
    linkForCall,
    'Ярианы төгсгөлд дуудлагыг {hook}?t= болон эдгээр тэмдэгт рүү шилжүүлнэ: TwiML-д ' +
      '<Redirect method="POST">, эсвэл Studio-д “TwiML Redirect”-ээр.'
  ],
  wechat: [
    'mp.weixin.qq.com дээр Basic configuration хэсэгт {hook}-ийг серверийн хаяг болгон, ' +
      'эндэх token ба EncodingAESKey-тэй, safe mode-оор оруулна.',
    'Мөн хуудсанд IP whitelist-д энэ серверийн хаягийг нэмнэ.'
  ],
  whatsapp: [
    'developers.facebook.com дээр WhatsApp-тай апп үүсгэж, түүнд system user-ийн token авна.',
    'WhatsApp, Configuration хэсэгт {hook}-ийг callback URL болгон, мөн эндэх verify token-ыг оруулна.',
    'messages болон user_preferences-д бүртгүүлнэ.',
    'Харилцагчийн сүүлийн мессежээс 24 цагаас хойш асуух бол ганц URL товч нь судалгааны ' +
      'холбоосын хаягийн ард {{1}}-ээр төгсдөг utility template батлуулна.'
  ],
  x: [
    'X-ийн developer portal-д аппдаа шууд мессеж унших, бичих эрх өгч, дараа нь түүний ' +
      'keys болон бүртгэлийн tokens үүсгэнэ.',
    '{hook}-ийг аппын webhook болгон бүртгэж, бүртгэлийг dm.received-д бүртгүүлнэ.'
  ],
  calls_twilio: [
    'Twilio дугаарынхаа “Call status changes” хэсэгт {hook}-ийг POST-оор оруулна; эсвэл ' +
      'програм тань залгадаг газарт statusCallback болгоно.',
    'Залгасан хүнд хэн, юуны учир үйлчилснийг програм тань мэддэг бол хаягт нэмнэ: ' +
      '?agent=ana&team=tier-1&topics=billing,refund',
    'Судалгааг хүргэх SMS холбогчийг сонгоно.'
  ],
  chatwoot: [
    'Chatwoot-д Settings → Integrations → Webhooks → Add new webhook-ийг нээнэ.',
    '{hook}-ийг URL болгон оруулна. Таны хувилбар webhook-ийн нууцыг харуулахгүй бол ' +
      '?secret= болон энд оруулсан нууц үгээ ард нь нэмнэ.',
    '“Conversation status changed”, “Message created”, “Message updated”-ийг тэмдэглээд хадгална.',
    'Хэнээс ч хоёр удаа асуухгүйн тулд inbox бүрийн тохиргоонд Chatwoot-ийн өөрийн CSAT-ыг унтраана.'
  ],
  freshdesk: [
    'Freshdesk-д Admin → Workflows → Automations → Ticket updates → New rule-ийг “Status ' +
      'is changed to Resolved” үйл явдалтай нээнэ.',
    'Үйлдэлд “Trigger webhook”-ийг сонгоно: {hook} руу POST, custom header нь ' +
      '{"X-Hearback-Secret": "энд оруулсан нууц"}.',
    'Encoding нь JSON, content нь Advanced, body нь энэ:'
  ],
  front: [
    'Front-д Settings → Company → Rules-ийг нээж дүрэм үүсгэнэ: яриа archive болоход webhook руу илгээнэ.',
    '{hook}-ийг хаяг болгон оруулж, full event илгээлгэнэ.',
    'API secret-ийг (Settings → Developers) энд оруулна.'
  ],
  helpdesk: [
    'Яриа эсвэл тасалбар шийдэгдэх бүрд систем тань X-Hearback-Secret толгойтой JSON-ыг {hook} руу илгээнэ.',
    'Талбаруудыг {"conversation", "channel", "topics", "agent", "team", "customer", ' +
      '"email", "phone", …}-оос уншина; танайх өөр газар байвал энд JSON pointers-оор зааж ' +
      'өгнө.',
    'Судалгааг имэйл хаяг эсвэл утасны дугаар руу хүргэх холбогчийг сонгоно.'
  ],
  hubspot: [
    'HubSpot-д “Ticket status” хаагдсан төлөвүүдийн аль нэг болоход эхэлдэг ticket workflow үүсгэнэ.',
    '“Send a webhook” үйлдлийг нэмнэ: {hook} руу POST, аппынхаа request signature-аар баталгаажуулна.',
    '“Customize request body”-д эдгээр keys, properties-ийг сонгоно: ticket = Ticket ID, ' +
      'source_type = Source, topics = Category, agent = Ticket owner, team = HubSpot team, ' +
      'email = Contact email, phone = Contact phone number, createdate = Create date, ' +
      'closed_date = Close date, time_to_first_agent_reply = Time to first agent email reply.',
    'Судалгааг хүргэх холбогчийг сонгоно: HubSpot биднээс мессеж авдаггүй.'
  ],
  intercom: [
    'Intercom-ын Developer Hub-д аппаа → Configure → Webhooks-ийг нээж, {hook}-ийг endpoint болгон оруулна.',
    'conversation.admin.closed, conversation.user.replied-д, Intercom-ын өөрийн үнэлгээг ч ' +
      'тоолох бол conversation.rating.added-д бүртгүүлнэ.',
    'Аппын client secret-ийг энд оруулна.'
  ],
  zendesk: [
    'Admin Center-т Apps and integrations → Webhooks → Create webhook-ийг нээж, “Trigger ' +
      'or automation”-ийг сонгоод {hook}-ийг POST, JSON-той endpoint болгон оруулна.',
    'Signing secret-ийг нь харж, энд оруулна.',
    'Objects and rules → Triggers хэсэгт “Ticket status changed to Solved” нөхцөл, “Notify ' +
      'active webhook” үйлдэл, энэ body-той trigger үүсгэнэ:'
  ]
}
