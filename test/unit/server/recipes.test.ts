import { execFileSync, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

/**
 * What the recipes for signing make, each run by the language that it is written for, where this machine
 * has that.
 */
const recipes = readFileSync('docs/recipes.md', 'utf8')
const signing = recipes.slice(recipes.indexOf('## Signing'), recipes.indexOf('## Types'))
const code = (language: string) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(signing)?.[1] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'hearback-recipes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const secret = 'the secret of the site'
const vector: Record<string, string> = JSON.parse(code('json'))
const told = /```\n([0-9a-f]{64})\n```/.exec(signing)?.[1]
/** Every kind of text that is written in more than one way in JSON. */
const hard = {
  team: 'a/b\u2028 é 😀',
  customer: 'quote " and \\ and \t\n\r\b\f\u0001\u001f',
  conversation: '<&>',
  agent: 'Ана'
}

// Each reads the claims from a file, since a command line is no place for every kind of text.
const mains: Record<
  string,
  { command: string; file: string; ask: string[]; program: (code: string) => string }
> = {
  js: {
    command: process.execPath,
    file: 'sign.mjs',
    ask: ['--version'],
    program: (code) =>
      `${code}\nimport { readFileSync } from ` +
      `'node:fs'\nconsole.log(signatureOf(JSON.parse(readFileSync(process.argv[2], 'utf8')), ` +
      `${JSON.stringify(secret)}))`
  },
  python: {
    command: 'python3',
    file: 'sign.py',
    ask: ['--version'],
    program: (code) =>
      `${code}\nimport sys\nprint(signature_of(json.load(open(sys.argv[1], ` +
      `encoding="utf-8")), ${JSON.stringify(secret)}))`
  },
  php: {
    command: 'php',
    file: 'sign.php',
    ask: ['--version'],
    program: (code) =>
      `<?php\n${code}\necho signature_of(json_decode(file_get_contents($argv[1]), true), ${JSON.stringify(secret)});`
  },
  ruby: {
    command: 'ruby',
    file: 'sign.rb',
    ask: ['--version'],
    program: (code) =>
      `${code}\nputs signature_of(JSON.parse(File.read(ARGV[0], encoding: 'utf-8')), ${JSON.stringify(secret)})`
  },
  java: {
    command: 'java',
    file: 'Main.java',
    ask: ['-version'],
    // Names and values on lines of their own, each letter as its number: Java has no reader of JSON.
    program: (code) => `${code.replace('class Signing', 'class Main').replace(/\}\s*$/, '')}
    public static void main(String[] files) throws Exception {
        Map<String, String> claims = new HashMap<>();
        List<String> lines = java.nio.file.Files.readAllLines(java.nio.file.Path.of(files[0] + ".letters"));
        for (int at = 0; at < lines.size(); at += 2) claims.put(read(lines.get(at)), read(lines.get(at + 1)));
        System.out.println(signatureOf(claims, ${JSON.stringify(secret)}));
    }
    static String read(String letters) {
        return Arrays.stream(letters.split(" ")).map(letter -> Character.toString(Integer.parseInt(letter))).collect(Collectors.joining());
    }
}`
  }
}

test('the signature that the recipes tell is that of the claims beside it', () => {
  expect(createHmac('sha256', secret).update(code('json').trim()).digest('hex')).toBe(told)
  expect(JSON.stringify(vector)).toBe(code('json').trim())
})

test.each(Object.keys(mains))(
  'the recipe in %s signs as the server reads it',
  { timeout: 60_000 },
  (language) => {
    const { command, file, ask, program } = mains[language] ?? {
      command: '',
      file: '',
      ask: [],
      program: String
    }
    expect(code(language)).not.toBe('')
    if (spawnSync(command, ask).status !== 0)
      return console.log(`${command} is not on this machine: its recipe was not run.`)
    writeFileSync(join(folder, file), program(code(language)))
    for (const claims of [vector, hard]) {
      const sent = join(folder, 'claims.json')
      writeFileSync(sent, JSON.stringify(claims))
      const letters = (text: string) => [...text].map((letter) => letter.codePointAt(0)).join(' ')
      writeFileSync(
        `${sent}.letters`,
        Object.entries(claims)
          .flatMap((claim) => claim.map(letters))
          .join('\n')
      )
      const signature = execFileSync(command, [join(folder, file), sent], { encoding: 'utf8' }).trim()
      const canonical = JSON.stringify(
        Object.fromEntries(Object.entries(claims).sort(([a], [b]) => (a < b ? -1 : 1)))
      )
      expect(signature).toBe(createHmac('sha256', secret).update(canonical).digest('hex'))
    }
  }
)
