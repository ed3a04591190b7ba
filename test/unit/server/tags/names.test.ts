import fc from 'fast-check'
import { expect, it } from 'vitest'
import { channelOf } from '../../../../server/tags/channel-names'
import { personKeyOf, personNameOf, plainSlugOf, slugOf } from '../../../../server/tags/names'
import { rulesOf } from '../../../../server/tags/rules'

it.each([
  ['C++', 'c++'],
  ['C#', 'c#'],
  ['C', 'c'],
  ['F#', 'f#'],
  ['> 24 h', '>-24-h'],
  ['< 24 h', '<-24-h'],
  ['24 h', '24-h'],
  ['≥ 24 h', '≥-24-h'],
  ['👍', '👍'],
  ['👎', '👎'],
  ['👍🏽', '👍🏽'],
  ['❤️', '❤'],
  ['❤', '❤'],
  ['1️⃣', '1⃣'],
  ['€ refund', '€-refund'],
  ['$ refund', '$-refund'],
  ['refund', 'refund'],
  ['50 %', '50-%'],
  ['50', '50'],
  ['A+', 'a+'],
  ['＋1', '+1'],
  ['Billing Question', 'billing-question'],
  ['  Billing—Question! ', 'billing-question'],
  ['R&D', 'r-d'],
  ['a/b', 'a-b'],
  ['iPhone®', 'iphone'],
  ['بلنگ سوال', 'بلنگ-سوال'],
  ['نیم‌فاصله', 'نیم-فاصله'],
  ['Réclamation', 'réclamation'],
  ['Re\u0301clamation', 'réclamation'],
  ['Rekla\u00admation', 'reklamation'],
  ['\u200bBilling\u200b', 'billing'],
  ['Bil\u200bling', 'billing'],
  ['\u202bBilling\u202c', 'billing'],
  ['???', '???'],
  ['!', '!'],
  ['…', '...'],
  ['~rest', 'rest'],
  ['', ''],
  [' \u200b ', '']
])('the topic “%s” is kept as %s', (sent, key) => {
  expect(slugOf(sent)).toBe(key)
  expect(slugOf(key)).toBe(key)
})

it('makes of a slug the same slug, and never the key that stands for all others', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (sent) => {
      const slug = slugOf(sent)
      return slugOf(slug) === slug && slug !== '~rest'
    })
  )
})

it.each([
  ['José Núñez', 'José Núñez'],
  ['Jose\u0301 Nu\u0301n\u0303ez', 'José Núñez'],
  [' Ana  Maria ', 'Ana Maria'],
  ['Ana\u00a0Maria', 'Ana Maria'],
  ['Ana\tMaria\n', 'Ana Maria'],
  ['\ufeffAna', 'Ana'],
  ['A\u200bna', 'Ana'],
  ['Ana\u200e', 'Ana'],
  ['A\u00adna', 'Ana'],
  ['ana', 'ana'],
  ['ANA', 'ANA'],
  ['A\u0000na', 'Ana'],
  ['Ａna', 'Ａna'],
  ['e\u034f\u0301', 'é'],
  ['u-4711/ä', 'u-4711/ä'],
  ['\u2800', ''],
  ['\u3164', '']
])('the agent “%s” is kept as %s', (sent, key) => {
  expect(personKeyOf(sent)).toBe(key)
  expect(personKeyOf(key)).toBe(key)
})

it('shows joiners that people read, though they make no other key', () => {
  expect(personNameOf('علی\u200cرضا\u200e ')).toBe('علی\u200cرضا')
  expect(personKeyOf('علی\u200cرضا')).toBe(personKeyOf('علیرضا'))
})

it.each([
  ['📱 WhatsApp', 'whatsapp'],
  ['WhatsApp', 'whatsapp'],
  ['☎ Phone', 'voice'],
  ['in_app', 'in_app'],
  ['Fax+', 'fax+'],
  ['📠', '📠'],
  ['Pigeon post', 'pigeon-post']
])('the channel “%s” is %s', (sent, channel) => expect(channelOf(sent)).toBe(channel))

const since = (topics: string[]) =>
  rulesOf({ tagRules: '{}', claimedAgents: 'count', bots: '[]' }).withOlder({ topic: topics, channel: [] })

it('counts what was one topic before symbols counted as one, until somebody takes it apart', () => {
  const rules = since(['c', 'late-delivery'])
  expect(
    ['C++', 'C#', 'C', 'F#', 'Late delivery +'].map((sent) => rules.canonical('topic', slugOf(sent)))
  ).toEqual(['c', 'c', 'c', 'f#', 'late-delivery'])
  expect(rules.ruleOf('topic', 'c++')).toEqual({ into: 'c' })
  const apart = rules.changed('topic', 'c++', {})
  expect(['c++', 'c#'].map((key) => apart?.canonical('topic', key))).toEqual(['c++', 'c'])
  const kept = rulesOf({ tagRules: apart?.text ?? '', claimedAgents: 'count', bots: '[]' })
  expect(['c++', 'c#'].map((key) => kept.canonical('topic', key))).toEqual(['c++', 'c'])
})

it('goes round in no circle by what was one before', () => {
  expect(since(['c']).changed('topic', 'c', { into: 'c++' })).toBeUndefined()
  expect(since(['c']).changed('topic', 'c', { into: 'languages' })?.canonical('topic', 'c++')).toBe(
    'languages'
  )
})

it('finds the key from before for whatever is sent', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zé +#<>%€👍-]{1,12}$/u), (sent) => {
      const [older, key] = [plainSlugOf(sent), slugOf(sent)]
      return older === '' || since([older]).canonical('topic', key) === older
    })
  )
})
