// Owns the log of the conversation and where it is scrolled to.
import { el } from "./dom";
import type { Texts } from "./texts";

const NEAR_PX = 60;
const ABOVE_PX = 16;
/** A question and its answer; what others say stands behind. */
const ANSWERED = 2;

export class Thread {
  /** Silent while words stream in; the status line speaks instead. */
  readonly root: HTMLElement;

  constructor(texts: Texts) {
    this.root = el("div", { class: "log", role: "log", "aria-live": "off", "aria-label": texts.log, tabindex: "0" });
  }

  add<Part extends { root: HTMLElement }>(part: Part): Part {
    this.root.append(part.root);
    this.follow();
    return part;
  }

  /** Make a change, and follow it unless the reader has scrolled somewhere else. */
  during(change: () => void): void {
    const following = Math.abs(this.root.scrollTop - this.newest()) < NEAR_PX;
    change();
    if (following) this.follow();
  }

  follow(): void {
    this.root.scrollTop = this.newest();
  }

  /** The end, but never past the start of the latest turn, or of what was said below it: all is read from its beginning. */
  private newest(): number {
    const { lastElementChild: turn, scrollHeight, clientHeight } = this.root;
    const latest = (turn && turn.children.length > ANSWERED ? turn.lastElementChild : turn) as HTMLElement | null;
    return Math.max(0, Math.min(scrollHeight - clientHeight, (latest?.offsetTop ?? 0) - ABOVE_PX));
  }
}
