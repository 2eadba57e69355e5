// Owns how one turn looks: the question, the words while waiting, the answer and what stands under it.
import { contactList } from "./contacts";
import { copyButton } from "./copy";
import { button, el, link, pageLink } from "./dom";
import { detailsForm, thanks } from "./form";
import type { Kit, Voice } from "./kit";
import { linkify } from "./linkify";
import { productList } from "./products";
import { ratingButtons } from "./rating";
import { sourceList } from "./sources";
import { troubleWords } from "./texts";
import type { Turn } from "./turn";

export interface TurnActions extends Voice {
  again(): void;
}

export class TurnView {
  readonly root: HTMLElement;
  private readonly text = el("p", { class: "text" });
  private readonly grown = document.createTextNode("");
  private readonly waiting = el("p", { class: "waiting" });
  private readonly under = el("div", { class: "under" });

  constructor(private readonly kit: Kit, private readonly turn: Turn, private readonly actions: TurnActions) {
    const { you, assistant } = kit.texts;
    this.text.append(this.grown);
    const answer = el("div", { class: "answer" }, said(assistant), this.text, this.waiting, this.under);
    const question = el("div", { class: "question" }, said(you), el("p", { class: "text" }, turn.question));
    this.root = el("div", { class: "turn" }, question, answer);
    this.grow();
  }

  /** Say what is happening, until the next words come. */
  wait(words: string): void {
    this.waiting.textContent = words;
    this.waiting.hidden = false;
    this.under.replaceChildren();
  }

  /** Nothing came for a while: say so, and how else to get an answer. */
  slow(): void {
    const { texts, contacts } = this.kit;
    this.wait(texts.slow);
    const list = contactList(contacts);
    if (list.childElementCount) this.under.replaceChildren(el("p", { class: "hint" }, texts.slow_reach), list);
  }

  /** Show the words that have come since. */
  grow(): void {
    this.grown.appendData(this.turn.text.slice(this.grown.length));
    this.text.hidden = !this.turn.text;
    if (!this.turn.text) return;
    this.waiting.hidden = true;
    this.under.replaceChildren();
  }

  /** No more words will come: links, sources, and the next step where one is needed. */
  settle(): void {
    const { turn, kit } = this;
    this.waiting.hidden = true;
    this.text.hidden = !turn.text;
    this.text.replaceChildren(...linkify(turn.text, kit.hosts).map(({ text, href }) => (href ? follow(href, text) : text)));
    this.under.replaceChildren();
    if (turn.cards.length) this.under.append(productList(kit.texts, turn.cards));
    if (turn.text) this.under.append(this.tools());
    const trouble = this.trouble();
    if (trouble) this.under.append(trouble);
    if (turn.form === "open") this.under.append(this.form());
    if (turn.form === "sent") this.under.append(thanks(kit.texts));
  }

  private tools(): HTMLElement {
    const { texts } = this.kit;
    const line = el("div", { class: "tools" });
    if (this.turn.sources.length) line.append(sourceList(texts.sources, this.turn.sources));
    if (this.rateable()) line.append(ratingButtons(this.kit, this.turn, this.actions));
    line.append(copyButton(texts, () => this.turn.text));
    return line;
  }

  /** What was not known need not be asked about. */
  private rateable(): boolean {
    return this.turn.state === "answered" && this.turn.form === "none";
  }

  private trouble(): HTMLElement | undefined {
    const { turn, kit } = this;
    if (turn.state === "stopped") return el("p", { class: "hint" }, kit.texts.stopped);
    const words = turn.trouble ? troubleWords(kit.texts, turn.trouble) : this.silence();
    if (!words) return undefined;
    const box = el("div", { class: "trouble" }, el("p", {}, words));
    const list = contactList(kit.contacts);
    if (list.childElementCount) box.append(el("p", {}, kit.texts.reach), list);
    if (turn.trouble) box.append(this.againButton(box));
    return box;
  }

  private silence(): string {
    return this.turn.text || this.turn.form !== "none" ? "" : this.kit.texts.nothing;
  }

  private againButton(box: HTMLElement): HTMLButtonElement {
    return button("secondary", () => {
      box.remove();
      this.actions.again();
    }, this.kit.texts.again);
  }

  private form(): HTMLElement {
    return detailsForm(this.kit, this.turn.questionId, (words) => {
      this.turn.form = "sent";
      this.actions.keep();
      this.actions.announce(words);
    });
  }
}

function said(who: string): HTMLElement {
  return el("span", { class: "unseen" }, `${who}: `);
}

function follow(href: string, text: string): HTMLAnchorElement {
  return href.startsWith("http") ? pageLink(href, text) : link(href, text);
}
