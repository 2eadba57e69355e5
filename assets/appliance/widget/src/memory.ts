// Owns what outlives the page: the conversation, in session storage, from the first letter on.
import type { HandOffState } from "./contract";
import type { Details } from "./form_check";
import { rememberOpen } from "./open_flag";
import type { Turn } from "./turn";

/** The number changes with the shape of what is kept, so that an older one is not misread. */
const KEY = "shopbell-conversation-3";

export interface Conversation {
  id: string;
  turns: Turn[];
  draft: string;
  /** What was typed into forms. */
  details: Details;
  /** Where the talk with a person stands; "" when nobody was asked for, or it is over. */
  handOff: HandOffState | "";
  /** Who talks; "" for the assistant. */
  person: string;
  /** How far the conversation's own stream has been heard. */
  lastEventId: number;
}

/** The conversation of this browser tab, or a new one. */
export function recall(): Conversation {
  try {
    const kept = sessionStorage.getItem(KEY);
    if (kept) return JSON.parse(kept) as Conversation;
  } catch {
    // Storage is forbidden or holds something else: the conversation begins afresh.
  }
  return { id: "", turns: [], draft: "", details: {}, handOff: "", person: "", lastEventId: 0 };
}

export function keep(conversation: Conversation): void {
  try {
    const first = sessionStorage.getItem(KEY) === null;
    sessionStorage.setItem(KEY, JSON.stringify(conversation));
    if (first) rememberOpen(true, true);
  } catch {
    // Forbidden or full: the conversation goes on and is forgotten with the page.
  }
}
