import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const parts = ['widget', 'server', 'dashboard']

/**
 * Who may import whom. A room is a folder, or a file at the root of a part; one without a row fails. A row
 * names rooms of rows above it alone, so that there is no circle; “~” stands before a room of which only
 * types are used.
 */
const rooms: Record<string, string> = {
  // widget
  'widget/shared': '',
  'widget/words': '~shared',
  'widget/outbox': 'shared',
  'widget/card': 'shared outbox',
  'widget/loader': 'shared ~card',
  'widget/page': 'shared outbox',
  'widget/build.d': '',
  // server
  'server/secrets': '',
  'server/contract': '',
  'server/text': 'widget/shared widget/words contract',
  'server/time': 'contract',
  'server/statistics': '~contract',
  'server/metrics': '',
  'server/jobs': '',
  'server/db': 'secrets contract text',
  'server/threads': 'contract text db',
  'server/limits': 'contract ~db',
  'server/channels': 'contract text',
  'server/uploads': 'contract',
  'server/mail': '~contract text ~db',
  'server/config': '~secrets contract text db mail',
  'server/access': 'secrets contract ~db limits ~config',
  'server/audit': 'secrets contract ~db access',
  'server/live': 'contract ~db ~access',
  'server/attributes': 'contract text ~db',
  'server/tags': 'contract text db ~access attributes',
  'server/helpdesks': 'contract text channels tags',
  'server/sites': 'secrets contract ~time db access audit attributes tags',
  'server/surveys': 'widget/words secrets contract statistics db access audit sites',
  'server/accounts': 'secrets contract db limits mail ~config access audit sites',
  'server/opt-outs': 'secrets contract text db access audit sites',
  'server/presentation': 'widget/shared widget/words contract text ~db surveys',
  'server/website': 'widget/shared ~time ~db surveys presentation',
  'server/conversations': '~contract db attributes tags',
  'server/columns': 'contract time statistics jobs db ~access attributes tags surveys',
  'server/search': '~contract jobs db',
  'server/tallies': 'contract time statistics ~db attributes tags ~surveys columns',
  'server/responses':
    'secrets contract text time ~statistics ~metrics db limits mail access audit live attributes tags ' +
    'sites ~surveys website conversations search tallies',
  'server/names': 'contract db access audit tags sites tallies responses',
  'server/goals': 'secrets contract time statistics db ~access audit tags surveys',
  'server/marks': 'secrets contract ~time db ~access audit surveys',
  'server/plans': 'secrets contract time statistics db ~access audit tags surveys tallies',
  'server/follow-ups':
    'secrets contract time statistics jobs db access audit tags sites surveys conversations tallies responses',
  'server/disputes':
    'secrets contract ~time ~statistics db access audit tags sites ~surveys columns tallies responses follow-ups',
  'server/invitations':
    'secrets contract text time db ~config access audit attributes tags sites surveys ~presentation responses',
  'server/funnel': 'contract time statistics ~db attributes tags ~surveys website columns tallies',
  'server/figures':
    'contract text time statistics db attributes tags sites surveys conversations columns search tallies responses ' +
    'disputes funnel',
  'server/asking': 'contract text time db tags sites surveys opt-outs responses',
  'server/connectors': 'secrets contract text db channels mail ~config access audit helpdesks sites',
  'server/imports':
    'widget/words secrets contract text time statistics db ~access audit live attributes tags surveys ' +
    'conversations responses invitations',
  'server/alerts':
    'secrets contract time statistics jobs db mail ~config access audit sites surveys ~columns connectors',
  'server/write-back': 'secrets contract text jobs db ~channels ~access audit surveys ~connectors',
  'server/delivery':
    'widget/shared widget/words secrets contract text ~metrics jobs db ~channels ~config ' +
    'live tags surveys opt-outs presentation invitations asking connectors write-back',
  'server/replies':
    'secrets contract jobs db ~config ~access audit surveys opt-outs follow-ups asking connectors delivery',
  'server/endpoints':
    'secrets contract text ~metrics jobs db channels mail access audit live sites plans follow-ups ' +
    'disputes invitations imports responses connectors alerts delivery',
  'server/notices': 'jobs ~db mail ~config responses connectors endpoints',
  'server/inviting':
    'secrets contract text time ~jobs db channels ~config ~access audit attributes tags surveys ' +
    'invitations asking imports delivery',
  'server/inbox':
    'widget/shared widget/words secrets contract text ~metrics jobs db channels ~config ' +
    'live attributes tags helpdesks surveys opt-outs presentation conversations responses invitations ' +
    'connectors write-back delivery inviting',
  'server/erasure':
    'secrets contract jobs db ~config access audit attributes sites accounts opt-outs columns connectors delivery',
  'server/retention': 'contract time jobs db ~access audit sites search erasure',
  'server/backups': 'secrets db',
  'server/moving': 'db',
  'server/doctor': 'secrets ~contract db limits mail config accounts connectors',
  'server/upgrades': 'secrets db ~config opt-outs responses names connectors',
  'server/demo':
    'secrets contract attributes time ~db access tags sites surveys conversations responses plans marks goals ' +
    'follow-ups disputes invitations',
  'server/intake-thread': 'secrets db threads responses',
  'server/http': 'contract text ~metrics ~db limits ~access ~responses',
  'server/gauges': 'contract ~metrics db ~config ~live columns ~responses',
  'server/services':
    '~secrets ~metrics ~jobs ~db ~mail ~config ~live ~surveys ~accounts ~presentation ' +
    '~columns ~responses ~connectors ~http ~gauges',
  'server/api':
    'secrets contract text time db limits uploads mail access audit live tags sites ' +
    'surveys accounts opt-outs presentation website conversations responses names plans marks goals ' +
    'follow-ups disputes invitations funnel figures asking alerts connectors write-back imports delivery ' +
    'replies endpoints inviting erasure retention http ~services',
  'server/figures-thread': 'secrets contract db threads ~access columns ~http api',
  'server/mcp': 'contract',
  'server/web':
    '~widget/shared widget/words secrets contract text db limits mail ~channels sites surveys ' +
    'opt-outs presentation responses follow-ups invitations connectors alerts inbox http mcp ~services',
  'server/app': 'secrets contract db http ~services api web',
  'server/serve':
    'secrets metrics db limits mail ~config live surveys accounts ~presentation columns ' +
    'search responses connectors alerts write-back delivery endpoints notices follow-ups replies inbox erasure ' +
    'retention upgrades intake-thread http gauges ~services figures-thread web app',
  'server/commands':
    '~secrets contract text db config access audit sites surveys accounts presentation ' +
    'columns responses figures imports erasure backups moving doctor upgrades demo serve',
  'server/main': 'text commands',
  // dashboard
  'dashboard/words': '~server/contract',
  'dashboard/app': '~server/contract words',
  'dashboard/ui': '~server/contract words app',
  'dashboard/shell': '~server/contract words app ui',
  'dashboard/disputes': '~server/contract words app ui shell',
  'dashboard/figures': '~server/contract words app ui shell disputes',
  'dashboard/responses': '~server/contract words app ui shell disputes figures',
  'dashboard/funnel': '~server/contract words app ui shell figures',
  'dashboard/builder': '~server/contract words app ui shell',
  'dashboard/connectors': '~server/contract words app ui shell',
  'dashboard/endpoints': '~server/contract words app ui shell',
  'dashboard/imports': '~server/contract words app ui shell figures',
  'dashboard/invitations': '~server/contract words app ui shell figures',
  'dashboard/settings': '~server/contract words app ui shell figures',
  'dashboard/names': '~server/contract words app ui shell',
  'dashboard/plans': '~server/contract words app ui shell figures',
  'dashboard/follow-ups': '~server/contract words app ui shell',
  'dashboard/alerts': '~server/contract words app ui shell figures',
  'dashboard/customers': '~server/contract words app ui shell',
  'dashboard/account': '~server/contract words app ui shell',
  'dashboard/welcome': '~server/contract words app ui shell settings',
  'dashboard/overview': '~server/contract words app ui shell figures responses connectors endpoints settings',
  'dashboard/managing':
    'builder connectors endpoints imports invitations settings names plans disputes follow-ups alerts customers ' +
    'account welcome',
  'dashboard/main': 'words app ui figures responses funnel account welcome overview managing'
}

