// Owns the conversation: one question at a time, from asking to its last word or its next step.
import { type Box, Refusal } from "./box";
import type { ChatEvent } from "./contract";
import { BrokenOff, follow } from "./journey";
import { type Conversation, keep } from "./memory";
import type { TurnView } from "./turn_view";
import { SlowWatch } from "./slow_watch";
import { fill, type Texts } from "./texts";
import { newTurn, type Turn } from "./turn";
import { pause } from "./waiting";

/** More turns than this are not kept; session storage has its limits too. */
const KEPT_TURNS = 50;
const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

export interface Scene {
  /** Show a turn; `again` is what its button does. `change` wraps everything that makes it grow. */
  show(turn: Turn, again: () => void): TurnView;
  change(what: () => void): void;
  running(yes: boolean): void;
  finished(turn: Turn): void;
}

export class Talk {
  private readonly views = new Map<Turn, TurnView>();
  private abort: AbortController | undefined;
  private current: Turn | undefined;

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

  ask(question: string): void {
    const turn = newTurn(question);
    this.conversation.turns = [...this.conversation.turns, turn].slice(-KEPT_TURNS);
    this.show(turn);
    void this.run(turn, () => this.post(turn));
  }

  stop(): void {
    if (!this.current) return;
    this.current.state = "stopped";
    this.abort?.abort();
    if (this.current.questionId) void this.box.cancel(this.current.questionId).catch(() => undefined);
  }

  /** Take up a broken answer where it stopped; otherwise ask anew, so that no word already said is lost. */
  again(turn: Turn): void {
    if (this.current) return;
    if (turn.state === "broken" && turn.questionId) void this.run(turn);
    else if (turn.text) this.ask(turn.question);
    else void this.run(Object.assign(turn, newTurn(turn.question)), () => this.post(turn));
  }

  /** The latest question the box knows of. */
  latest(): Turn | undefined {
    return [...this.conversation.turns].reverse().find((turn) => turn.questionId);
  }

  private show(turn: Turn): TurnView {
    const view = this.scene.show(turn, () => this.again(turn));
    this.views.set(turn, view);
    return view;
  }

  private async run(turn: Turn, open?: () => Promise<Response>): Promise<void> {
    const view = this.views.get(turn) as TurnView;
    const watch = new SlowWatch(() => this.scene.change(() => view.slow()));
    this.begin(turn, view, Boolean(open));
    try {
      await follow(this.box, turn, (event) => this.hear(event, turn, view, watch), this.signal(), open);
    } catch (cause) {
      if (turn.state === "running") fail(turn, ...reason(cause, turn));
    }
    watch.end();
    this.end(turn, view);
  }

  private begin(turn: Turn, view: TurnView, fresh: boolean): void {
    this.abort = new AbortController();
    this.current = turn;
    Object.assign(turn, { state: "running", trouble: "" });
    this.scene.change(() => view.wait(fresh ? this.texts.sending : this.texts.reconnecting));
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
  private async post(turn: Turn): Promise<Response> {
    const signal = this.signal();
    const ask = () => this.box.ask({ question: turn.question, page: location.pathname.slice(0, 500), ...this.known() }, signal);
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof Refusal) || cause.status !== 429 || signal.aborted) throw cause;
      const ms = Math.min(Math.max(cause.retryAfterMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
      this.scene.change(() => this.views.get(turn)?.wait(fill(this.texts.wait, { n: Math.round(ms / 1000) })));
      await pause(ms, signal);
      return ask();
    }
  }

  private known(): { conversation_id?: string } {
    return this.conversation.id ? { conversation_id: this.conversation.id } : {};
  }

  private signal(): AbortSignal {
    return (this.abort as AbortController).signal;
  }

  private hear(event: ChatEvent, turn: Turn, view: TurnView, watch: SlowWatch): void {
    watch.heard();
    if (event.event === "accepted") {
      turn.questionId = event.question_id;
      this.conversation.id = event.conversation_id;
      this.scene.change(() => view.wait(this.texts.accepted));
    } else if (event.event === "stage") {
      const words = event.stage === "writing" ? this.texts.writing : this.texts.looking_up;
      if (!turn.text) this.scene.change(() => view.wait(words));
    } else if (event.event === "delta") {
      turn.text += event.text;
      this.scene.change(() => view.grow());
    } else {
      note(event, turn);
    }
    keep(this.conversation);
  }
}

/** What is shown only when the answer is complete. */
function note(event: ChatEvent, turn: Turn): void {
  if (event.event === "sources") turn.sources = event.sources;
  else if (event.event === "cards") turn.cards = event.cards;
  else if (event.event === "form") turn.form = "open";
  else if (event.event === "error") turn.trouble = event.code;
  else if (event.event === "done") turn.state = turn.trouble ? "failed" : event.outcome === "cancelled" ? "stopped" : "answered";
}

function fail(turn: Turn, state: "failed" | "broken", trouble: string): void {
  Object.assign(turn, { state, trouble });
}

function reason(cause: unknown, turn: Turn): ["failed" | "broken", string] {
  if (cause instanceof Refusal) return ["failed", cause.code || "unreachable"];
  if (cause instanceof BrokenOff || turn.questionId) return ["broken", "broken"];
  return ["failed", "unreachable"];
}
