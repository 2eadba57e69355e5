// A stream of events must read the same however the network cuts it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventParser, type ServerEvent } from "../src/stream";

const STREAM =
  ": still here\n\n" +
  'id: 1\nevent: accepted\ndata: {"question_id":"q1"}\n\n' +
  'id: 2\r\nevent: delta\r\ndata: {"text":"Größe für 5 € – 自転車 🚲"}\r\n\r\n' +
  "id: 3\revent: delta\rdata:one\rdata: two\r\r" +
  "event: nothing\n\n" +
  "retry: 5\ndata: bare\n\n" +
  'id: 4\nevent: done\ndata: {"outcome":"answered"}\n\n';

function read(pieces: Iterable<string>): ServerEvent[] {
  const parser = new EventParser();
  return [...pieces].flatMap((piece) => parser.push(piece));
}

function* decoded(bytes: Uint8Array, size: number): Generator<string> {
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += size) yield decoder.decode(bytes.slice(at, at + size), { stream: true });
}

test("events are read with id, name and data, whatever ends their lines", () => {
  assert.deepEqual(read([STREAM]), [
    { id: 1, name: "accepted", data: '{"question_id":"q1"}' },
    { id: 2, name: "delta", data: '{"text":"Größe für 5 € – 自転車 🚲"}' },
    { id: 3, name: "delta", data: "one\ntwo" },
    { id: 0, name: "message", data: "bare" },
    { id: 4, name: "done", data: '{"outcome":"answered"}' },
  ]);
});

test("cutting the bytes anywhere, also inside a letter or between CR and LF, changes nothing", () => {
  const whole = read([STREAM]);
  const bytes = new TextEncoder().encode(STREAM);
  for (let size = 1; size <= bytes.length; size += 1) assert.deepEqual(read(decoded(bytes, size)), whole, `pieces of ${size} bytes`);
});

test("an event whose empty line never came is not an event", () => {
  assert.deepEqual(read(["id: 9\nevent: done\ndata: {}\n"]), []);
});
