// What is typed without an input method is read as the accented syllable.
import assert from "node:assert/strict";
import { test } from "node:test";
import { telex, vni } from "../../theme/source/scripts/search/engine/typed.js";

const WORDS = [
  ["dduwowngf", "d9u7o7ng2", "đường"],
  ["rungwf", "ru7ng2", "rừng"],
  ["tieets", "tie6t1", "tiết"],
  ["kieemj", "kie6m5", "kiệm"],
  ["quas", "qua1", "quá"],
];

test("Telex and VNI keys give the same syllable", () => {
  for (const [keys, digits, word] of WORDS) {
    assert.equal(telex(keys), word.normalize());
    assert.equal(vni(digits), word.normalize());
  }
});

test("a word without keys is not read as one", () => {
  for (const word of ["rung", "ban", "nghe", "q", ""]) {
    assert.equal(telex(word), "");
    assert.equal(vni(word), "");
  }
});
