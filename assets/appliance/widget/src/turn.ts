// Owns one turn of the conversation: a question and everything known about its answer. Plain data, so that it can be kept.
import type { FormKind, ProductCard, Source } from "./contract";

/**
 * running  words are still coming
 * answered the box said it is done
 * handed   a person was asked for, or was told
 * stopped  the visitor had heard enough
 * failed   the box said what went wrong; asking again is a new question
 * broken   the line broke; the box may still know the answer
 */
export type TurnState = "running" | "answered" | "handed" | "stopped" | "failed" | "broken";

/** What may ask the visitor for details. */
export interface Asking {
  form?: FormKind | null;
  /** The form is with the box. */
  sent?: boolean;
}

/** What a person wrote, or without a name what the box says about the wish to talk to one. */
export interface Said extends Asking {
  name: string;
  text: string;
  /** Show the ways to reach the team directly, too. */
  reach?: boolean;
}

export interface Turn extends Asking {
  question: string;
  questionId: string;
  lastEventId: number;
  text: string;
  sources: Source[];
  cards: ProductCard[];
  state: TurnState;
  /** What went wrong, as a key of the texts; "" when nothing did. */
  trouble: string;
  /** The answer comes by e-mail too. */
  mailed?: boolean;
  /** What the visitor thinks of the answer, when they said so. */
  helpful?: boolean;
  /** What was said since by others than the assistant. */
  said: Said[];
}

export function newTurn(question: string): Turn {
  return { question, questionId: "", lastEventId: 0, text: "", sources: [], cards: [], state: "running", trouble: "", said: [] };
}
