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
  private line: AbortController | undefined;

  constructor(
    private readonly box: Box,
    private readonly texts: Texts,
    private readonly conversation: Conversation,
    private readonly stage: Stage,
  ) {}

  /** The visitor wants a person. A conversation that has not begun begins with that wish. */
  async call(): Promise<void> {
    const { box, conversation, stage, texts } = this;
    const begins = !conversation.id;
    if (begins) await stage.ask(texts.person.ask);
    // The wish could not be sent, or was understood.
    if (!conversation.id || (begins && this.line)) return;
    try {
      const before = conversation.handOff;
      const news = await box.callPerson(conversation.id);
      if (news.state === before) this.tell(news);
      void this.listen();
    } catch {
      this.lose();
    }
  }

  /** Hear what is said until the talk is over. */
  async listen(): Promise<void> {
    if (this.line) return;
    const { box, conversation } = this;
    const { signal } = (this.line = new AbortController());
    const open = () => box.hearPerson(conversation.id, conversation.lastEventId, signal);
    try {
      await follow({ heard: conversation, open, hear: (event: ConversationEvent) => this.hear(event), tries: TRIES }, signal);
    } catch {
      this.lose();
    }
    this.line = undefined;
  }

  private hear(event: ConversationEvent): boolean {
    const { conversation, stage, texts } = this;
    if (event.event === "message") {
      if (event.from !== "visitor") stage.say({ name: event.name || texts.person.team, text: event.text });
      return false;
    }
    const { state, name } = event;
    conversation.handOff = state === "ended" ? "" : state;
    conversation.person = state === "talking" ? name || texts.person.team : "";
    stage.changed();
    this.tell(event);
    return !conversation.handOff;
  }

  private tell({ state, detail, form }: HandOffNews): void {
    if (detail) this.stage.say({ name: "", text: detail, reach: state === "waiting" || state === "missed", form });
  }

  private lose(): void {
    Object.assign(this.conversation, { handOff: "", person: "" });
    this.stage.changed();
    this.stage.say({ name: "", text: this.texts.person.lost, reach: true, form: "call_back" });
  }
}
