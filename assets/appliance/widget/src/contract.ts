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
}

export interface Question {
  question: string;
  conversation_id?: string;
  page: string;
}

export interface Lead {
  question_id: string;
  name: string;
  email: string | null;
  phone: string | null;
  consent: true;
}

/** problem+json (RFC 9457), as far as the widget reads it. */
export interface Problem {
  code: string;
  detail: string;
  retry_after_s: number | null;
}

export type ChatEvent =
  | { event: "accepted"; question_id: string; conversation_id: string }
  | { event: "stage"; stage: string }
  | { event: "delta"; text: string }
  | { event: "sources"; sources: Source[] }
  | { event: "cards"; cards: ProductCard[] }
  | { event: "form"; kind: string; question_id: string }
  | { event: "error"; code: string; detail: string; partial: boolean }
  | { event: "done"; outcome: string };
