// Owns the shop's phone and e-mail as links: the way that is always open.
import type { Contacts } from "./config";
import { el } from "./dom";

export function telephone(number: string): string {
  return `tel:${number.replace(/[^+\d]/g, "")}`;
}

/** A list of the ways to reach a person; empty when the shop gave none. */
export function contactList({ phone, email }: Contacts): HTMLUListElement {
  const list = el("ul", { class: "row" });
  if (phone) list.append(way(telephone(phone), phone));
  if (email) list.append(way(`mailto:${email}`, email));
  return list;
}

function way(href: string, text: string): HTMLLIElement {
  return el("li", {}, el("a", { href, class: "secondary" }, text));
}
