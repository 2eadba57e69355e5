// Owns what the box will accept as contact details, so that the visitor hears of a slip before sending.

export interface Details {
  name: string;
  email: string;
  phone: string;
  consent: boolean;
}

export type Mistake = "need_name" | "need_reach" | "bad_email" | "bad_phone" | "need_consent";
export type Mistakes = Partial<Record<keyof Details, Mistake>>;

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const PHONE = /^[+0-9 ()/.-]{5,40}$/;

export function mistakes({ name, email, phone, consent }: Details): Mistakes {
  const wrong: Mistakes = {};
  const [mail, number] = [email.trim(), phone.trim()];
  if (!name.trim()) wrong.name = "need_name";
  if (!mail && !number) wrong.email = "need_reach";
  if (mail && !EMAIL.test(mail)) wrong.email = "bad_email";
  if (number && !PHONE.test(number)) wrong.phone = "bad_phone";
  if (!consent) wrong.consent = "need_consent";
  return wrong;
}
