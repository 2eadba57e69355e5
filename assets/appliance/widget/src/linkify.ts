// Owns finding what can be followed in an answer's plain text: addresses of the shop, e-mail, telephone.
import { telephone } from "./contacts";

export interface Piece {
  text: string;
  href?: string;
}

const WEB = /https?:\/\/[^\s<>"']+/;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
// International with +, national with a leading 0 or an area code in brackets, or North American 3-3-4.
const PHONE = /(?<![\w.,$€£-])(?:\+\d[\d ().-]{6,18}\d|\(\d{2,5}\)[\d .-]{5,14}\d|0\d{1,4}[ /-][\d /-]{4,14}\d|\d{3}[ .-]\d{3}[ .-]\d{4})(?![\w-]|[.,]\d)/;
const FOLLOWED = new RegExp(`${WEB.source}|${EMAIL.source}|${PHONE.source}`, "g");

/** Cut `text` into pieces that join to the same text. Web addresses lead only to `hosts`; others stay text. */
export function linkify(text: string, hosts: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(FOLLOWED)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/, "");
    const href = address(found, hosts);
    if (!href) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function address(found: string, hosts: readonly string[]): string | undefined {
  if (/^https?:/.test(found)) return hosts.includes(hostOf(found)) ? found : undefined;
  if (found.includes("@")) return `mailto:${found}`;
  const digits = found.replace(/\D/g, "").length;
  return digits >= 7 && digits <= 15 ? telephone(found) : undefined;
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}
