// Owns one labelled field with its place for what is wrong.
import { el } from "./dom";

export interface Field {
  row: HTMLElement;
  input: HTMLInputElement;
  trouble: HTMLElement;
}

let made = 0;

export function newField(name: string, label: string, attributes: Record<string, string>, hint = ""): Field {
  const id = `${name}-${(made += 1)}`;
  const trouble = el("p", { id: `${id}-trouble`, class: "wrong", hidden: "" });
  const about = el("p", { id: `${id}-hint`, class: "hint" }, hint);
  const input = el("input", { id, name, "aria-describedby": `${about.id} ${trouble.id}`, ...attributes });
  const tick = attributes.type === "checkbox";
  const parts = tick ? [el("label", { class: "check" }, input, el("span", {}, label))] : [el("label", { for: id }, label), input];
  return { row: el("div", { class: "field" }, ...parts, ...(hint ? [about] : []), trouble), input, trouble };
}

export function showTrouble({ input, trouble }: Field, words: string): void {
  trouble.textContent = words;
  trouble.hidden = !words;
  input.setAttribute("aria-invalid", String(Boolean(words)));
}
