// Folding, parting and comparing words: the index in Python does the same (tests/outputs/test_search_engine.py).
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, near, split, spoken } from "../../theme/source/scripts/search/engine/text.js";

test("accents fall away, in whatever form of Unicode they were typed", () => {
  for (const text of ["Đường Rừng", "Đường Rừng".normalize("NFD")]) assert.equal(fold(text), "duong rung");
});

test("a text is parted into words with their places", () => {
  const words = split("Bảo vệ rừng, 4.648 hộ");
  assert.deepEqual(words.map(([, , , folded]) => folded), ["bao", "ve", "rung", "4648", "ho"]);
  assert.deepEqual(words[3].slice(0, 2), [13, 18]);
});

test("what can be said in Vietnamese is told from other letters", () => {
  for (const folded of ["nghieng", "khuya", "tre", "gia"]) assert.ok(spoken(folded), folded);
  for (const folded of ["strong", "xyz", "wifi"]) assert.ok(!spoken(folded), folded);
});

test("one letter more, less, other or swapped is near; two are not", () => {
  assert.ok(near("rung", "rugn") && near("rung", "run") && near("rung", "rang"));
  assert.ok(!near("rung", "tien"));
});
