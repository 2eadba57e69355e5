// Owns one labelled field with its place for what is wrong.
import { el } from "./dom";

export interface Field {
  row: HTMLElement;
  input: HTMLInputElement;
  trouble: HTMLElement;
}

let made = 0;

export function textField(name: string, label: string, attributes: Record<string, string>, hint = ""): Field {
  const field = newField(name, { type: "text", ...attributes });
  field.row.append(el("label", { for: field.input.id }, label), field.input);
  if (hint) {
    const id = `${field.input.id}-hint`;
    field.row.append(el("p", { id, class: "hint" }, hint));
    field.input.setAttribute("aria-describedby", `${id} ${field.trouble.id}`);
  }
  field.row.append(field.trouble);
  return field;
}

export function checkField(name: string, label: string): Field {
  const field = newField(name, { type: "checkbox", required: "" });
  field.row.append(el("label", { class: "check" }, field.input, el("span", {}, label)), field.trouble);
  return field;
}

export function showTrouble({ input, trouble }: Field, words: string): void {
  trouble.textContent = words;
  trouble.hidden = !words;
  input.setAttribute("aria-invalid", String(Boolean(words)));
}

function newField(name: string, attributes: Record<string, string>): Field {
  const id = `${name}-${(made += 1)}`;
  const trouble = el("p", { id: `${id}-trouble`, class: "wrong", hidden: "" });
  const input = el("input", { id, name, "aria-describedby": trouble.id, ...attributes });
  return { row: el("div", { class: "field" }), input, trouble };
}
