// Owns the line where a question is typed, its counter, and the button that sends or stops.
import { QUESTION_MAX_CHARS } from "./contract";
import { el, icon } from "./dom";
import { SEND, STOP } from "./signs";
import { fill, type Texts } from "./texts";

/** The counter shows when so many characters are left. */
const COUNT_LAST = 200;

export interface ComposerActions {
  send(question: string): void;
  stop(): void;
  typed(draft: string): void;
}

export class Composer {
  readonly root: HTMLFormElement;
  private readonly input: HTMLTextAreaElement;
  private readonly counter = el("p", { id: "counter", class: "hint counter", hidden: "" });
  private readonly act = el("button", { type: "submit", class: "act" });
  private running = false;

  constructor(private readonly texts: Texts, private readonly actions: ComposerActions) {
    const about = { rows: "1", placeholder: texts.placeholder, "aria-label": texts.input, "aria-describedby": "counter" };
    this.input = el("textarea", about);
    this.root = el("form", { class: "composer" }, el("div", { class: "line" }, this.input, this.act), this.counter);
    this.setRunning(false);
    this.listen();
  }

  focus(): void {
    this.input.focus();
  }

  setDraft(draft: string): void {
    this.input.value = draft;
    this.fit();
  }

  setRunning(running: boolean): void {
    this.running = running;
    this.act.replaceChildren(icon(running ? STOP : SEND));
    this.act.setAttribute("aria-label", running ? this.texts.stop : this.texts.send);
  }

  private listen(): void {
    this.input.addEventListener("input", () => {
      this.fit();
      this.actions.typed(this.input.value);
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (!this.running) this.send();
    });
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.running) this.actions.stop();
      else this.send();
    });
  }

  /** A question that is empty or too long stays where it is. */
  private send(): void {
    const question = this.input.value.trim();
    this.focus();
    if (!question || length(question) > QUESTION_MAX_CHARS) return;
    this.setDraft("");
    this.actions.typed("");
    this.actions.send(question);
  }

  private fit(): void {
    const { input, counter, texts } = this;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
    const left = QUESTION_MAX_CHARS - length(input.value);
    const near = left <= COUNT_LAST;
    counter.hidden = !near;
    counter.classList.toggle("wrong", left < 0);
    counter.textContent = near ? fill(left < 0 ? texts.over : texts.left, { n: Math.abs(left) }) : "";
    input.setAttribute("aria-invalid", String(left < 0));
  }
}

/** Counted as the box counts: whole characters. */
function length(text: string): number {
  return [...text].length;
}
