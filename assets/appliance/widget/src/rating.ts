// Owns asking whether an answer helped: two buttons, of which one may be pressed.
import { button, el, icon } from "./dom";
import { THUMB } from "./signs";
import type { Kit, Voice } from "./kit";
import type { Turn } from "./turn";

/** The visitor may change their mind; a press that the box did not hear is taken back. */
export function ratingButtons({ box, texts }: Kit, turn: Turn, { announce, keep }: Voice): HTMLElement {
  const words = texts.rating;
  const made = [true, false].map((helpful) => {
    const one = button("plain rate", () => void press(helpful), icon(THUMB));
    one.setAttribute("aria-label", helpful ? words.good : words.bad);
    return one;
  });
  const show = () => made.forEach((one, at) => one.setAttribute("aria-pressed", String(turn.helpful === (at === 0))));
  show();

  async function press(helpful: boolean): Promise<void> {
    const before = turn.helpful;
    if (before === helpful) return;
    turn.helpful = helpful;
    show();
    try {
      await box.rate(turn.questionId, helpful);
      announce(words.thanks);
    } catch {
      turn.helpful = before;
      show();
      announce(words.failed);
    }
    keep();
  }

  return el("div", { class: "rating", role: "group", "aria-label": words.question }, ...made);
}
