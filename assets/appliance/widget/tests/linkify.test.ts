// What a visitor may follow in an answer, and what stays text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { linkify } from "../src/linkify";

const HOSTS = ["shop.example", "box.example:8600"];

function links(text: string): string[] {
  return linkify(text, HOSTS).flatMap(({ href }) => (href ? [href] : []));
}

test("the pieces always join to the same text", () => {
  for (const text of ["", "plain", "a hello@shop.example b", "x\ny +1 503 555 0142.", "http://", "https://shop.example/a?b=1&c=2)."]) {
    assert.equal(linkify(text, HOSTS).map((piece) => piece.text).join(""), text);
  }
});

test("addresses of the shop and the box are links, without the full stop behind them", () => {
  assert.deepEqual(links("See https://shop.example/prices."), ["https://shop.example/prices"]);
  assert.deepEqual(links("(http://box.example:8600/a)"), ["http://box.example:8600/a"]);
});

test("any other address stays text", () => {
  for (const text of [
    "https://evil.example/", "https://shop.example.evil.example/", "https://shop.example@evil.example/", "javascript:alert(1)",
    "https://evil.example/?mail=a@shop.example", "//shop.example",
  ]) {
    assert.deepEqual(links(text), [], text);
  }
});

test("e-mail addresses and telephone numbers can be tapped", () => {
  assert.deepEqual(links("Write to hello@maplestreetbikes.example."), ["mailto:hello@maplestreetbikes.example"]);
  for (const [text, href] of [
    ["Call +1 503 555 0142.", "tel:+15035550142"],
    ["(503) 555-0142", "tel:5035550142"],
    ["503-555-0142", "tel:5035550142"],
    ["Rufen Sie 0441 123456 an", "tel:0441123456"],
    ["+49 (0)441 12 34 56", "tel:+490441123456"],
  ] as const) {
    assert.deepEqual(links(text), [href], text);
  }
});

test("hours, dates, prices and other numbers are no telephone numbers", () => {
  for (const text of ["10:00-18:00", "2026-11-26", "26.11.2026", "$1,400.00", "1 400 000", "OR 97214", "4111 1111 1111 1111", "0.5 to 100", "order 12345678901"]) {
    assert.deepEqual(links(text), [], text);
  }
});
