import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the build made for browsers, read once at start. */
export type Assets = {
  loader: string
  survey: string
  page: string
  /** Names this build of the survey module, so that its address can be kept for ever. */
  surveyHash: string
  dashboardFolder: string
}

export function readAssets(folder: string): Assets {
  const read = (name: string) => readFileSync(join(folder, 'widget', name), 'utf8')
  const survey = read('survey.js')
  return {
    loader: read('loader.js'),
    survey,
    page: read('page.js'),
    surveyHash: createHash('sha256').update(survey).digest('hex').slice(0, 8),
    dashboardFolder: join(folder, 'dashboard')
  }
}
