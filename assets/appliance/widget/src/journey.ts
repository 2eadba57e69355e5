// Owns a stream's way over the wire: read it to its end, take it up again where it broke, at most so often.
import { Refusal } from "./box";
import { EventParser } from "./stream";
import { pause } from "./pause";
import { within } from "./waiting";

/** The box sends a sign of life every 10 s; after three times that the line is dead. */
const SILENCE_MS = 30_000;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 15_000;

/** The stream ended before its end and could not be taken up again. */
export class BrokenOff extends Error {}

/** How far a stream has been heard. */
export interface Heard {
  lastEventId: number;
}

/** What is listened to: `open` makes the next response, `hear` is true at the last event, where there is one. */
export interface Line<Event> {
  heard: Heard;
  open(): Promise<Response>;
  hear(event: Event): boolean | void;
  /** May it end just now without a last event? */
  mayEnd(): boolean;
  /** So many times in a row it may break without having brought anything. */
  tries: number;
}

/** Raises Refusal, BrokenOff, or the browser's own error when the box cannot be reached at all. */
export async function follow<Event>(line: Line<Event>, signal: AbortSignal): Promise<void> {
  for (let failures = 0; failures <= line.tries; ) {
    const { lastEventId } = line.heard;
    try {
      if (await listen(await line.open(), line)) return;
    } catch (cause) {
      if (signal.aborted || cause instanceof BrokenOff || (cause instanceof Refusal && cause.status < 500)) throw cause;
    }
    // A stream that got further may break as often as it likes: it ends, because answers and talks do.
    failures = line.heard.lastEventId > lastEventId ? 1 : failures + 1;
    if (failures <= line.tries) await pause(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS), signal);
    if (signal.aborted) return;
  }
  throw new BrokenOff();
}

/** True when the stream came to its end, false when it broke before. */
async function listen<Event>(response: Response, { heard, hear, mayEnd }: Line<Event>): Promise<boolean> {
  if (!response.body) return false;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { value, done } = await within(SILENCE_MS, reader.read());
      if (done) return mayEnd();
      for (const { id, name, data } of parser.push(decoder.decode(value, { stream: true }))) {
        if (id && id <= heard.lastEventId) continue;
        heard.lastEventId = id || heard.lastEventId;
        if (hear({ ...JSON.parse(data), event: name } as Event)) return true;
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
