// Owns the products under an answer: a card each, with its name, price and whether it is there.
import type { ProductCard } from "./contract";
import { el } from "./dom";
import { pageLink } from "./linked";
import { fill, type Texts } from "./texts";

const PICTURE_PX = "64";

export function productList(texts: Texts, cards: readonly ProductCard[]): HTMLElement {
  const list = el("ul", { class: "products", "aria-label": texts.products });
  for (const card of cards) list.append(el("li", {}, ...picture(card), el("div", {}, name(card), ...facts(texts, card))));
  return list;
}

/** Only from this site or over https. It has its size before it has come, so that nothing jumps. */
function picture({ image, name }: ProductCard): HTMLElement[] {
  const address = image ? web(image) : undefined;
  if (!address || (address.protocol !== "https:" && address.host !== location.host)) return [];
  const size = { width: PICTURE_PX, height: PICTURE_PX };
  const made = el("img", { alt: name, ...size, loading: "lazy", referrerpolicy: "no-referrer", src: address.href });
  made.addEventListener("error", () => made.classList.add("gone"));
  return [made];
}

function name({ name, url }: ProductCard): HTMLElement {
  const address = url ? web(url) : undefined;
  return el("p", { class: "product" }, address ? pageLink(address.href, name) : name);
}

function facts(texts: Texts, { detail, price, regular_price, in_stock }: ProductCard): HTMLElement[] {
  const before = regular_price ? fill(texts.instead, { price: regular_price }) : "";
  const stock = in_stock === null ? "" : in_stock ? texts.in_stock : texts.out_of_stock;
  const told = [detail, [price, before].filter(Boolean).join(" "), stock].filter(Boolean).join(" · ");
  return told ? [el("p", { class: "hint" }, told)] : [];
}

function web(text: string): URL | undefined {
  try {
    const address = new URL(text, location.href);
    return /^https?:$/.test(address.protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
