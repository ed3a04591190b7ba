import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

// Whoever reads a name in an import or a log knows then what it is, without looking where it comes from.
it.each(['server', 'dashboard'])(
  'gives each exported function and value of the %s a name of its own',
  (part) => {
    const files = readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).filter(
      // Each language has the same words under the same names.
      (file) => /\.tsx?$/.test(file) && !file.startsWith('words/')
    )
    const places = new Map<string, string[]>()
    for (const file of files) {
      const text = readFileSync(join(root, part, file), 'utf8')
      for (const [, name = ''] of text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm))
        places.set(name, [...(places.get(name) ?? []), file])
    }
    expect(places.size).toBeGreaterThan(100)
    expect([...places].filter(([, found]) => found.length > 1)).toEqual([])
  }
)
