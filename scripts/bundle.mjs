// Bundle the theme's scripts and styles: theme/source -> theme/assets, with esbuild.
//
//   node scripts/bundle.mjs           write them, and sources.sha256, the fingerprint of what they were made from
//   node scripts/bundle.mjs --check   fail if they are not what the sources give
//
// The results lie in the repository: who builds a site needs no Node.js. A test compares the fingerprint with the sources.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, version } from "esbuild";

const TOP = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCE = join(TOP, "theme/source");
const ASSETS = join(TOP, "theme/assets");

// Bundle -> its entry below theme/source.
const BUNDLES = {
  "early.js": "scripts/early.js",
  "site.js": "scripts/site.js",
  "model.js": "scripts/model.js",
  "listing.js": "scripts/listing.js",
  "lead-on.js": "scripts/lead-on.js",
  "search/engine.js": "scripts/search/engine/engine.js",
  "search/page.js": "scripts/search/page.js",
  "search/results.js": "scripts/search/results.js",
  "search/hub.js": "scripts/search/hub.js",
  "form/form.js": "scripts/form/form.js",
  "form/more.js": "scripts/form/more.js",
  "form/live.js": "scripts/form/live.js",
  "form/word.js": "scripts/form/word.js",
  "form/form.css": "styles/form.css",
  "site.css": "styles/site.css",
  "model.css": "styles/model.css",
  "embed.css": "styles/embed.css",
};

// The dark colours hold under two conditions, which CSS cannot join: they are written once and put under both.
const dark = {
  name: "dark",
  setup({ onLoad }) {
    onLoad({ filter: /\/dark\.css$/ }, ({ path }) => {
      const declarations = readFileSync(path, "utf8").match(/:root \{([^}]*)\}/)[1];
      const contents = `
        @media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${declarations}} }
        @media screen { :root[data-theme="dark"] {${declarations}} }`;
      return { contents, loader: "css" };
    });
  },
};

const bundled = async () => {
  const { outputFiles } = await build({
    absWorkingDir: TOP,
    bundle: true,
    charset: "utf8",
    entryPoints: Object.entries(BUNDLES).map(([out, entry]) => ({ in: join(SOURCE, entry), out: out.replace(/\.\w+$/, "") })),
    external: ["fonts/*", "icons/*", "*.svg", "../icons/*", "../fonts/*"],
    format: "iife",
    legalComments: "none",
    minify: true,
    outdir: ASSETS,
    plugins: [dark],
    target: "es2021",
    write: false,
  });
  return outputFiles.map(({ path, text }) => [path, text]);
};

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

// SHA-256 over path and content of every source, in order of path; tests/project/test_bundles.py makes the same.
const fingerprint = () => {
  const hash = createHash("sha256");
  for (const path of files(SOURCE).map((path) => relative(SOURCE, path).replaceAll("\\", "/")).sort()) {
    hash.update(`${path}\0`).update(readFileSync(join(SOURCE, path))).update("\0");
  }
  return `${hash.digest("hex")}  theme/source, esbuild ${version}\n`;
};

const results = [...(await bundled()), [join(SOURCE, "..", "assets", "sources.sha256.txt"), fingerprint()]];
if (process.argv.includes("--check")) {
  const read = (path) => { try { return readFileSync(path, "utf8"); } catch { return ""; } };
  const stale = results.filter(([path, text]) => read(path) !== text).map(([path]) => relative(TOP, path));
  if (stale.length) {
    console.error(`Not what the sources give; run "make bundle": ${stale.join(", ")}`);
    process.exit(1);
  }
} else {
  for (const [path, text] of results) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
