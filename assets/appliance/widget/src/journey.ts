// Owns one question's way over the wire: read its stream to `done`, take it up again where it broke, at most so often.
import { type Box, Refusal } from "./box";
import type { ChatEvent } from "./contract";
import { EventParser } from "./stream";
import type { Turn } from "./turn";
import { pause, within } from "./waiting";

/** The box sends a sign of life every 15 s; after twice that the line is dead. */
const SILENCE_MS = 30_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 400;

/** The stream ended without `done` and could not be taken up again. */
export class BrokenOff extends Error {}

export type Hear = (event: ChatEvent) => void;

/**
 * Follow `turn` until it is done. `open` makes the first response, to take up a question already asked leave it out.
 * Raises Refusal, BrokenOff, or the browser's own error when the box cannot be reached at all.
 */
export async function follow(
  box: Box,
  turn: Turn,
  hear: Hear,
  signal: AbortSignal,
  open?: () => Promise<Response>,
): Promise<void> {
  const resume = () => box.resume(turn.questionId, turn.lastEventId, signal);
  let next = open ?? resume;
  for (let failures = 0; failures <= TRIES; ) {
    const before = turn.lastEventId;
    try {
      if (await listen(await next(), turn, hear)) return;
    } catch (cause) {
      if (signal.aborted || !worthAnother(cause, turn)) throw cause;
    }
    // A stream that got further may break as often as it likes: it ends, because answers do.
    failures = turn.lastEventId > before ? 1 : failures + 1;
    if (failures <= TRIES) await pause(FIRST_PAUSE_MS * 2 ** (failures - 1), signal);
    if (signal.aborted) return;
    if (!turn.questionId) throw new BrokenOff();
    next = resume;
  }
  throw new BrokenOff();
}

function worthAnother(cause: unknown, turn: Turn): boolean {
  if (!turn.questionId) return false;
  return !(cause instanceof Refusal) || cause.status >= 500;
}

/** True when the stream came to its `done`, false when it ended before. */
async function listen(response: Response, turn: Turn, hear: Hear): Promise<boolean> {
  if (!response.body) return false;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { value, done } = await within(SILENCE_MS, reader.read());
      if (done) return false;
      for (const { id, name, data } of parser.push(decoder.decode(value, { stream: true }))) {
        if (id && id <= turn.lastEventId) continue;
        const event = JSON.parse(data) as ChatEvent;
        turn.lastEventId = id || turn.lastEventId;
        hear({ ...event, event: name } as ChatEvent);
        if (name === "done") return true;
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
