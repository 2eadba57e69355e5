// Owns the shop's phone and e-mail as links: the way that is always open.
import type { Contacts } from "./config";
import { el, link } from "./dom";

export function telephone(number: string): string {
  return `tel:${number.replace(/[^+\d]/g, "")}`;
}

/** A list of the ways to reach a person; empty when the shop gave none. */
export function contactList({ phone, email }: Contacts): HTMLUListElement {
  const list = el("ul", { class: "contacts" });
  if (phone) list.append(el("li", {}, link(telephone(phone), phone)));
  if (email) list.append(el("li", {}, link(`mailto:${email}`, email)));
  return list;
}
