// Owns the talk with a person: asking for one, hearing them over the conversation's own stream, the assistant's return.
import type { Box } from "./box";
import type { ConversationEvent, HandOffNews } from "./contract";
import { follow } from "./journey";
import type { Conversation } from "./memory";
import type { Texts } from "./texts";
import type { Said } from "./turn";

/** With pauses of up to 15 s: a telephone in a lift comes back. */
const TRIES = 10;

export interface Stage {
  /** Ask in the visitor's name. */
  ask(question: string): Promise<void>;
  say(said: Said): void;
  /** Somebody else talks now. */
  changed(): void;
}

export class Person {
  private listening = false;

  constructor(
    private readonly box: Box,
    private readonly texts: Texts,
    private readonly conversation: Conversation,
    private readonly stage: Stage,
  ) {}

  /** Somebody of the team is asked for, or there: the visitor may go back to the assistant. */
  get near(): boolean {
    return /waiting|talking/.test(this.conversation.handOff);
  }

  /** The visitor wants a person, or none any more. A conversation that has not begun begins with that wish. */
  async press(): Promise<void> {
    const { box, conversation, stage, texts } = this;
    const before = conversation.id && conversation.handOff;
    if (!conversation.id) await stage.ask(texts.person.ask);
    if (!conversation.id) return; // The question says itself that it was not heard.
    try {
      if (before && this.near) return void (await box.withdraw(conversation.id));
      const news = await box.callPerson(conversation.id);
      if (news.state === before) this.tell(news);
      void this.listen();
    } catch {
      this.lose();
    }
  }

  /** Hear whoever of the team says something, until that is over or nobody came. */
  async listen(): Promise<void> {
    if (this.listening) return;
    this.listening = true;
    const { box, conversation } = this;
    // Only leaving the page ends it from this side.
    const { signal } = new AbortController();
    try {
      await follow({
        heard: conversation,
        open: () => box.events("conversations", conversation.id, conversation.lastEventId, signal),
        hear: (event: ConversationEvent) => this.hear(event),
        mayEnd: () => !conversation.handOff,
        tries: TRIES,
      }, signal);
    } catch {
      if (this.near) this.lose();
    }
    this.listening = false;
  }

  private hear(event: ConversationEvent): void {
    const { conversation, stage } = this;
    if (event.event === "message") {
      if (event.from !== "visitor") stage.say({ name: event.name ?? "", text: event.text });
    } else {
      const { state, name } = event;
      conversation.handOff = state === "ended" ? "" : state;
      conversation.person = (state === "talking" && name) || "";
      stage.changed();
      this.tell(event);
    }
  }

  private tell({ state, detail, form }: HandOffNews): void {
    if (detail) this.stage.say({ name: "", text: detail, reach: /waiting|missed/.test(state), form });
  }

  private lose(): void {
    Object.assign(this.conversation, { handOff: "", person: "" });
    this.stage.changed();
    this.stage.say({ name: "", text: this.texts.person.lost, reach: true, form: "call_back" });
  }
}
