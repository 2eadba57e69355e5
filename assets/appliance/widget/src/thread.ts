// Owns the log of the conversation and where it is scrolled to.
import { el } from "./dom";
import type { Texts } from "./texts";

const NEAR_END_PX = 80;

export class Thread {
  /** Silent while words stream in; the status line speaks instead. */
  readonly root: HTMLElement;

  constructor(texts: Texts) {
    this.root = el("div", { class: "log", role: "log", "aria-live": "off", "aria-label": texts.log, tabindex: "0" });
  }

  add(node: Node): void {
    this.root.append(node);
    this.toEnd();
  }

  /** Make a change, and stay at the end when the reader was there. */
  during(change: () => void): void {
    const { scrollHeight, scrollTop, clientHeight } = this.root;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    change();
    if (atEnd) this.toEnd();
  }

  toEnd(): void {
    this.root.scrollTop = this.root.scrollHeight;
  }
}
