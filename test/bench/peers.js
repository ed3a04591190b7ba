import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { bundle, measureWidget } from './widget.js'

const packages = ['survey-core', 'survey-js-ui', 'posthog-js', '@formbricks/js']
const question = 'How did we do?'

/**
 * The widget and its floors beside other makers' packages as npm has them today, each showing one question
 * of five points. They are fetched into `folder` and are no dependency. Where a package asks its maker’s
 * servers, a stand-in answers.
 */
export async function measurePeers({ folder, log, print }) {
  log('Fetching the packages of others from npm …')
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32'
  })
  const file = (path) => readFileSync(join(folder, 'node_modules', path), 'utf8')
  const version = (name) => JSON.parse(file(`${name}/package.json`)).version
  await measureWidget({
    databaseUrl: `file:${join(folder, 'widget.db')}`,
    more: [surveyJs(file, version('survey-core')), postHog(file, version('posthog-js'))],
    log,
    print
  })
  writeFileSync(
    join(folder, 'formbricks.js'),
    "import formbricks from '@formbricks/js'\nwindow.formbricks = formbricks"
  )
  const formbricks = brotliCompressSync(await bundle('formbricks.js', folder)).length
  print(
    `Formbricks ${version('@formbricks/js')} could not be measured: its package is a ` +
      `loader of ${(formbricks / 1024).toFixed(1)} KiB, and what shows a question is only on ` +
      'its servers.'
  )
}

/** As its documentation for plain HTML says: two scripts, a style sheet and a model. */
function surveyJs(file, version) {
  const files = {
    '/surveyjs/core.js': { body: file('survey-core/survey.core.min.js') },
    '/surveyjs/ui.js': { body: file('survey-js-ui/survey-js-ui.min.js') },
    '/surveyjs/survey.css': { body: file('survey-core/survey-core.min.css'), type: 'text/css' }
  }
  const model = { elements: [{ type: 'rating', name: 'rating', title: question, rateType: 'smileys' }] }
  return {
    name: `SurveyJS ${version}`,
    serve: ({ pathname }) => files[pathname],
    tag: (origin) => `<link rel="stylesheet" href="${origin}/surveyjs/survey.css"><div id="survey"></div>
      <script defer src="${origin}/surveyjs/core.js"></script><script defer src="${origin}/surveyjs/ui.js"></script>
      <script>addEventListener('DOMContentLoaded', () => new Survey.Model(${JSON.stringify(model)}).render(document.querySelector('#survey')))</script>`
  }
}

/** Surveys alone, everything else that it records switched off; its server is a stand-in with one survey. */
function postHog(file, version) {
  const survey = {
    id: 'one',
    name: 'CSAT',
    type: 'popover',
    start_date: '2024-01-01T00:00:00Z',
    questions: [
      {
        id: 'rating',
        type: 'rating',
        display: 'emoji',
        scale: 5,
        question,
        lowerBoundLabel: 'Very bad',
        upperBoundLabel: 'Very good'
      }
    ],
    appearance: {}
  }
  const json = (value) => ({ body: JSON.stringify(value), type: 'application/json' })
  const config = {
    surveys: true,
    hasFeatureFlags: false,
    supportedCompression: [],
    autocapture_opt_out: true,
    featureFlags: {}
  }
  const script = (body) => ({ body })
  const files = [
    [/\/static\/.*array\.js$/, script(file('posthog-js/dist/array.js'))],
    [/\/static\/.*surveys\.js$/, script(file('posthog-js/dist/surveys.js'))],
    [
      /\/config\.js$/,
      script(
        `window._POSTHOG_REMOTE_CONFIG = { phc_bench: { config: ${JSON.stringify(config)}, siteApps: [] } }`
      )
    ],
    [/\/config$/, json(config)],
    [/\/api\/surveys\//, json({ surveys: [survey] })],
    [/\/(flags|e|i)\//, json({ flags: {}, status: 1 })]
  ]
  const settings = {
    autocapture: false,
    capture_pageview: false,
    capture_performance: false,
    disable_session_recording: true,
    opt_out_useragent_filter: true
  }
  return {
    name: `PostHog ${version}`,
    serve: ({ pathname }) =>
      pathname.startsWith('/posthog/') && files.find(([path]) => path.test(pathname))?.[1],
    isThere: "(root) => root.querySelectorAll('[class*=ratings-emoji]').length > 4",
    tag: (
      origin
    ) => `<script>window.posthog = []; posthog.__SV = 1; posthog._i = [['phc_bench', ${JSON.stringify({ api_host: 'HOST', ...settings }).replace('HOST', `${origin}/posthog`)}, 'posthog']]</script>
      <script async src="${origin}/posthog/static/array.js"></script>`
  }
}
