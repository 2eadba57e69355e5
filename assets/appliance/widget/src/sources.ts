// Owns the small line under an answer that says where it stands.
import type { Source } from "./contract";
import { el } from "./dom";
import { pageLink } from "./linked";

export function sourceList(label: string, sources: readonly Source[]): HTMLElement {
  const list = el("ul", { class: "sources", "aria-label": label });
  for (const source of sources) list.append(el("li", {}, sourceNode(source)));
  return list;
}

function sourceNode({ title, place, url }: Source): HTMLElement {
  const words = place && place !== title ? `${title} · ${place}` : title;
  return url && /^https?:\/\//.test(url) ? pageLink(url, words) : el("span", {}, words);
}
