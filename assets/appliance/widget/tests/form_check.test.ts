// What the visitor hears before contact details are sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mistakes } from "../src/lead_check";

const GOOD = { name: "Ana", email: "ana@example.com", phone: "", consent: true };

test("a name, one way to reach, and consent are enough", () => {
  assert.deepEqual(mistakes(GOOD), {});
  assert.deepEqual(mistakes({ ...GOOD, email: "", phone: "+1 (503) 555-0142" }), {});
});

test("each slip is said at its own field", () => {
  assert.deepEqual(mistakes({ name: " ", email: "", phone: "", consent: false }), {
    name: "need_name", email: "need_reach", consent: "need_consent",
  });
  assert.deepEqual(mistakes({ ...GOOD, email: "ana@example" }), { email: "bad_email" });
  assert.deepEqual(mistakes({ ...GOOD, phone: "call me" }), { phone: "bad_phone" });
});
