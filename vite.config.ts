import { builtinModules } from 'node:module'
import type { EnvironmentOptions, Plugin } from 'vite'
import { defineConfig } from 'vite'

/**
 * One configuration builds everything that ships:
 *
 *   dist/widget/loader.js   the script tag: the server makes it the body of a function that is called with the settings
 *   dist/widget/rules.js    what else a site may want of it: put in between by the server where a survey needs it
 *   dist/widget/survey.js   the survey itself: an ES module that the loader imports only to ask
 *   dist/widget/short.js    the same for surveys that ask for a rating and a comment only, as most do
 *   dist/widget/wide.js     what a survey needs that hides the whole page: put behind it by the server
 *   dist/widget/reading.js  what a survey imports where it stands in a page: how long the page is read
 *   dist/widget/permit.js   the same where the page says who is there: whether that customer may be asked
 *   dist/widget/beside.js   the same beside a dialog of the page: how to wait, and how to stand inside
 *   dist/widget/opaque.js   what is imported where a page has no origin: why nobody is asked
 *   dist/widget/proof.js    what is imported where an answer takes a proof of work
 *   dist/widget/asks.js     what is imported where a survey is shown: tells the server that it was, and was dismissed
 *   dist/widget/page.js     what makes the hosted page nicer where there is JavaScript
 *   dist/dashboard/         the managers' pages
 *   dist/server/            the server and the command line, with what they need of most dependencies: a start
 *                           that looks for thousands of files takes seconds
 */
const apart = [
  // A part of it is compiled.
  'better-sqlite3',
  // These look for files of their own while they run, or have tables that are rarely needed.
  'pg',
  'pino',
  'iconv-lite',
  // It builds, and is imported by nothing that serves.
  'vite'
]

export default defineConfig({
  appType: 'custom',
  publicDir: false,
  plugins: [indexAtTop()],
  define: { ASKS_MORE: 'true' },
  environments: {
    loader: widget('loader', 'widget/loader/loader.ts', 'cjs'),
    rules: widget('rules', 'widget/loader/rules.ts', 'iife', 'RULES'),
    survey: widget('survey', 'widget/card/survey.tsx', 'es'),
    short: { ...widget('short', 'widget/card/survey.tsx', 'es'), define: { ASKS_MORE: 'false' } },
    wide: widget('wide', 'widget/card/wide.ts', 'iife', 'WIDE'),
    reading: widget('reading', 'widget/card/reading.ts', 'es'),
    permit: widget('permit', 'widget/card/permit.ts', 'es'),
    beside: widget('beside', 'widget/card/beside.ts', 'es'),
    opaque: widget('opaque', 'widget/card/opaque.ts', 'es'),
    proof: widget('proof', 'widget/outbox/proof.ts', 'es'),
    asks: widget('asks', 'widget/card/asks.ts', 'es'),
    page: widget('page', 'widget/page/survey-page.ts', 'iife'),
    dashboard: {
      consumer: 'client',
      build: {
        outDir: 'dist/dashboard',
        emptyOutDir: true,
        manifest: true,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: 'dashboard/index.html' }
      }
    },
    server: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rolldownOptions: {
          input: {
            main: 'server/main.ts',
            'figures-thread': 'server/figures-thread/main.ts',
            'intake-thread': 'server/intake-thread/main.ts'
          },
          external: [/^node:/, ...builtinModules, ...apart],
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
        }
      }
    }
  },
  builder: {
    async buildApp(builder) {
      for (const name of [
        'loader',
        'rules',
        'survey',
        'short',
        'wide',
        'reading',
        'permit',
        'beside',
        'opaque',
        'proof',
        'asks',
        'page',
        'dashboard',
        'server'
      ]) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    }
  }
})

/** `global` names what a script leaves behind for the next one: its default export. */
function widget(
  name: string,
  entry: string,
  format: 'cjs' | 'iife' | 'es',
  global?: string
): EnvironmentOptions {
  return {
    // A client's dynamic import would be wrapped in preloading, which is half as large as the loader and throws events at the host page.
    consumer: ['loader', 'survey', 'short', 'page'].includes(name) ? 'server' : 'client',
    build: {
      outDir: 'dist/widget',
      emptyOutDir: false,
      minify: true,
      // Constructable style sheets need these or newer; older browsers parse the loader and are not asked.
      target: ['chrome91', 'firefox101', 'safari16.4'],
      cssTarget: ['chrome91', 'firefox101', 'safari16.4'],
      cssMinify: 'lightningcss',
      rolldownOptions: {
        input: { [name]: entry },
        // Each is a file of its own, beside the one that imports it.
        external: ['./asks.js', './reading.js', './permit.js', './beside.js', './opaque.js', './proof.js'],
        makeAbsoluteExternalsRelative: false,
        output: {
          format,
          entryFileNames: '[name].js',
          codeSplitting: false,
          ...(global && { name: global })
        },
        preserveEntrySignatures: format === 'es' || global ? 'strict' : false
      }
    }
  }
}

/** Vite names a page after its path in the source; the dashboard's is to be dist/dashboard/index.html. */
function indexAtTop(): Plugin {
  return {
    name: 'index-at-top',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'dashboard',
    generateBundle(_, bundle) {
      const index = bundle['dashboard/index.html']
      if (index) index.fileName = 'index.html'
    }
  }
}
