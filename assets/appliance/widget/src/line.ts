// Owns saying where a question stands in the line for the assistant.
import { fill, type Texts } from "./texts";

/** From here on seconds say less than minutes. */
const MINUTES_FROM_S = 90;

/** "2 people before you, about 20 seconds." Seconds in steps of 5: more than that nobody knows. */
export function placeWords(texts: Texts, ahead: number, etaS: number): string {
  const forms: Record<string, string> = texts.ahead;
  const people = ahead ? forms[new Intl.PluralRules(texts.language).select(ahead)] ?? texts.ahead.other : texts.next;
  const [n, unit] = etaS < MINUTES_FROM_S ? [Math.max(1, Math.ceil(etaS / 5)) * 5, "second"] : [Math.round(etaS / 60), "minute"];
  const time = new Intl.NumberFormat(texts.language, { style: "unit", unit, unitDisplay: "long" }).format(n);
  return fill(people, { n: ahead, time });
}
