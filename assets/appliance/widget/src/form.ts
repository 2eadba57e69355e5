// Owns the forms in which a visitor leaves contact details. What was typed stays until the box has it.
import { Refusal } from "./box";
import { contactList } from "./contacts";
import type { FormKind } from "./contract";
import { button, el } from "./dom";
import { type Details, either, type FieldName, FIELDS, type Mistakes, mistakes, needed } from "./form_check";
import { type Field, newField, showTrouble } from "./form_field";
import type { Kit, Voice } from "./kit";
import { pageLink } from "./linked";
import type { Texts } from "./texts";

const LOOKS: Partial<Record<FieldName, Record<string, string>>> = {
  name: { autocomplete: "name", maxlength: "120" },
  email: { type: "email", autocomplete: "email", maxlength: "200" },
  phone: { type: "tel", autocomplete: "tel", maxlength: "40" },
  date: { type: "date" },
  time: { type: "time" },
  people: { type: "number", min: "1", max: "200" },
  note: { maxlength: "500" },
  consent: { type: "checkbox" },
};

export function thanks(kit: Kit, kind: FormKind): HTMLElement {
  return el("p", { class: "thanks", tabindex: "-1" }, kit.texts.forms[kind].thanks);
}

/** The form of one kind for one question, or for the conversation when that never reached the box; `sent` hears when the box has it. A booking is read once more before. */
export function detailsForm(kit: Kit, kind: FormKind, questionId: string, voice: Voice, sent: () => void): HTMLFormElement {
  const { texts: { form: words, forms, language }, conversation: { details } } = kit;
  const fields = FIELDS[kind].map((name) => [name, field(kit, kind, name)] as const);
  const asked = el("div", { class: "asked" }, el("p", { class: "hint" }, forms[kind].intro), ...fields.map(([, { row }]) => row));
  const reading = el("p", { class: "text", tabindex: "-1" });
  const change = button("secondary", () => (review(false), fields[0]?.[1].input.focus()), words.change);
  const send = el("button", { type: "submit", class: "primary" });
  const trouble = el("div", { class: "trouble", role: "alert", hidden: "" });
  const form = el("form", { class: "details", novalidate: "" },
    el("h3", {}, forms[kind].title), asked, reading, trouble, el("div", { class: "row" }, send, change));

  function review(on: boolean): void {
    asked.hidden = on;
    reading.hidden = change.hidden = !on;
    reading.textContent = summary(kind, details, words, language);
    send.textContent = on ? words.confirm : words.send;
  }

  /** Say at each field what is wrong with it and go to the first; true when nothing is. */
  function show(wrong: Mistakes): boolean {
    for (const [name, made] of fields) showTrouble(made, words[wrong[name] as "need_name"] ?? "");
    const first = fields.find(([name]) => wrong[name]);
    if (first) review(false);
    first?.[1].input.focus();
    return !first;
  }

  async function submit(): Promise<void> {
    trouble.hidden = true;
    const consent = fields[fields.length - 1]?.[1].input.checked ? "yes" : "";
    if (!show(mistakes(kind, { ...details, consent }, today())) || send.ariaDisabled) return;
    if (kind === "booking" && reading.hidden) {
      review(true);
      return reading.focus();
    }
    send.ariaDisabled = "true";
    send.textContent = words.sending;
    try {
      await kit.box.leave(kind, questionId, kit.conversation.id, { ...body(kind, details), consent_text: words.consent });
      const thanked = thanks(kit, kind);
      form.replaceWith(thanked);
      thanked.focus();
      sent();
      voice.announce(forms[kind].thanks);
      voice.keep();
    } catch (cause) {
      const refused = cause instanceof Refusal && cause.status === 422;
      trouble.replaceChildren(el("p", {}, refused ? words.refused : words.failed), contactList(kit.contacts));
      trouble.hidden = false;
      send.ariaDisabled = null;
      review(!reading.hidden);
      if (refused && cause.field) show({ [cause.field]: `bad_${cause.field}` });
    }
  }

  review(false);
  form.addEventListener("input", ({ target }) => {
    const { name, value, type } = target as HTMLInputElement;
    if (type !== "checkbox") details[name as FieldName] = value;
    voice.keep();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  return form;
}

/** A line for each field that says something, as the visitor reads it. */
function summary(kind: FormKind, details: Details, words: Texts["form"], language: string): string {
  const line = (name: FieldName): string => {
    const said = details[name]?.trim();
    const day = name === "date" && said ? new Date(`${said}T00:00`).toLocaleDateString(language, { dateStyle: "full" }) : said;
    return day ? `${words[name as "name"]}: ${day}\n` : "";
  };
  return FIELDS[kind].map(line).join("");
}

/** What was typed into an earlier form stands there already; consent is asked for each time. */
function field({ texts, conversation: { details }, privacy }: Kit, kind: FormKind, name: FieldName): Field {
  const look = { ...LOOKS[name], ...(needed(kind, name) ? { required: "" } : {}), ...(name === "date" ? { min: today() } : {}) };
  const made = newField(name, texts.form[name], look, name === "phone" && either(kind) ? texts.form.either : "");
  if (name !== "consent") made.input.value = details[name] ?? "";
  else if (privacy) made.row.append(pageLink(new URL(privacy, location.href).href, texts.form.privacy));
  return made;
}

/** As the contract has it: null where nothing was said. */
function body(kind: FormKind, details: Details): object {
  const told = FIELDS[kind].filter((name) => name !== "consent").map((name) => {
    const said = details[name]?.trim() || null;
    return [name, name === "people" ? Number(said) : said];
  });
  return { ...(Object.fromEntries(told) as object), ...(kind === "booking" ? { confirmed: true } : {}) };
}

/** The visitor's own day, as YYYY-MM-DD. */
function today(): string {
  return new Date().toLocaleDateString("sv");
}
