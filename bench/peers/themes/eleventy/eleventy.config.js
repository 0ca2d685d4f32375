// Groups the records as ours are grouped; every listing is cut into pages.
import { readFileSync } from "node:fs";

const { perPage, listings } = JSON.parse(readFileSync(new URL("listings.json", import.meta.url), "utf-8"));

function cut(base, title, items) {
  const total = Math.max(1, Math.ceil(items.length / perPage));
  return Array.from({ length: total }, (_, at) => ({
    title, number: at + 1, total, base, count: items.length,
    permalink: at ? `${base}page/${at + 1}/` : base,
    items: items.slice(at * perPage, (at + 1) * perPage),
  }));
}

export default function (config) {
  config.addPassthroughCopy("src/style.css");
  const models = (api) => api.getFilteredByGlob("src/mo-hinh/*.md")
    .sort((one, other) => one.data.title.localeCompare(other.data.title, "vi"));
  config.addCollection("models", models);
  config.addCollection("listed", (api) => {
    const all = models(api);
    const pages = cut("/mo-hinh/", "Mô hình", all);
    for (const [name, { folder, terms }] of Object.entries(listings)) {
      const groups = new Map(Object.keys(terms).map((slug) => [slug, []]));
      for (const model of all) for (const slug of model.data[name]) groups.get(slug).push(model);
      for (const [slug, items] of groups) pages.push(...cut(`/${folder}/${slug}/`, terms[slug], items));
    }
    return pages;
  });
  config.addCollection("indexes", () => Object.values(listings).map(({ folder, terms }) => ({ folder, terms })));
  return { dir: { input: "src", output: "public" }, markdownTemplateEngine: false };
}
