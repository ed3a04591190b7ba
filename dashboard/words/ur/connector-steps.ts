import type { Words } from '../words'

const callIsOff = (name: string) =>
  `محفوظ کرنے سے ${name} کو کچھ نہیں بتایا جاتا، اور گاہک لنک سے جواب دیتے ہیں۔ چیٹ ہی ` +
  `میں ریٹنگ کے لیے نیچے والے بٹن سے اسے ہمارا پتا بتائیں: پھر ${name} سب کچھ صرف {hook} ` +
  'پر بھیجے گا، کسی اور کو نہیں، اس لیے جہاں یہ آپ کے ہیلپ ڈیسک سے جڑا ہو وہاں ایسا نہ ' +
  'کریں۔'
const linkForCall = 'POST /api/v1/invitations سے کال کے لیے لنک بنائیں اور اس کے آخری 22 حروف رکھ لیں۔'
const metaHook = 'Webhooks کے تحت {hook} کو callback URL کے طور پر چسپاں کریں، اور یہاں کا verify token۔'

/**
 * What is to be done at each vendor, in the order of the server's own sentences. What their pages call in
 * English stays so.
 */
export const steps: Words['connectors']['steps'] = {
  instagram: [
    'developers.facebook.com پر Instagram والی ایپ بنائیں اور اپنے پروفیشنل اکاؤنٹ کے لیے token بنائیں۔',
    metaHook,
    'messages اور messaging_postbacks کو subscribe کریں۔'
  ],
  messenger: [
    'developers.facebook.com پر Messenger والی ایپ بنائیں اور اپنے پیج کے لیے token بنائیں۔',
    metaHook,
    'پیج کو messages، messaging_postbacks اور messaging_feedback کے لیے subscribe کریں۔'
  ],
  line: [
    'LINE Developers کنسول میں long-lived channel access token جاری کریں اور channel secret نقل کریں۔',
    callIsOff('LINE'),
    'اس کے بعد Messaging API کے تحت “Use webhook” چالو کریں۔'
  ],
  telegram: [
    '@BotFather سے بوٹ بنائیں، یا وہ لیں جو گاہکوں کو جواب دیتا ہے، اور اس کا token یہاں چسپاں کریں۔',
    callIsOff('Telegram')
  ],
  viber: ['Viber ایپ سے اپنے بوٹ کا token نقل کریں: More، Settings، Bots، Edit info۔', callIsOff('Viber')],
  sms_gateway: [
    'وہ پتا، headers اور body درج کریں جو آپ کے گیٹ وے کی ہدایات پیغام بھیجنے کے لیے بتاتی ہیں۔',
    'اس سے کہیں کہ جوابات X-Hearback-Secret ہیڈر کے ساتھ {hook} پر بھیجے؛ اگر وہ headers ' +
      'نہیں بھیج سکتا تو {hook}?secret=… پر، آپ کے درج کردہ راز کے ساتھ۔'
  ],
  sms_twilio: [
    'Twilio کنسول میں اپنے نمبر یا Messaging Service کے “A message comes in” میں HTTP POST کے ساتھ {hook} درج کریں۔',
    'ہر پیغام کا کیا بنا، یہ خود بخود بتایا جاتا ہے۔'
  ],
  voice_pbx: [
    linkForCall,
    '{"token": "…", "call": "id of the call"} کو X-Hearback-Secret ہیڈر کے ساتھ {hook} پر ' +
      'POST کریں؛ جواب بتاتا ہے کہ کیا پوچھنا ہے اور کتنے ہندسے ہو سکتے ہیں۔',
    'کالر بٹن دبا دے تو یہی “digits” کے ساتھ دوبارہ POST کریں؛ جواب میں “thanks”، “again” یا “closed” آتا ہے۔'
  ],
  voice_twilio: [
    linkForCall,
    'گفتگو کے آخر میں کال کو {hook}?t= اور ان حروف کے پتے پر آگے بھیجیں: TwiML میں ' +
      '<Redirect method="POST"> سے، یا Studio میں “TwiML Redirect” سے۔'
  ],
  wechat: [
    'mp.weixin.qq.com پر Basic configuration کے تحت {hook} کو سرور کے پتے کے طور پر چسپاں ' +
      'کریں، یہاں کے token اور EncodingAESKey کے ساتھ، safe mode میں۔',
    'اسی صفحے پر IP whitelist میں اس سرور کا پتا شامل کریں۔'
  ],
  whatsapp: [
    'developers.facebook.com پر WhatsApp والی ایپ بنائیں، اور اس کے لیے system user کا token۔',
    'WhatsApp، Configuration کے تحت {hook} کو callback URL کے طور پر چسپاں کریں، اور یہاں کا verify token۔',
    'messages اور user_preferences کو subscribe کریں۔',
    'گاہک کے آخری پیغام کے 24 گھنٹے بعد بھی پوچھنے کے لیے ایک utility template منظور ' +
      'کرائیں جس کا واحد URL بٹن آپ کے سروے لنکس کے پتے کے بعد {{1}} پر ختم ہو۔'
  ],
  x: [
    'X کے developer portal میں اپنی ایپ کو direct messages پڑھنے اور لکھنے کی اجازت دیں، ' +
      'پھر اس کی keys اور اکاؤنٹ کے tokens بنائیں۔',
    '{hook} کو ایپ کے webhook کے طور پر درج کریں اور اکاؤنٹ کو dm.received کے لیے subscribe کریں۔'
  ],
  calls_twilio: [
    'اپنے Twilio نمبر کے “Call status changes” میں POST کے ساتھ {hook} درج کریں؛ یا جہاں ' +
      'آپ کا پروگرام کال کرتا ہے وہاں statusCallback کے طور پر۔',
    'جہاں آپ کے پروگرام کو معلوم ہو کہ کالر سے کس نے بات کی اور کیوں، وہاں اسے پتے میں ' +
      'شامل کریں: ?agent=ana&team=tier-1&topics=billing,refund',
    'وہ SMS کنیکٹر چنیں جو سروے لے جائے۔'
  ],
  chatwoot: [
    'Chatwoot میں Settings ← Integrations ← Webhooks ← Add new webhook کھولیں۔',
    '{hook} کو URL کے طور پر چسپاں کریں۔ اگر آپ کا نسخہ webhook کا کوئی راز نہیں دکھاتا تو ' +
      '?secret= اور یہاں درج کیا ہوا پاس ورڈ آخر میں لگائیں۔',
    '“Conversation status changed”، “Message created” اور “Message updated” پر نشان لگا کر محفوظ کریں۔',
    'ہر inbox کی ترتیبات میں Chatwoot کا اپنا CSAT بند کریں تاکہ کسی سے دو بار نہ پوچھا جائے۔'
  ],
  freshdesk: [
    'Freshdesk میں Admin ← Workflows ← Automations ← Ticket updates ← New rule کھولیں، ' +
      'واقعہ “Status is changed to Resolved” کے ساتھ۔',
    'عمل کے طور پر “Trigger webhook” چنیں: {hook} پر POST، اور custom header ' +
      '{"X-Hearback-Secret": "وہ راز جو آپ نے یہاں درج کیا"}۔',
    'Encoding کو JSON، content کو Advanced رکھیں، اور body یہ ہو:'
  ],
  front: [
    'Front میں Settings ← Company ← Rules کھول کر ایک قاعدہ بنائیں: جب کوئی گفتگو archive ہو تو webhook کو بھیجیں۔',
    '{hook} کو اس کے پتے کے طور پر چسپاں کریں اور full event بھیجنے دیں۔',
    'API secret (Settings ← Developers) یہاں درج کریں۔'
  ],
  helpdesk: [
    'جب بھی کوئی گفتگو یا ٹکٹ حل ہو تو آپ کا نظام X-Hearback-Secret ہیڈر کے ساتھ {hook} پر JSON بھیجے۔',
    'خانے {"conversation", "channel", "topics", "agent", "team", "customer", "email", ' +
      '"phone", …} سے پڑھے جاتے ہیں؛ جہاں آپ کے کہیں اور ہوں، یہاں JSON pointers سے بتائیں۔',
    'وہ کنیکٹر چنیں جو سروے کو ای میل پتے یا فون نمبر تک لے جائے۔'
  ],
  hubspot: [
    'HubSpot میں ایک ticket workflow بنائیں جو تب شروع ہو جب “Ticket status” بند حالتوں میں سے کوئی بنے۔',
    '“Send a webhook” کا عمل شامل کریں: {hook} پر POST، آپ کی ایپ کے request signature سے تصدیق شدہ۔',
    '“Customize request body” میں یہ keys اور properties چنیں: ticket = Ticket ID، ' +
      'source_type = Source، topics = Category، agent = Ticket owner، team = HubSpot team، ' +
      'email = Contact email، phone = Contact phone number، createdate = Create date، ' +
      'closed_date = Close date، time_to_first_agent_reply = Time to first agent email reply۔',
    'وہ کنیکٹر چنیں جو سروے لے جائے: HubSpot ہم سے کوئی پیغام نہیں لیتا۔'
  ],
  intercom: [
    'Intercom کے Developer Hub میں اپنی ایپ ← Configure ← Webhooks کھولیں اور {hook} کو endpoint کے طور پر چسپاں کریں۔',
    'conversation.admin.closed اور conversation.user.replied کو subscribe کریں، اور اگر ' +
      'Intercom کی اپنی ریٹنگز بھی گننی ہوں تو conversation.rating.added کو بھی۔',
    'ایپ کا client secret یہاں درج کریں۔'
  ],
  zendesk: [
    'Admin Center میں Apps and integrations ← Webhooks ← Create webhook کھولیں، “Trigger ' +
      'or automation” چنیں، اور POST اور JSON کے ساتھ {hook} کو endpoint کے طور پر چسپاں ' +
      'کریں۔',
    'اس کا signing secret دکھائیں اور یہاں درج کریں۔',
    'Objects and rules ← Triggers میں ایک trigger بنائیں: شرط “Ticket status changed to ' +
      'Solved”، عمل “Notify active webhook”، اور body یہ ہو:'
  ]
}
