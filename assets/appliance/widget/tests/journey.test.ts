// A question's way over a bad line: nothing lost, nothing twice, and an end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Box, Refusal } from "../src/box";
import { BrokenOff, follow } from "../src/journey";
import { newTurn, type Turn } from "../src/turn";

const EVENTS = ["accepted", "delta", "delta", "done"].map(
  (name, at) => `id: ${at + 1}\nevent: ${name}\ndata: ${JSON.stringify({ question_id: "q1", text: `${at} ` })}\n\n`,
);

/** A box whose resumed streams are given one after the other. */
function boxThat(...resumed: (() => Response)[]): { box: Box; after: number[] } {
  const after: number[] = [];
  const resume = async (_: string, last: number) => {
    after.push(last);
    return (resumed.shift() ?? refused(503))();
  };
  return { box: { resume } as unknown as Box, after };
}

const sent = (...events: string[]) => () => new Response(events.join(""));
const refused = (status: number) => () => {
  throw new Refusal(status, "", 0);
};

/** Follow a question with pauses that take no time; the words that arrived. */
async function heard(box: Box, first: () => Response, turn: Turn = newTurn("?")): Promise<string> {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((run: () => void, ms = 0) => real(run, ms / 10_000)) as typeof setTimeout;
  let text = "";
  try {
    await follow(box, turn, (event) => {
      if (event.event === "accepted") turn.questionId = event.question_id;
      if (event.event === "delta") text += event.text;
    }, new AbortController().signal, async () => first());
  } finally {
    globalThis.setTimeout = real;
  }
  return text;
}

test("a cut stream is taken up after the last event, and what comes twice is heard once", async () => {
  const { box, after } = boxThat(sent(...EVENTS.slice(1)));
  assert.equal(await heard(box, sent(...EVENTS.slice(0, 2))), "1 2 ");
  assert.deepEqual(after, [2]);
});

test("half an event at the cut is not lost", async () => {
  const { box } = boxThat(sent(...EVENTS.slice(1)));
  assert.equal(await heard(box, sent(EVENTS[0] ?? "", (EVENTS[1] ?? "").slice(0, 20))), "1 2 ");
});

test("after three tries that bring nothing it is over", async () => {
  const { box, after } = boxThat();
  await assert.rejects(heard(box, sent(...EVENTS.slice(0, 2))), BrokenOff);
  assert.deepEqual(after, [2, 2, 2]);
});

test("each step forward earns new tries", async () => {
  const none = sent();
  const { box } = boxThat(none, none, sent(EVENTS[1] ?? ""), none, none, sent(...EVENTS.slice(2)));
  assert.equal(await heard(box, sent(EVENTS[0] ?? "")), "1 2 ");
});

test("a question the box has forgotten is not asked after again", async () => {
  const { box, after } = boxThat(refused(404), sent(...EVENTS));
  await assert.rejects(heard(box, sent(...EVENTS.slice(0, 2))), Refusal);
  assert.equal(after.length, 1);
});

test("a question that was refused or never accepted is not resumed", async () => {
  const { box, after } = boxThat(sent(...EVENTS));
  await assert.rejects(heard(box, refused(429)), Refusal);
  await assert.rejects(heard(box, sent()), BrokenOff);
  assert.deepEqual(after, []);
});
