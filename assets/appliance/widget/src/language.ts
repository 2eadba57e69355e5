// Owns which language the widget speaks.

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The page's language first, then the visitor's, in their order; English when none of them is there. */
export function pickLanguage(page: string, visitor: readonly string[]): Language {
  for (const wanted of [page, ...visitor]) {
    const found = LANGUAGES.find((language) => language === primary(wanted));
    if (found) return found;
  }
  return "en";
}

/** "de-AT" and "de_AT" are both German. */
export function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? "";
}
