import js from "@eslint/js";
import globals from "globals";

const ours = Object.fromEntries(
  ["KheoBox", "KheoForm", "KheoLive", "KheoMore", "KheoSearch", "KheoWord", "KheoWords"].map((name) => [name, "writable"]),
);

export default [
  { ignores: ["**/*", "!theme/source/**", "!scripts/*.mjs", "!tests/theme/**", "!eslint.config.js"] },
  js.configs.recommended,
  { files: ["theme/source/**/*.js"], languageOptions: { globals: { ...globals.browser, ...ours } } },
  { files: ["**/*.mjs", "eslint.config.js"], languageOptions: { globals: globals.node } },
  { rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "no-implied-eval": "error" } },
];
