import type { Language } from './language'

export const cs = {
  direction: 'ltr',
  questions: {
    csat: 'Jak hodnotíte naše služby?',
    nps: 'Jak pravděpodobné je, že nás doporučíte přátelům nebo kolegům?',
    ces: 'Jak snadné to pro vás bylo?',
    thumbs: 'Pomohlo vám to?'
  },
  labels: {
    csat: ['Velmi špatně', 'Špatně', 'Průměrně', 'Dobře', 'Velmi dobře'],
    nps: ['Určitě nedoporučím', 'Určitě doporučím'],
    ces: ['Velmi obtížné', 'Velmi snadné'],
    thumbs: ['Ne', 'Ano']
  },
  feedback: 'Váš názor',
  comment: 'Chcete něco dodat?',
  commentLow: 'Co se nepovedlo?',
  commentHigh: 'Co se vám líbilo?',
  optional: 'nepovinné',
  solved: 'Podařilo se to vyřešit?',
  yes: 'Ano',
  no: 'Ne',
  notYet: 'Zatím ne',
  reason: 'Jaký je hlavní důvod?',
  person: 'A jak hodnotíte člověka, který vám pomáhal?',
  contact: 'Můžete mě v této věci kontaktovat.',
  send: 'Odeslat',
  close: 'Zavřít',
  thanks: 'Děkujeme!',
  thanksLow: 'Děkujeme. Budeme se snažit, aby to bylo lepší.',
  saved: 'Vaše hodnocení jsme uložili. Můžete přidat komentář.',
  more: 'Vaše hodnocení jsme uložili. Níže nám můžete napsat víc.',
  closed: 'Průzkum byl zavřen.',
  waiting: 'Odpověď se zatím nepodařilo odeslat. Uchováme ji a zkusíme to znovu.',
  refused: 'Omlouváme se, průzkum již skončil a odpověď se nepodařilo uložit.',
  choose: 'Vyberte prosím jednu z odpovědí.',
  change: 'Změnit odpověď',
  gone: 'Tento průzkum není dostupný.',
  goneHint: 'Platnost odkazu možná vypršela nebo průzkum skončil. Nemusíte nic dělat.',
  test: 'Test: tato odpověď se nepočítá.'
} satisfies Language
