// Owns how one turn looks: the question, the words while waiting, the answer and what stands under it.
import { contactList } from "./contacts";
import { copyButton } from "./copy";
import { button, el } from "./dom";
import { detailsForm, thanks } from "./form";
import type { Kit, Voice } from "./kit";
import { linked } from "./linked";
import { productList } from "./products";
import { ratingButtons } from "./rating";
import { saidNode } from "./said";
import { sourceList } from "./sources";
import { troubleWords } from "./texts";
import type { Asking, Said, Turn } from "./turn";

const FADE_MS = 250;

export interface TurnActions extends Voice {
  again(): void;
  stop(): void;
  /** What had the focus is gone: it goes to the input. */
  focus(): void;
}

export class TurnView {
  readonly root: HTMLElement;
  private readonly text = el("p", { class: "text" });
  private readonly grown = document.createTextNode("");
  private readonly waiting = el("p", { class: "waiting" });
  private readonly offers = el("div", { class: "under" });
  private readonly under = el("div", { class: "under" });
  private placed = false;

  constructor(private readonly kit: Kit, private readonly turn: Turn, private readonly actions: TurnActions) {
    const { you, assistant } = kit.texts;
    const answer = el("div", { class: "answer" }, speaker(assistant), this.text, this.under, this.waiting, this.offers);
    const question = el("div", { class: "question" }, speaker(you), el("p", { class: "text" }, turn.question));
    this.root = el("div", { class: "turn" }, question, answer);
    if (turn.mailed) this.offers.append(thanks(kit, "email_answer"));
    turn.said.forEach((said) => this.add(said));
    this.begin("");
  }

  /** Words are coming, or are coming again. */
  begin(words: string): void {
    this.text.replaceChildren(this.grown);
    this.under.replaceChildren();
    this.grow();
    this.wait(words);
  }

  /** Say what is happening, until the next words come. */
  wait(words: string, placed = false): void {
    this.placed = placed;
    this.waiting.textContent = words;
    this.waiting.hidden = !words;
  }

  /** Nothing came for a while; a place in the line says more than that. */
  slow(): void {
    if (!this.placed) this.wait(this.kit.texts.slow);
  }

  /** Other ways to an answer, once; true when they were not there before. */
  offer(): boolean {
    if (this.offers.childElementCount) return false;
    const { kit, turn, actions } = this;
    const mail = button("secondary", () => {
      const form = detailsForm(kit, "email_answer", turn.questionId, actions, () => (turn.mailed = true));
      mail.remove();
      this.offers.append(form);
      form.querySelector("input")?.focus();
    }, kit.texts.email_me);
    const row = el("div", { class: "row" }, ...(turn.questionId ? [mail] : []), button("secondary", actions.stop, kit.texts.cancel));
    this.offers.append(el("p", { class: "hint" }, kit.texts.slow_reach), contactList(kit.contacts), row);
    return true;
  }

  /** Show the words that have come since. */
  grow(): void {
    this.grown.appendData(this.turn.text.slice(this.grown.length));
    this.text.hidden = !this.turn.text;
    if (this.turn.text) this.arrived();
  }

  /** A better answer in place of the words so far. The turn keeps its height, so that nothing below or above moves. */
  swap(): void {
    this.root.style.minHeight = `${this.root.offsetHeight}px`;
    this.grown.data = "";
    this.under.replaceChildren();
    this.grow();
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.text.animate({ opacity: [0, 1] }, FADE_MS);
  }

  /** The sources of words that may yet be replaced; in most answers the end follows at once. */
  cite(): void {
    if (!this.turn.text) return;
    this.under.replaceChildren(this.tools());
    this.wait(this.kit.texts.better);
  }

  /** No more words will come: links, sources, and the next step where one is needed. */
  settle(): void {
    const { turn, kit } = this;
    this.text.hidden = !turn.text;
    this.text.replaceChildren(...linked(turn.text, kit.hosts));
    this.under.replaceChildren();
    this.arrived();
    if (turn.cards.length) this.under.append(productList(kit.texts, turn.cards));
    if (turn.text) this.under.append(this.tools());
    const trouble = this.trouble();
    if (trouble) this.under.append(trouble);
    this.under.append(...this.form(turn));
  }

  /** Something that another than the assistant said, below the answer. */
  add(said: Said): void {
    this.root.append(saidNode(this.kit, said, this.form(said)));
  }

  /** Nobody waits any longer. A form in which something may have been typed stays. */
  private arrived(): void {
    this.waiting.hidden = true;
    const held = this.offers.matches(":focus-within");
    for (const part of [...this.offers.children]) if (!part.matches("form, .thanks")) part.remove();
    if (held && !this.offers.matches(":focus-within")) this.actions.focus();
  }

  private tools(): HTMLElement {
    const { kit, turn } = this;
    const line = el("div", { class: "tools" });
    if (turn.sources.length) line.append(sourceList(kit.texts.sources, turn.sources));
    // What was not known need not be asked about.
    if (turn.state === "answered" && !turn.form) line.append(ratingButtons(kit, turn, this.actions));
    if (turn.state !== "running") line.append(copyButton(kit.texts, () => turn.text));
    return line;
  }

  private trouble(): HTMLElement | undefined {
    const { turn, kit } = this;
    if (turn.state === "stopped") return el("p", { class: "hint" }, kit.texts.stopped);
    const words = turn.trouble ? troubleWords(kit.texts, turn.trouble) : this.silence();
    if (!words) return undefined;
    const box = el("div", { class: "trouble" }, el("p", {}, words));
    const list = contactList(kit.contacts);
    if (list.childElementCount) box.append(el("p", { class: "hint" }, kit.texts.reach), list);
    if (turn.trouble) box.append(button("secondary", () => this.actions.again(), kit.texts.again));
    return box;
  }

  private silence(): string {
    const { text, form, state } = this.turn;
    return text || form || state === "handed" ? "" : this.kit.texts.nothing;
  }

  private form(asking: Asking): HTMLElement[] {
    const { kit, turn, actions } = this;
    const kind = asking.form;
    if (!kind) return [];
    return [asking.sent ? thanks(kit, kind) : detailsForm(kit, kind, turn.questionId, actions, () => (asking.sent = true))];
  }
}

function speaker(who: string): HTMLElement {
  return el("span", { class: "unseen" }, `${who}: `);
}
