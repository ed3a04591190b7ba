import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en as enEverywhere } from '../../../dashboard/words/en/en'
import { settingUp as enSettingUp } from '../../../dashboard/words/en/setting-up'
import { mn as mnEverywhere } from '../../../dashboard/words/mn/mn'
import { settingUp as mnSettingUp } from '../../../dashboard/words/mn/setting-up'
import { settingUp as urSettingUp } from '../../../dashboard/words/ur/setting-up'
import { ur as urEverywhere } from '../../../dashboard/words/ur/ur'
import { channelKinds } from '../../../server/connectors/kinds.ts'
import { accountEventKinds } from '../../../server/contract/accounts'

const en = { ...enEverywhere, ...enSettingUp }
const mn = { ...mnEverywhere, ...mnSettingUp }
const ur = { ...urEverywhere, ...urSettingUp }

/** Names that are the same everywhere, formats and units of files, and letters of statistics. */
const sameEverywhere =
  /^(Hearback|LINE|X|RCS|API|SMS|CSV|SVG|PNG|TLS|STARTTLS|WhatsApp|Messenger|Instagram|Telegram|WeChat|Viber|TikTok|Apple Messages|Zendesk|Intercom|Freshdesk|HubSpot|Front|Chatwoot|Delighted|Help Scout|Gorgias|Medallia Agent Connect|Qualtrics|SurveyMonkey|Gladly)$/
const ownLetters = { ur: /\p{Script=Arabic}/u, mn: /\p{Script=Cyrillic}/u }

it('has words for whatever the server writes into the audit trail', () => {
  const folder = fileURLToPath(new URL('../../../server/', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts')
  )
  const written = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\baction: '([a-z]+-[a-z-]+)'/g)].map(
      ([, action = '']) => action
    )
  )
  const wordless = [...written, ...accountEventKinds].filter((action) => !(action in en.manage.audit.actions))
  expect([written.length > 20, wordless]).toEqual([true, []])
})

describe.each([['ur', ur] as const, ['mn', mn] as const])('%s', (tag, words) => {
  const said = sentencesOf(words)

  it('says in its own letters whatever English says in words', () => {
    const english = [...sentencesOf(en)].filter(([path, text]) => {
      const own = said.get(path) ?? ''
      return (
        /\p{L}{2}/u.test(text) &&
        !sameEverywhere.test(text) &&
        (own === text || !ownLetters[tag].test(own)) &&
        !wordless.test(path)
      )
    })
    expect(english).toEqual([])
  })

  it('leaves out no figure and no name of a sentence', () => {
    const lost = [...sentencesOf(en)].filter(([path, text]) =>
      places(text).some((place) => !(said.get(path) ?? '').includes(place))
    )
    expect(lost).toEqual([])
  })

  it('says every step at a vendor that the server says, with the address where it stands there', () => {
    const differing = channelKinds.flatMap(({ kind, steps = [] }) => {
      // A text to paste is the same in every language.
      const told = steps.filter((step) => !step.startsWith('{"'))
      const own = words.connectors.steps[kind] ?? []
      return told.length === own.length &&
        told.every((step, place) => step.split('{hook}').length === own[place]?.split('{hook}').length)
        ? []
        : [kind]
    })
    expect(differing).toEqual([])
  })
})

/** Sentences that hold nothing but figures in some languages. */
const wordless =
  /^(list\.point|figures\.(below|channels\.ofSent|topics\.q|service\.fromTo)|(trend|breakdown)\.scale|builder\.question\.points|headline\.range|.*\.progress)\b/

/** What stands for the arguments of a sentence. */
function places(text: string): string[] {
  return [...new Set(text.match(/9\d{2}/g) ?? [])]
}

/** Every text by its path; one that is made of arguments is made of 901, 902, … */
function sentencesOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value === 'function')
    return new Map([
      [path, String(value(...Array.from({ length: value.length }, (_, index) => String(901 + index))))]
    ])
  if (typeof value !== 'object' || value === null) return new Map()
  return new Map(
    Object.entries(value)
      .filter(([name]) => path !== '' || name !== 'written')
      .flatMap(([name, part]) => [...sentencesOf(part, path === '' ? name : `${path}.${name}`)])
  )
}
