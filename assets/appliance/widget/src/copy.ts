// Owns putting an answer on the clipboard.
import { button, el, icon } from "./dom";
import { COPY } from "./signs";
import type { Texts } from "./texts";

const SHOW_MS = 2000;

export function copyButton(texts: Texts, text: () => string): HTMLButtonElement {
  const words = el("span", {}, texts.copy);
  const made = button("plain copy", () => void act(), icon(COPY), words);
  async function act(): Promise<void> {
    if (!(await copy(text(), made))) return;
    words.textContent = texts.copied;
    setTimeout(() => (words.textContent = texts.copy), SHOW_MS);
  }
  return made;
}

/** A page without TLS has no clipboard of its own; there the old way still works. */
async function copy(text: string, beside: HTMLElement): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  const field = el("textarea", { class: "unseen" });
  field.value = text;
  beside.after(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  beside.focus();
  return done;
}
