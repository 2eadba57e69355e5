// Owns which fields a form has, and what the box will accept in them, so that the visitor hears of a slip before sending.
import type { FormKind } from "./contract";

export type FieldName = "name" | "email" | "phone" | "date" | "time" | "people" | "note" | "consent";

/** What was typed; the consent is "yes" or "". */
export type Details = Partial<Record<FieldName, string>>;

/** `need_` or `bad_` and the field's name. */
export type Mistakes = Partial<Record<FieldName, string>>;

export const FIELDS: Record<FormKind, readonly FieldName[]> = {
  lead: ["name", "email", "phone", "consent"],
  call_back: ["phone", "name", "consent"],
  booking: ["date", "time", "people", "name", "email", "phone", "note", "consent"],
  email_answer: ["email", "consent"],
};

const RIGHT: Partial<Record<FieldName, RegExp>> = {
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  phone: /^(\P{N}*\p{N}){6,15}\P{N}*$/u,
  people: /^([1-9]\d?|1\d\d|200)$/,
};

/** `today` is the visitor's own, as YYYY-MM-DD: nobody books a day that is over. */
export function mistakes(kind: FormKind, details: Details, today: string): Mistakes {
  const wrong: Mistakes = {};
  for (const name of FIELDS[kind]) {
    const said = details[name]?.trim() ?? "";
    if (!said) {
      if (needed(kind, name)) wrong[name] = `need_${name}`;
    } else if (RIGHT[name]?.test(said) === false || (name === "date" && said < today)) {
      wrong[name] = `bad_${name}`;
    }
  }
  if (either(kind) && !details.email?.trim() && !details.phone?.trim()) wrong.email = "need_reach";
  return wrong;
}

/** One of e-mail and phone is enough where both are asked for. */
export function either(kind: FormKind): boolean {
  return FIELDS[kind].includes("email") && FIELDS[kind].includes("phone");
}

export function needed(kind: FormKind, name: FieldName): boolean {
  return name !== "note" && !(either(kind) && (name === "email" || name === "phone"));
}
