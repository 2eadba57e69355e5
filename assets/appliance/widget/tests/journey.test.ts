// A stream's way over a bad line: nothing lost, nothing twice, and an end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../src/box";
import type { ChatEvent } from "../src/contract";
import { BrokenOff, follow, type Line } from "../src/journey";

const EVENTS = ["accepted", "delta", "delta", "done"].map(
  (name, at) => `id: ${at + 1}\nevent: ${name}\ndata: ${JSON.stringify({ question_id: "q1", text: `${at} ` })}\n\n`,
);

/** A line whose streams are given one after the other, the first one first; `after` is where each was taken up. */
function lineOf(...streams: (() => Response)[]): { line: Line<ChatEvent>; after: number[]; text(): string } {
  const [heard, after] = [{ lastEventId: 0 }, [] as number[]];
  let text = "";
  const open = async () => {
    after.push(heard.lastEventId);
    return (streams.shift() ?? refused(503))();
  };
  const hear = (event: ChatEvent) => {
    if (event.event === "delta") text += event.text;
    return event.event === "done";
  };
  return { line: { heard, open, hear, mayEnd: () => false, tries: 3 }, after, text: () => text };
}

const sent = (...events: string[]) => () => new Response(events.join(""));
const refused = (status: number) => () => {
  throw new Refusal(status, "");
};

/** Follow a line with pauses that take no time. */
async function followed(line: Line<ChatEvent>): Promise<void> {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((run: () => void, ms = 0) => real(run, ms / 10_000)) as typeof setTimeout;
  try {
    await follow(line, new AbortController().signal);
  } finally {
    globalThis.setTimeout = real;
  }
}

test("a cut stream is taken up after the last event, and what comes twice is heard once", async () => {
  const { line, after, text } = lineOf(sent(...EVENTS.slice(0, 2)), sent(...EVENTS.slice(1)));
  await followed(line);
  assert.equal(text(), "1 2 ");
  assert.deepEqual(after, [0, 2]);
});

test("half an event at the cut is not lost", async () => {
  const { line, text } = lineOf(sent(EVENTS[0] ?? "", (EVENTS[1] ?? "").slice(0, 20)), sent(...EVENTS.slice(1)));
  await followed(line);
  assert.equal(text(), "1 2 ");
});

test("after three tries that bring nothing it is over", async () => {
  const { line, after } = lineOf(sent(...EVENTS.slice(0, 2)));
  await assert.rejects(followed(line), BrokenOff);
  assert.deepEqual(after, [0, 2, 2, 2]);
});

test("each step forward earns new tries", async () => {
  const none = sent();
  const { line, text } = lineOf(sent(EVENTS[0] ?? ""), none, none, sent(EVENTS[1] ?? ""), none, none, sent(...EVENTS.slice(2)));
  await followed(line);
  assert.equal(text(), "1 2 ");
});

test("what the box has forgotten is not asked after again", async () => {
  const { line, after } = lineOf(sent(...EVENTS.slice(0, 2)), refused(404), sent(...EVENTS));
  await assert.rejects(followed(line), Refusal);
  assert.equal(after.length, 2);
});

test("a line that says it cannot be taken up is left at once", async () => {
  const { line, after } = lineOf(sent(), () => {
    throw new BrokenOff();
  });
  await assert.rejects(followed(line), BrokenOff);
  assert.equal(after.length, 2);
});

test("who leaves is not called back", async () => {
  const leaving = new AbortController();
  const { line, after } = lineOf(sent(...EVENTS.slice(0, 2)));
  const open = line.open;
  line.open = () => (leaving.abort(), open());
  await follow(line, leaving.signal);
  assert.equal(after.length, 1);
});

test("a line that may end anywhere ends where the box closes it", async () => {
  const { line, after } = lineOf(sent(...EVENTS.slice(0, 2)));
  await followed({ ...line, mayEnd: () => true });
  assert.equal(after.length, 1);
});
