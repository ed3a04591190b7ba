import type { ServerResponse } from 'node:http'
import { expect } from 'vitest'
import type { Answer } from '../../../widget/shared/protocol'
import type { WidgetServer } from '../../support/widget-server'
import { keys, until } from './driver'
import type { Visitor } from './visitor'

type HostParts = {
  head?: string
  body?: string
  html?: string
  headers?: (ours: string) => Record<string, string>
}

export type Case = {
  name: string
  page?: HostParts
  /** The page calls `ask` as soon as it can, unless a case says that it does not. */
  asks?: false
  /** `again` opens the page once more, as the same visitor does later. */
  run: (visitor: Visitor, server: WidgetServer, again: () => Promise<void>) => Promise<void>
}

/** What must hold in every engine: a case says what the page is like and what a visitor does there. */
export const cases: Case[] = [
  {
    name: 'a tap is stored at once, and a comment is added to the same answer',
    async run(visitor, server) {
      await visitor.see('group', 'How did we do?')
      await visitor.tap('radio', 'Good')
      const [id] = await answers(server, { rating: 4 })
      await visitor.tap('textbox', 'What did you like?')
      await visitor.type('Quick and kind')
      await visitor.tap('button', 'Send')
      await visitor.wait(said('Thank you!'))
      expect(await answers(server, { rating: 4, comment: 'Quick and kind' })).toEqual([id])
    }
  },
  {
    name: 'the keyboard alone is enough, from the first Tab to the thanks',
    async run(visitor, server) {
      await visitor.see('radio', 'Very bad')
      await visitor.type(keys.Tab)
      await visitor.wait(focused('input'))
      await visitor.type(' ')
      await answers(server, { rating: 1 })
      await visitor.see('textbox', 'What went wrong?')
      await visitor.type(keys.Tab)
      await visitor.wait(focused('textarea'))
      await visitor.type(`Slow${keys.Tab}`)
      await visitor.wait(focused('button'))
      await visitor.type(keys.Enter)
      await visitor.wait(said('Thank you. We will try to do better.'))
      await answers(server, { rating: 1, comment: 'Slow' })
    }
  },
  {
    name: 'arrow keys move along the points, and the one they rest on is the answer',
    async run(visitor, server) {
      await visitor.see('radio', 'Very bad')
      await visitor.type(`${keys.Tab}${keys.ArrowRight}${keys.ArrowRight}`)
      await answers(server, { rating: 3 })
      expect(server.posted.map(({ rating }) => rating)).toEqual([3])
    }
  },
  {
    name: 'Escape closes the card from inside, and nothing is sent',
    page: { body: '<a href="#help">Help</a>' },
    async run(visitor, server) {
      await visitor.see('radio', 'Good')
      await visitor.type(`${keys.Tab}${keys.Tab}`)
      await visitor.wait(focused('input'))
      await visitor.type(keys.Escape)
      await visitor.wait('!document.querySelector("body ~ *")')
      expect(server.posted).toEqual([])
      await visitor.wait('document.activeElement.tagName === "A"')
    }
  },
  {
    name: 'a page from right to left is asked from right to left, in its language and its corner',
    page: { html: 'lang="ur" dir="rtl"' },
    async run(visitor, server) {
      await visitor.see('group', 'ہماری خدمت کیسی رہی؟')
      const { x, width } = await visitor.see('region')
      expect(x + width / 2).toBeLessThan(500)
      await visitor.type(`${keys.Tab}`)
      await visitor.type(' ')
      await answers(server, { rating: 1, locale: 'ur' })
    }
  },
  {
    name: 'what a dead server did not take is sent at the next visit, once',
    async run(visitor, server, again) {
      server.instead = (response) => (response.destroy(), true)
      await visitor.tap('radio', 'Bad')
      await visitor.wait(noted('could not be sent yet'))
      await visitor.open('about:blank')
      server.instead = undefined
      await again()
      const [id] = await answers(server, { rating: 2 })
      await visitor.wait('localStorage.getItem("hearback:site_test:unsent") === null')
      expect(new Set(server.posted.map((answer) => answer.id))).toEqual(new Set([id]))
    }
  },
  {
    name: "a captive portal's 200 is not taken for an acknowledgement",
    async run(visitor, server) {
      server.instead = portal
      await visitor.tap('radio', 'Good')
      await visitor.wait(noted('could not be sent yet'))
      server.instead = undefined
      await answers(server, { rating: 4 })
    }
  },
  {
    name: 'a strict policy with Trusted Types is kept: whole and styled, nothing reported',
    page: {
      headers: (ours) => ({
        'content-security-policy':
          `default-src 'none'; img-src 'self'; script-src 'nonce-test' ${ours}; connect-src ` +
          `${ours}; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
      })
    },
    async run(visitor, server) {
      await visitor.tap('radio', 'Good')
      await answers(server, { rating: 4 })
      const { x, y } = await visitor.see('region')
      expect(x).toBeGreaterThan(300)
      expect(y).toBeGreaterThan(200)
      expect(await visitor.evaluate(`${card}.adoptedStyleSheets.length`)).toBeGreaterThan(0)
    }
  },
  {
    name: 'a page that unsets everything with !important hides and moves nothing of the card',
    page: {
      head:
        '<style>* { all: unset !important } div, button, input, label { display: none ' +
        '!important; transform: scale(3) !important; font: 60px serif !important }</style>'
    },
    async run(visitor, server) {
      const { x, y, width, height } = await visitor.see('region')
      expect(Math.min(x, y)).toBeGreaterThan(200)
      expect(width).toBeLessThan(500)
      expect(height).toBeLessThan(350)
      await visitor.tap('radio', 'Very good')
      await answers(server, { rating: 5 })
    }
  },
  {
    name: 'a tag that is there twice asks once and counts once',
    page: {
      head:
        '<script nonce="test">document.addEventListener("DOMContentLoaded", () => { const tag ' +
        '= document.querySelector("script[src]"); const twin = ' +
        'document.createElement("script"); twin.src = tag.src + "?twin"; ' +
        'document.head.append(twin) })</script>'
    },
    async run(visitor, server) {
      await visitor.tap('radio', 'Good')
      await answers(server, { rating: 4 })
      expect(await visitor.count('radio')).toBe(5)
      expect(server.asked.filter((path) => path === '/w/site_test.js').length).toBe(2)
      expect(server.posted.length).toBe(1)
    }
  },
  {
    name: 'a page that was left and comes back by the Back button asks once and counts once',
    async run(visitor, server) {
      await visitor.see('radio', 'Good')
      await visitor.open('about:blank')
      await visitor.back()
      await visitor.wait('window.hearback?.site')
      await visitor.tap('radio', 'Good')
      await answers(server, { rating: 4 })
      expect(await visitor.count('radio')).toBe(5)
      expect(server.posted.length).toBe(1)
    }
  },
  {
    name: 'storage that throws keeps nobody from answering',
    page: {
      head:
        '<script nonce="test">Object.defineProperty(window, "localStorage", { get() { throw ' +
        'new DOMException("denied", "SecurityError") } })</script>'
    },
    async run(visitor, server) {
      server.instead = portal
      await visitor.tap('radio', 'Good')
      await visitor.wait(noted('could not be sent yet'))
      server.instead = undefined
      await answers(server, { rating: 4 })
    }
  },
  {
    name: 'an element in an article asks in line, without a close button',
    asks: false,
    page: { body: '<hearback-survey survey="svy_thumbs"></hearback-survey>' },
    async run(visitor, server) {
      await visitor.tap('radio', 'Yes')
      await answers(server, { survey: 'svy_thumbs', rating: 1 })
      expect(
        await visitor.evaluate('document.querySelector("hearback-survey").getBoundingClientRect().height')
      ).toBeGreaterThan(60)
    }
  },
  {
    name: 'shortcuts of the page take nothing of a comment, wherever they listen',
    page: {
      body: `<input id="search"><script nonce="test">window.fired = []
        const act = (event) => { if (event.target.isContentEditable || event.target.localName === 'input') return; event.preventDefault(); fired.push(event.key); search.focus() }
        addEventListener('keydown', act, true); for (const type of ['keydown', 'keypress', 'keyup']) for (const way of [true, false]) document.addEventListener(type, act, way)</script>`
    },
    async run(visitor, server) {
      await visitor.tap('radio', 'Good')
      await visitor.tap('textbox', 'What did you like?')
      await visitor.type('nobody answers')
      await visitor.tap('button', 'Send')
      await answers(server, { rating: 4, comment: 'nobody answers' })
      expect(await visitor.evaluate('[fired.length, search.value]')).toEqual([0, ''])
    }
  },
  {
    name: 'a trap for the focus takes no word of a card that is asked for beside it',
    page: {
      body: `<div id="modal" role="dialog" aria-modal="true" style="position:fixed;top:20px;left:20px"><input id="first"></div>
        <script nonce="test">for (const type of ['focusin', 'focus']) document.addEventListener(type, ({ target }) => modal.contains(target) || first.focus(), true); first.focus()</script>`
    },
    async run(visitor, server) {
      await visitor.tap('radio', 'Good')
      await visitor.tap('textbox', 'What did you like?')
      await visitor.type('slow answer')
      await visitor.tap('button', 'Send')
      await answers(server, { rating: 4, comment: 'slow answer' })
      expect(await visitor.evaluate('first.value')).toBe('')
    }
  },
  {
    name: 'beside a modal dialog a card that is asked for takes the tap, and stays when the dialog closes',
    page: { body: '<dialog id="d"><p>Paid.</p></dialog><script nonce="test">d.showModal()</script>' },
    async run(visitor, server) {
      await visitor.wait('d.lastElementChild.shadowRoot')
      await visitor.tap('radio', 'Very good')
      await answers(server, { rating: 5 })
      await visitor.evaluate('d.close()')
      await visitor.tap('button', 'Send')
      await visitor.wait(said('Thank you!'))
    }
  },
  {
    name: 'a survey under attack takes a proof of work, by which the same answer is sent again',
    page: {
      headers: (ours) => ({
        'content-security-policy':
          `default-src 'none'; img-src 'self'; script-src 'nonce-test' ${ours}; connect-src ` +
          `${ours}; style-src 'none'`
      })
    },
    async run(visitor, server) {
      const challenge = '08.04.t3st.aaaaaaaaaaaaaaaaaaaaaa'
      server.instead = (response, { id, proof }: Answer & { proof?: string }) => {
        if (!proof)
          response
            .writeHead(201, { 'content-type': 'application/json' })
            .end(JSON.stringify({ id, challenge }))
        return !proof
      }
      await visitor.tap('radio', 'Good')
      await answers(server, { rating: 4 })
      expect(server.posted).toMatchObject([
        { rating: 4 },
        { rating: 4, proof: expect.stringMatching(/^08\.04\.t3st\.a{22}~\w+-\w+-\w+-\w+$/) }
      ])
      await visitor.wait('localStorage.getItem("hearback:site_test:unsent") === null')
    }
  },
  {
    name: 'a hosted page may load a part, though its policy names no origin for scripts but a nonce',
    asks: false,
    page: {
      headers: (ours) => ({
        'content-security-policy': `default-src 'none'; img-src 'self'; script-src 'nonce-test' ${ours}/w/site_test.js`
      }),
      body:
        '<script nonce="test">window.load = (address) => import(address).then(({ prove }) => ' +
        'window.loaded = typeof prove)</script>'
    },
    async run(visitor, server) {
      await visitor.evaluate(`load(${JSON.stringify(`${server.origin}/w/proof.js`)})`)
      await visitor.wait('window.loaded === "function"')
    }
  },
  {
    name:
      'a page whose body is exchanged, by text or by a view transition, keeps the card and ' +
      'its words, and frees one that stood in it',
    page: { body: '<div id="here"></div>' },
    async run(visitor, server) {
      await visitor.tap('radio', 'Good')
      await visitor.tap('textbox', 'What did you like?')
      await visitor.evaluate('document.body.innerHTML = "<p>Next</p>"')
      await visitor.type('kept ')
      // While a view transition runs, its picture of the page lies over everything and takes every press.
      await visitor.evaluate(`void (async () => {
        const change = () => { const body = document.createElement('body'); body.innerHTML = '<div id="here">Two</div>'; document.body.replaceWith(body) }
        await (document.startViewTransition ? document.startViewTransition(change).finished : change())
        window.exchanged = true
      })()`)
      await visitor.wait('window.exchanged && document.body.textContent === "Two"')
      await visitor.wait(`${card}.activeElement?.matches('textarea')`)
      await visitor.type('words')
      await visitor.tap('button', 'Send')
      await answers(server, { rating: 4, comment: 'kept words' })
      await visitor.evaluate(
        'hearback("close"), window.inside = undefined, void hearback("ask", { survey: ' +
          '"svy_thumbs", at: "#here" }).then((outcome) => window.inside = outcome)'
      )
      await visitor.see('radio', 'Yes')
      await visitor.evaluate('document.body.innerHTML = ""')
      await visitor.wait('window.inside?.reason === "removed-by-page"')
    }
  },
  {
    name: 'a page that forbids wheel, touch, keys and paste on its document forbids nothing in the card',
    page: {
      body: `<script nonce="test">window.heard = []
        for (const type of ['wheel', 'touchstart', 'touchmove', 'keydown', 'keypress', 'beforeinput', 'input', 'pointerdown', 'mousedown', 'click'])
          document.addEventListener(type, (event) => { heard.push(type); event.preventDefault() }, { capture: true, passive: false })</script>`
    },
    async run(visitor, server) {
      await visitor.tap('radio', 'Good')
      await visitor.tap('textbox', 'What did you like?')
      await visitor.type('typed')
      await visitor.tap('button', 'Send')
      await answers(server, { rating: 4, comment: 'typed' })
      expect(await visitor.evaluate('heard')).toEqual([])
    }
  },
  {
    name: 'what hides the page puts nothing on it, takes Escape from anywhere and gives the focus back',
    asks: false,
    page: { body: '<input id="field">' },
    async run(visitor, server) {
      await visitor.evaluate('field.focus()')
      await visitor.evaluate('void hearback("ask", { survey: "svy_faces_page" })')
      await visitor.see('radio', 'Good')
      await visitor.wait(`${card}.activeElement?.matches('.card')`)
      expect(await visitor.evaluate('document.body.outerHTML.includes("inert")')).toBe(false)
      await visitor.type(keys.Escape)
      await visitor.wait('document.activeElement === field')
      await visitor.type('x')
      expect(await visitor.evaluate('field.value')).toBe('x')
      expect(server.posted).toEqual([])
    }
  },
  {
    name: 'a card that the page removes makes room for the next',
    async run(visitor, server) {
      await visitor.see('radio', 'Good')
      await visitor.evaluate('document.querySelector("body ~ div").remove()')
      await visitor.wait('(hearback("ask"), document.querySelector("body ~ div")?.shadowRoot)')
      await visitor.tap('radio', 'Good')
      await answers(server, { rating: 4 })
    }
  }
]

const card = '[...document.querySelectorAll("*")].find((one) => one.shadowRoot).shadowRoot'
const focused = (selector: string) => `${card}.activeElement?.matches(${JSON.stringify(selector)})`
const said = (text: string) =>
  `${card}.querySelector("[role=status]").textContent.includes(${JSON.stringify(text)})`
const noted = (text: string) => `${card}.textContent.includes(${JSON.stringify(text)})`

const portal = (response: ServerResponse) => (
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please log in to the Wi-Fi</html>'),
  true
)

/** Waits until exactly one answer is stored and it says this; returns the ids of all that are stored. */
async function answers(server: WidgetServer, wanted: Partial<Answer>): Promise<string[]> {
  await until(
    `an answer with ${JSON.stringify(wanted)}`,
    async () =>
      [...server.stored.values()].some((answer) =>
        Object.entries(wanted).every(([key, value]) => answer[key as keyof Answer] === value)
      ) // keys of an Answer
  )
  expect([...server.stored.values()]).toMatchObject([wanted])
  return [...server.stored.keys()]
}
