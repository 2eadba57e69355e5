// What the visitor hears before contact details are sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mistakes } from "../src/form_check";

const TODAY = "2026-11-21";
const GOOD = { name: "Ana", email: "ana@example.com", consent: "yes" };
const BOOKING = { ...GOOD, date: TODAY, time: "18:30", people: "4" };

test("a name, one way to reach, and consent are enough", () => {
  assert.deepEqual(mistakes("lead", GOOD, TODAY), {});
  assert.deepEqual(mistakes("lead", { ...GOOD, email: "", phone: "+1 (503) 555-0142" }, TODAY), {});
});

test("each slip is said at its own field", () => {
  assert.deepEqual(mistakes("lead", { name: " " }, TODAY), { name: "need_name", email: "need_reach", consent: "need_consent" });
  assert.deepEqual(mistakes("lead", { ...GOOD, email: "ana@example" }, TODAY), { email: "bad_email" });
  for (const phone of ["+33\u202f1\u00a023 45 67", "٠٣٠ ١٢٣٤٥٦", "555 010 0199 ext. 5"]) {
    assert.deepEqual(mistakes("lead", { ...GOOD, phone }, TODAY), {}, phone);
  }
  for (const phone of ["call me", "12345", "1234567890123456"]) {
    assert.deepEqual(mistakes("lead", { ...GOOD, phone }, TODAY), { phone: "bad_phone" }, phone);
  }
});

test("who wants to be called leaves a number, who wants an e-mail an address", () => {
  assert.deepEqual(mistakes("call_back", GOOD, TODAY), { phone: "need_phone" });
  assert.deepEqual(mistakes("call_back", { ...GOOD, email: "", phone: "0441 123456" }, TODAY), {});
  assert.deepEqual(mistakes("email_answer", {}, TODAY), { email: "need_email", consent: "need_consent" });
});

test("a booking has a day that is not over, a time and how many come; a note may be left out", () => {
  assert.deepEqual(mistakes("booking", BOOKING, TODAY), {});
  assert.deepEqual(mistakes("booking", GOOD, TODAY), { date: "need_date", time: "need_time", people: "need_people" });
  assert.deepEqual(mistakes("booking", { ...BOOKING, date: "2026-11-20" }, TODAY), { date: "bad_date" });
  for (const people of ["0", "2.5", "201"]) assert.deepEqual(mistakes("booking", { ...BOOKING, people }, TODAY), { people: "bad_people" });
});