/** Packages: who may use which, where that matters. The first that fits a file holds. */
const packages: readonly (readonly [files: RegExp, allowed: RegExp])[] = [
  [/^widget\//, /^preact$/],
  [/^dashboard\//, /^(preact(\/hooks)?|@observablehq\/plot|hono\/client)$/],
  [/^server\/statistics\//, /^@stdlib\//],
  [/^server\/asking\/rules\//, /^node:crypto$/],
  // A connector is data and pure functions: it sees neither network nor database.
  [/^server\/(channels|helpdesks)\//, /^(?!drizzle|pg$|better-sqlite3$|hono(\/|$)|node:(fs|net|http))/],
  // Whoever speaks HTTP asks the rooms below for what it needs, and never the database.
  [/^server\/(api|web|http|figures-thread)\//, /^(?!drizzle|pg$|better-sqlite3$)/],
  [/^server\/(presentation\/|app\.ts$)/, /^(?!drizzle|pg$|better-sqlite3$)/],
  [/^server\//, /^(?!hono(\/|$))/]
]

it('has no circle in the table of rooms', () => {
  const names = Object.keys(rooms)
  const upward = names.flatMap((room, place) =>
    rowOf(room)
      .filter(({ to }) => !names.slice(0, place).includes(to))
      .map(({ to }) => `${room} → ${to}`)
  )
  expect(upward).toEqual([])
})

it('has a row for every room, and imports along the rows alone', () => {
  const crossings = files.flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => all.has(target) && roomOf(target) !== roomOf(file))
      .filter(
        ({ target, isType }) =>
          !rowOf(roomOf(file)).some(({ to, typesOnly }) => to === roomOf(target) && (isType || !typesOnly))
      )
      .map(({ target, isType }) => `${file} may not import ${isType ? 'types' : 'values'} of ${target}`)
  )
  expect(crossings).toEqual([])
  expect([...new Set(files.map(roomOf))].filter((room) => !(room in rooms))).toEqual([])
})

it('has no row that nothing needs', () => {
  const used = new Set(
    files.flatMap((file) =>
      importsOf(file).map(({ target, isType }) => `${roomOf(file)} → ${isType ? '~' : ''}${roomOf(target)}`)
    )
  )
  const unused = Object.keys(rooms).flatMap((room) =>
    rowOf(room)
      .filter(({ to, typesOnly }) => !used.has(`${room} → ${typesOnly ? '~' : ''}${to}`))
      .map(({ to }) => `${room} → ${to}`)
  )
  expect(unused).toEqual([])
})

it('has no circle of files, types included', () => {
  expect(
    circlesOf(files, (file) =>
      importsOf(file)
        .map(({ target }) => target)
        .filter((target) => all.has(target))
    )
  ).toEqual([])
})

it('keeps packages where they belong', () => {
  const crossings = files.flatMap((file) => {
    const allowed = packages.find(([pattern]) => pattern.test(file))?.[1] ?? /^$/
    return importsOf(file)
      .filter(
        ({ target, isType }) =>
          !isType && !all.has(target) && !target.startsWith('.') && !isOurs(target) && !allowed.test(target)
      )
      .map(({ target }) => `${file} may not import ${target}`)
  })
  expect(crossings).toEqual([])
})

it('keeps seven files at the root of the server, beside one for the compiler', () => {
  const atRoot = readdirSync(join(root, 'server'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
  expect(atRoot.sort()).toEqual([
    'app.ts',
    'config.ts',
    'live.ts',
    'main.ts',
    'metrics.ts',
    'serve.ts',
    'services.ts',
    'tsconfig.json'
  ])
})

it('keeps types out of the value imports, so that no validator slips into the widget', () => {
  expect(files.filter((file) => importsOf(file).some(({ isMixed }) => isMixed))).toEqual([])
})

it.each([
  ['in one line', "import { a } from './found'"],
  ['over several lines', "import {\n  a,\n  b\n} from './found'"],
  ['before a comment', "import { a } from './found' // because"],
  ['with a semicolon', "import { a } from './found';"],
  ['for its effects', "import './found'"],
  ['passed on', "export { a } from './found'"],
  ['as all of it', "export * from './found'"],
  ['when it is needed', "const a = () => import('./found')"],
  ['in a type', "type A = import('./found').A"]
])('sees an import %s', (_, source) => {
  expect(importsIn('server/x.ts', source).map(({ name }) => name)).toEqual(['./found'])
})

type Import = { name: string; isType: boolean; isMixed: boolean }

function importsIn(file: string, source: string): Import[] {
  const { module, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const imported = module.staticImports.map(({ moduleRequest, entries }) => ({
    name: moduleRequest.value,
    isType: entries.length > 0 && entries.every(({ isType }) => isType),
    isMixed: entries.some(({ isType }) => isType) && entries.some(({ isType }) => !isType)
  }))
  const passedOn = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ name: moduleRequest.value, isType, isMixed: false }] : []
    )
  const loaded = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const name = /^(['"`])([^$]*)\1$/.exec(source.slice(start, end))?.[2]
    return name === undefined ? [] : [{ name, isType: false, isMixed: false }]
  })
  // In a type, `import('…')` is no import to the parser's list; where one is loaded, it stands in that list
  // already.
  const inTypes = [...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)]
    .map(([, name = '']) => ({ name, isType: true, isMixed: false }))
    .filter(({ name }) => !loaded.some((one) => one.name === name))
  return [...imported, ...passedOn, ...loaded, ...inTypes]
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
}

const files = parts.flatMap(filesIn)
const all = new Set(files)
const known = new Map<string, (Import & { target: string })[]>()

function importsOf(file: string) {
  const kept = known.get(file)
  if (kept) return kept
  const found = importsIn(file, readFileSync(join(root, file), 'utf8')).map((one) => ({
    ...one,
    target: resolved(file, one.name)
  }))
  known.set(file, found)
  return found
}

function resolved(file: string, name: string): string {
  if (!name.startsWith('.')) return name
  const path = normalize(join(dirname(file), name)).replaceAll('\\', '/')
  const source = path.replace(/\.js$/, '')
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${source}.ts`, `${source}.tsx`]
  return candidates.find((candidate) => all.has(candidate)) ?? path
}

/** A style or a text that stands in a part of ours. */
function isOurs(target: string): boolean {
  return parts.some((part) => target.startsWith(`${part}/`))
}

function roomOf(file: string): string {
  const [part = '', folder = ''] = file.split('/')
  return file.split('/').length === 2 ? file.replace(/\.tsx?$/, '') : `${part}/${folder}`
}

function rowOf(room: string): { to: string; typesOnly: boolean }[] {
  const part = room.split('/')[0]
  return (rooms[room] ?? '')
    .split(' ')
    .filter(Boolean)
    .map((name) => {
      const plain = name.replace('~', '')
      return { to: plain.includes('/') ? plain : `${part}/${plain}`, typesOnly: name !== plain }
    })
}

/** The files that import each other, by Tarjan's algorithm for strongly connected components. */
function circlesOf(nodes: readonly string[], next: (node: string) => readonly string[]): string[][] {
  const place = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (node: string) => {
    const own = place.size
    place.set(node, own)
    low.set(node, own)
    stack.push(node)
    for (const other of next(node)) {
      if (!place.has(other)) visit(other)
      if (stack.includes(other)) low.set(node, Math.min(low.get(node) ?? own, low.get(other) ?? own))
    }
    if (low.get(node) !== own) return
    const circle = stack.splice(stack.indexOf(node))
    if (circle.length > 1) circles.push(circle)
  }
  for (const node of nodes) if (!place.has(node)) visit(node)
  return circles
}
