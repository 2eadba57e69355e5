// Owns how it looks and sounds what others than the assistant say: a person, or the box about the wish for one.
import { contactList } from "./contacts";
import { el } from "./dom";
import type { Kit } from "./kit";
import { linked } from "./linked";
import type { Said } from "./turn";

/** `form` is what the visitor may fill in. */
export function saidNode(kit: Kit, { name, text, reach }: Said, form: Node[]): HTMLElement {
  const words = el("p", { class: "text" }, ...linked(text, kit.hosts));
  if (name) return el("div", { class: "answer human" }, el("p", { class: "hint" }, name), words);
  return el("div", { class: "person" }, words, ...(reach ? [contactList(kit.contacts)] : []), ...form);
}

export function saidWords({ name, text }: Said): string {
  return name ? `${name}: ${text}` : text;
}
