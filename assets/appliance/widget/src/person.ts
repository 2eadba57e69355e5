// Owns the way to a person: phone, e-mail, or details left with the last question.
import { contactList } from "./contacts";
import { button, el } from "./dom";
import { detailsForm } from "./form";
import type { Kit } from "./kit";
import type { Thread } from "./thread";
import type { Turn } from "./turn";

export function personButton(
  kit: Kit,
  thread: Thread,
  latest: () => Turn | undefined,
  keep: () => void,
  announce: (words: string) => void,
): HTMLElement {
  const note = el("div", { class: "answer person", tabindex: "-1" });
  const show = () => {
    const turn = latest();
    const list = contactList(kit.contacts);
    const words = turn || list.childElementCount ? kit.texts.person_words : kit.texts.person_first;
    note.replaceChildren(el("p", { class: "text" }, words), list);
    if (turn && turn.form === "none") note.append(offer(turn));
    thread.add(note);
    note.focus();
  };
  const offer = (turn: Turn) => {
    const made = button("secondary", () => {
      const form = detailsForm(kit, turn.questionId, (words) => {
        turn.form = "sent";
        keep();
        announce(words);
      });
      made.replaceWith(form);
      thread.follow();
      form.querySelector("input")?.focus();
    }, kit.texts.leave_details);
    return made;
  };
  return el("div", { class: "foot" }, button("plain", show, kit.texts.person));
}
