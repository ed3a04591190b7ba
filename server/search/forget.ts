import type { Database } from '../db/database'

/**
 * Leaves in the index of words none that no comment has any more: both databases only note at first that a
 * word is gone.
 */
export async function forgetWords(database: Database): Promise<void> {
  const forgetting = {
    sqlite: "insert into comment_words (comment_words) values ('optimize')",
    postgres: 'reindex index comment_index_by_words'
  }
  await database.script(forgetting[database.dialect])
}
