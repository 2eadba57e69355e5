// Owns the words of one language: loading them and filling in their gaps.
import type english from "../texts/en.json";
import type { Config } from "./config";
import { pickLanguage } from "./language";
import { within } from "./waiting";

export type Texts = typeof english;

const LOAD_MS = 10_000;
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

export async function loadTexts({ files, version, pageLanguage }: Config): Promise<Texts> {
  const language = pickLanguage(pageLanguage, navigator.languages);
  const response = await within(LOAD_MS, fetch(`${files}texts/${language}.json?v=${version}`, { credentials: "omit" }));
  if (!response.ok) throw new Error(`texts: ${response.status}`);
  return response.json() as Promise<Texts>;
}

/** "Wait {n} seconds" with { n: "3" } is "Wait 3 seconds". */
export function fill(text: string, gaps: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(gaps[name] ?? whole));
}

/** Words for an error code of the contract; a code nobody has words for is an inner one. */
export function troubleWords(texts: Texts, code: string): string {
  const words: Record<string, string> = texts.trouble;
  return words[code] ?? texts.trouble.internal;
}

export function direction(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}
