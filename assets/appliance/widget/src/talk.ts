// Owns the conversation: one question at a time, from asking to its last word or its next step.
import { type Box, Refusal } from "./box";
import type { ChatEvent } from "./contract";
import { BrokenOff, follow } from "./journey";
import { placeWords } from "./line";
import { type Conversation, keep } from "./memory";
import type { TurnView } from "./turn_view";
import { SlowWatch } from "./slow_watch";
import { fill, type Texts } from "./texts";
import { newTurn, type Said, type Turn, type TurnState } from "./turn";
import { pause } from "./pause";

/** More turns than this are not kept; session storage has its limits too. */
const KEPT_TURNS = 50;
const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
const TRIES = 3;
/** Whoever must wait longer than this is offered another way at once. */
const LONG_ETA_S = 15;
/** A screen reader hears the place in the line at most this often. */
const ANNOUNCE_MS = 15_000;

const ENDS: Record<string, TurnState> = { cancelled: "stopped", handed_off: "handed" };

export interface Scene {
  /** Show a turn with the button "again". `change` wraps everything that makes it grow. */
  show(turn: Turn): TurnView;
  change(what: () => void): void;
  running(yes: boolean): void;
  finished(turn: Turn): void;
  announce(words: string): void;
  /** The box knows the conversation: whoever of the team says something in it can be heard. */
  begun(): void;
}

export class Talk {
  private readonly views = new Map<Turn, TurnView>();
  private abort: AbortController | undefined;
  private current: Turn | undefined;
  private announced = 0;

  constructor(
    private readonly box: Box,
    private readonly texts: Texts,
    private readonly conversation: Conversation,
    private readonly scene: Scene,
  ) {}

  /** Show what was said before the page was left, and take up an answer that was still running. */
  restore(): void {
    for (const turn of this.conversation.turns) {
      const view = this.show(turn);
      if (turn.state === "running" && !turn.questionId) fail(turn, "broken", "broken");
      if (turn.state === "running") void this.run(turn);
      else view.settle();
    }
  }

  ask(question: string): Promise<void> {
    const turn = newTurn(question);
    this.conversation.turns = [...this.conversation.turns, turn].slice(-KEPT_TURNS);
    this.show(turn);
    return this.run(turn, true);
  }

  /** The question that was stopped before a word of its answer came, to be asked otherwise; "" when there is none. */
  stop(): string {
    const turn = this.current;
    if (!turn) return "";
    turn.state = "stopped";
    this.abort?.abort();
    if (turn.questionId) void this.box.cancel(turn.questionId).catch(() => undefined);
    return turn.text ? "" : turn.question;
  }

  /** Take up a broken answer where it stopped; otherwise ask anew, so that no word already said is lost. */
  again(turn: Turn): void {
    if (this.current) return;
    if (turn.state === "broken" && turn.questionId) void this.run(turn);
    else if (turn.text) void this.ask(turn.question);
    else void this.run(Object.assign(turn, newTurn(turn.question)), true);
  }

  /** Something said by another than the assistant belongs below the latest turn. */
  add(said: Said): void {
    const turn = this.conversation.turns[this.conversation.turns.length - 1];
    if (!turn) return;
    turn.said.push(said);
    this.scene.change(() => this.views.get(turn)?.add(said));
    keep(this.conversation);
  }

  private show(turn: Turn): TurnView {
    const view = this.scene.show(turn);
    this.views.set(turn, view);
    return view;
  }

  private async run(turn: Turn, fresh = false): Promise<void> {
    const view = this.views.get(turn) as TurnView;
    const { signal } = (this.abort = new AbortController());
    const watch = new SlowWatch(() => this.scene.change(() => (view.slow(), this.offer(view))));
    this.begin(turn, view, fresh);
    const open = (): Promise<Response> => {
      if (!fresh && !turn.questionId) throw new BrokenOff();
      const response = fresh ? this.post(turn, view, signal) : this.box.events("chat", turn.questionId, turn.lastEventId, signal);
      fresh = false;
      return response;
    };
    const hear = (event: ChatEvent): boolean => {
      watch.heard();
      this.scene.change(() => this.hear(event, turn, view));
      keep(this.conversation);
      return event.event === "done";
    };
    try {
      await follow({ heard: turn, open, hear, mayEnd: () => false, tries: TRIES }, signal);
    } catch (cause) {
      if (turn.state === "running") fail(turn, ...reason(cause, turn));
    }
    watch.end();
    this.end(turn, view);
  }

  private begin(turn: Turn, view: TurnView, fresh: boolean): void {
    this.current = turn;
    Object.assign(turn, { state: "running", trouble: "" });
    this.scene.change(() => view.begin(fresh ? this.texts.sending : this.texts.reconnecting));
    this.scene.running(true);
    keep(this.conversation);
  }

  private end(turn: Turn, view: TurnView): void {
    this.current = undefined;
    this.scene.change(() => view.settle());
    this.scene.running(false);
    keep(this.conversation);
    this.scene.finished(turn);
  }

  /** Ask once more, once, when the box is busy and says when to come back. */
  private async post({ question }: Turn, view: TurnView, signal: AbortSignal): Promise<Response> {
    const { id } = this.conversation;
    const ask = () => this.box.ask({ question, page: location.pathname.slice(0, 500), ...(id ? { conversation_id: id } : {}) }, signal);
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof Refusal) || cause.status !== 429 || signal.aborted) throw cause;
      const ms = Math.min(Math.max(cause.retryAfterMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
      this.scene.change(() => view.wait(fill(this.texts.wait, { n: Math.round(ms / 1000) })));
      await pause(ms, signal);
      return ask();
    }
  }

  private offer(view: TurnView): void {
    if (view.offer()) this.scene.announce(this.texts.slow_reach);
  }

  private hear(event: ChatEvent, turn: Turn, view: TurnView): void {
    const { stage, accepted } = this.texts;
    switch (event.event) {
      case "accepted":
        turn.questionId = event.question_id;
        this.conversation.id = event.conversation_id;
        this.scene.begun();
        return view.wait(accepted);
      case "position":
        return this.place(event.ahead, event.eta_s, view);
      case "stage":
        return turn.text ? undefined : view.wait((stage as Record<string, string>)[event.stage] ?? accepted);
      case "delta":
        turn.text += event.text;
        return view.grow();
      case "replace":
        Object.assign(turn, { text: event.text, sources: [], cards: [] });
        return view.swap();
      case "sources":
        turn.sources = event.sources;
        return view.cite();
      case "cards":
        turn.cards = event.cards;
        return;
      case "form":
        turn.form = event.kind;
        return;
      case "error":
        turn.trouble = event.code;
        return;
      case "done":
        turn.state = turn.trouble ? "failed" : ENDS[event.outcome] ?? "answered";
    }
  }

  /** Every step is seen, and heard now and then. */
  private place(ahead: number, etaS: number, view: TurnView): void {
    const words = placeWords(this.texts, ahead, etaS);
    view.wait(words, true);
    if (Date.now() - this.announced > ANNOUNCE_MS) {
      this.announced = Date.now();
      this.scene.announce(words);
    }
    if (etaS > LONG_ETA_S) this.offer(view);
  }
}

function fail(turn: Turn, state: "failed" | "broken", trouble: string): void {
  Object.assign(turn, { state, trouble });
}

function reason(cause: unknown, turn: Turn): ["failed" | "broken", string] {
  if (cause instanceof Refusal) return ["failed", cause.code || "unreachable"];
  return turn.questionId ? ["broken", "broken"] : ["failed", "unreachable"];
}
