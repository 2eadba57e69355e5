// Where a question stands, in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeWords } from "../src/line";
import german from "../texts/de.json";
import english from "../texts/en.json";

test("one person and many are said differently, in every language", () => {
  assert.equal(placeWords(english, 2, 20), "2 people before you, about 20 seconds…");
  assert.equal(placeWords(english, 1, 20), "1 person before you, about 20 seconds…");
  assert.equal(placeWords(german, 2, 20), "2 Personen vor Ihnen, etwa 20 Sekunden…");
  assert.equal(placeWords(german, 1, 20), "1 Person vor Ihnen, etwa 20 Sekunden…");
});

test("who is next hears so", () => {
  assert.equal(placeWords(english, 0, 3), "You are next, about 5 seconds…");
});

test("seconds come in fives and never as none; long waits are minutes", () => {
  assert.match(placeWords(english, 3, 0), /about 5 seconds/);
  assert.match(placeWords(english, 3, 20.1), /about 25 seconds/);
  assert.match(placeWords(english, 3, 89), /about 90 seconds/);
  assert.match(placeWords(english, 3, 150), /about 3 minutes/);
});
