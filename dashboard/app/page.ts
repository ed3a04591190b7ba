/** What a page is a function of: where the reader is, and what stands at the named places of the path. */
export type PageProps = { params: Readonly<Record<string, string>>; query: URLSearchParams }
