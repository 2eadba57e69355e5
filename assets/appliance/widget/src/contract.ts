// Owns the shapes that cross the border to the box; appliance/contract/chat.py is the other half.

export const QUESTION_MAX_CHARS = 2000;

export interface Source {
  title: string;
  place: string;
  document_id: string | null;
  url: string | null;
}

/** Prices are words in the visitor's language. `in_stock` is null when nobody knows. */
export interface ProductCard {
  name: string;
  detail: string;
  price: string | null;
  regular_price: string | null;
  url: string | null;
  image: string | null;
  in_stock: boolean | null;
}

export interface WidgetSettings {
  shop: string;
  greeting: string;
  phone: string | null;
  email: string | null;
  languages: string[];
  /** What every visitor should know just now, in the owner's words. */
  notice?: string | null;
}

export interface Question {
  question: string;
  conversation_id?: string;
  page: string;
}

/** What a visitor is asked for. Only `email_answer` is sent to the question itself, the others are leads. */
export type FormKind = "lead" | "call_back" | "booking" | "email_answer";

/** Where a talk with a person stands; the assistant is silent while it is `talking`. */
export type HandOffState = "waiting" | "talking" | "missed" | "ended";

/** Where it stands, what the box says to that, who talks, and what the visitor may fill in. */
export interface HandOffNews {
  state: HandOffState;
  detail: string;
  name?: string | null;
  form: FormKind | null;
}

/** problem+json (RFC 9457), as far as the widget reads it. */
export interface Problem {
  code: string;
  detail: string;
  retry_after_s: number | null;
  /** What of the input is wrong, when it is one thing. */
  field: string | null;
}

export type ChatEvent =
  | { event: "accepted"; question_id: string; conversation_id: string }
  | { event: "stage"; stage: string }
  | { event: "position"; ahead: number; eta_s: number }
  | { event: "delta"; text: string }
  | { event: "replace"; text: string }
  | { event: "sources"; sources: Source[] }
  | { event: "cards"; cards: ProductCard[] }
  | { event: "form"; kind: FormKind; question_id: string }
  | { event: "handoff"; state: HandOffState }
  | { event: "error"; code: string; detail: string; partial: boolean }
  | { event: "done"; outcome: string };

/** What comes over a conversation's own stream while a person is asked for or talks. */
export type ConversationEvent =
  | ({ event: "handoff" } & HandOffNews)
  | { event: "message"; from: "person" | "visitor" | "box"; name: string | null; text: string };
