import type { Database } from '../db/database'

/** Leaves in the index of words none that no comment has any more: both databases only note at first that a word is gone. */
export async function forgetWords(database: Database): Promise<void> {
  const isSqlite = database.dialect === 'sqlite'
  await database.script(isSqlite ? "insert into comment_words (comment_words) values ('optimize')" : 'reindex index comment_index_by_words')
}
