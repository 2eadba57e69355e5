// Owns links: elsewhere, and in plain text.
import { el } from "./dom";
import { linkify } from "./linkify";

/** A link to somewhere else opens beside the page, so that the conversation stays. */
export function pageLink(href: string, text: string): HTMLAnchorElement {
  const made = el("a", { href }, text);
  if (href.startsWith("http") && new URL(href).host !== location.host) {
    made.target = "_blank";
    made.rel = "noopener noreferrer";
  }
  return made;
}

/** Plain text, with what can be followed in it as links. */
export function linked(text: string, hosts: readonly string[]): (Node | string)[] {
  return linkify(text, hosts).map(({ text, href }) => (href ? pageLink(href, text) : text));
}
