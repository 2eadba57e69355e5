// Every language says everything, with the same gaps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, pickLanguage } from "../src/language";
import { direction, fill, troubleWords, type Texts } from "../src/texts";
import { LOADER_WORDS } from "../src/loader_words";
import german from "../texts/de.json";
import english from "../texts/en.json";

const ALL: Record<string, Texts> = { en: english, de: german };

function flat(value: object, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? [[path + key, inner] as [string, string]] : flat(inner as object, `${path}${key}.`),
  );
}

const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test("every language of the loader has its texts, and they name themselves", () => {
  assert.deepEqual(Object.keys(ALL).sort(), [...LANGUAGES].sort());
  for (const language of LANGUAGES) assert.equal(ALL[language]?.language, language);
});

test("every text is there in every language, not empty, with the same gaps", () => {
  for (const texts of [...Object.values(ALL)]) {
    assert.deepEqual(flat(texts).map(([key]) => key).sort(), flat(english).map(([key]) => key).sort());
    const own = new Map(flat(texts));
    for (const [key, text] of flat(english)) {
      assert.ok(own.get(key)?.trim(), key);
      assert.deepEqual(gaps(own.get(key) ?? ""), gaps(text), key);
    }
  }
});

test("the loader's own words are complete", () => {
  for (const words of Object.values(LOADER_WORDS)) {
    assert.deepEqual(Object.keys(words), Object.keys(LOADER_WORDS.en));
    for (const text of Object.values(words)) assert.ok(text);
  }
});

test("the page's language comes first, then the visitor's, then English", () => {
  assert.equal(pickLanguage("de-AT", ["en-US"]), "de");
  assert.equal(pickLanguage("", ["fr", "de_CH"]), "de");
  assert.equal(pickLanguage("ja", ["ko"]), "en");
  assert.equal(direction("ar"), "rtl");
  assert.equal(direction("de"), "ltr");
});

test("gaps are filled, also with text that looks like a pattern", () => {
  assert.equal(fill("Thank you, {name}.", { name: "$& {n}" }), "Thank you, $& {n}.");
  assert.equal(fill("{n} left of {m}", { n: 3 }), "3 left of {m}");
});

test("a code nobody has words for still says something", () => {
  assert.equal(troubleWords(english, "busy"), english.trouble.busy);
  assert.equal(troubleWords(english, "from_the_future"), english.trouble.internal);
});
