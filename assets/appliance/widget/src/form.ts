// Owns the form in which a visitor leaves contact details. What was typed stays until the box has it.
import { Refusal } from "./box";
import { contactList } from "./contacts";
import type { Lead } from "./contract";
import { el, pageLink } from "./dom";
import { type Field, checkField, showTrouble, textField } from "./form_field";
import type { Kit } from "./kit";
import { type Details, type Mistakes, mistakes } from "./lead_check";
import type { Texts } from "./texts";

export function thanks(texts: Texts): HTMLElement {
  return el("p", { class: "thanks", tabindex: "-1" }, texts.form.thanks);
}

/** The form for one question; `sent` hears the words of success. */
export function detailsForm(kit: Kit, questionId: string, sent: (words: string) => void): HTMLFormElement {
  const { texts } = kit;
  const fields = makeFields(kit);
  const trouble = el("div", { class: "trouble", role: "alert", hidden: "" });
  const send = el("button", { type: "submit", class: "primary" }, texts.form.send);
  const form = el("form", { class: "details", novalidate: "" },
    el("h3", {}, texts.form.title), el("p", { class: "hint" }, texts.form.intro),
    fields.name.row, fields.email.row, fields.phone.row, fields.consent.row, trouble, send);

  async function submit(): Promise<void> {
    trouble.hidden = true;
    const details = read(fields);
    if (!show(fields, mistakes(details), texts) || send.getAttribute("aria-disabled")) return;
    send.setAttribute("aria-disabled", "true");
    send.textContent = texts.form.sending;
    try {
      await kit.box.leaveDetails(lead(questionId, details));
      const thanked = thanks(texts);
      form.replaceWith(thanked);
      thanked.focus();
      sent(texts.form.thanks);
    } catch (cause) {
      const refused = cause instanceof Refusal && cause.status === 422;
      trouble.replaceChildren(el("p", {}, refused ? texts.form.refused : texts.form.failed), contactList(kit.contacts));
      trouble.hidden = false;
    }
    send.removeAttribute("aria-disabled");
    send.textContent = texts.form.send;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  return form;
}

type Fields = Record<keyof Details, Field>;

function makeFields({ texts, privacy }: Kit): Fields {
  const words = texts.form;
  const fields = {
    name: textField("name", words.name, { autocomplete: "name", maxlength: "120", required: "" }),
    email: textField("email", words.email, { type: "email", autocomplete: "email", maxlength: "200" }),
    phone: textField("phone", words.phone, { type: "tel", autocomplete: "tel", maxlength: "40" }, words.either),
    consent: checkField("consent", words.consent),
  };
  if (privacy) fields.consent.row.append(pageLink(new URL(privacy, location.href).href, words.privacy));
  return fields;
}

function read({ name, email, phone, consent }: Fields): Details {
  return { name: name.input.value, email: email.input.value, phone: phone.input.value, consent: consent.input.checked };
}

function lead(questionId: string, { name, email, phone }: Details): Lead {
  return { question_id: questionId, name: name.trim(), email: email.trim() || null, phone: phone.trim() || null, consent: true };
}

/** Say at each field what is wrong with it and go to the first; true when nothing is. */
function show(fields: Fields, wrong: Mistakes, texts: Texts): boolean {
  const names = Object.keys(fields) as (keyof Details)[];
  for (const name of names) {
    const mistake = wrong[name];
    showTrouble(fields[name], mistake ? texts.form[mistake] : "");
  }
  const first = names.find((name) => wrong[name]);
  if (first) fields[first].input.focus();
  return !first;
}
