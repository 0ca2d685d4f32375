// Search without an interface: reads the index below tim/ (generator/search/FORMAT.md) and answers with plain data.
//
//   KheoSearch.open(root, {timeout = 15000}) -> Promise<Engine>
//       root: relative or absolute address of the site's root, ending in "/" ("../../"). Rejects with an Error when the
//       start of the index cannot be had. Opening twice shares what is loaded.
//   engine.search(text, {limit = 10, offset = 0, filters = {}, sort = "relevance", facets = false})
//       -> Promise<{total, results, facets, incomplete, suggestion}>
//       filters: {field: ["kinh-te", ...], ...}; values of one facet are alternatives, facets restrict one another.
//       Facets: field, place, organisation, year, level, status, kind. sort: "relevance", "year" (newest first), "name".
//       An empty text with filters (or facets: true) matches every document; without, nothing.
//       results: [{id, address, kind, name, excerpt, place, today, field, fieldName, organisation, year}]
//           name, excerpt: [[text, marked], ...]; the rest strings (year: number or null). Never HTML: use textContent.
//           address is below the root: link to root + address. kind: "model" | "exemplar" | "programme" | "news".
//       facets: {facet: [[slug, name, count, parent], ...]} or null when not asked for. Counts follow the query and the
//           other facets' filters; values nobody has are left out unless they are chosen.
//       incomplete: true when a part of the index could not be loaded; the results are those that could be had.
//       suggestion: null, or, only when nothing was found as typed, the accented text that the results answer instead.
//   engine.complete(text, {limit = 6}) -> Promise<string[]>   the text with its last syllable completed, accented
//   KheoSearch.mark(text, query) -> [[text, marked], ...]
//
// No call rejects for what it is given, whatever the text.
