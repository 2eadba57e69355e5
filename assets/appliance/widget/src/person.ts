// Owns the way to a person: phone, e-mail, or details left with the last question.
import { contactList } from "./contacts";
import { button, el } from "./dom";
import { detailsForm } from "./form";
import type { Kit, Voice } from "./kit";
import type { Thread } from "./thread";
import type { Turn } from "./turn";

export function personButton(kit: Kit, thread: Thread, voice: Voice, latest: () => Turn | undefined): HTMLElement {
  const { texts, contacts } = kit;
  const root = el("div", { class: "answer person", tabindex: "-1" });
  const show = () => {
    const turn = latest();
    const list = contactList(contacts);
    const words = turn || list.childElementCount ? texts.person_words : texts.person_first;
    root.replaceChildren(el("p", { class: "text" }, words), list);
    if (turn?.form === "none") root.append(offer(kit, thread, voice, turn));
    thread.add({ root });
    root.focus();
  };
  return el("div", { class: "foot" }, button("plain", show, texts.person));
}

/** A button that becomes the form for this turn's question. */
function offer(kit: Kit, thread: Thread, voice: Voice, turn: Turn): HTMLElement {
  const made = button("secondary", () => {
    const form = detailsForm(kit, turn.questionId, (words) => {
      turn.form = "sent";
      voice.keep();
      voice.announce(words);
    });
    made.replaceWith(form);
    thread.follow();
    form.querySelector("input")?.focus();
  }, kit.texts.leave_details);
  return made;
}
