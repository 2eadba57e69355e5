// Owns one turn of the conversation: a question and everything known about its answer. Plain data, so that it can be kept.
import type { ProductCard, Source } from "./contract";

/**
 * running  words are still coming
 * answered the box said it is done
 * stopped  the visitor had heard enough
 * failed   the box said what went wrong; asking again is a new question
 * broken   the line broke; the box may still know the answer
 */
export type TurnState = "running" | "answered" | "stopped" | "failed" | "broken";

export type FormState = "none" | "open" | "sent";

export interface Turn {
  question: string;
  questionId: string;
  lastEventId: number;
  text: string;
  sources: Source[];
  cards: ProductCard[];
  state: TurnState;
  /** What went wrong, as a key of the texts; "" when nothing did. */
  trouble: string;
  form: FormState;
  /** What the visitor thinks of the answer, when they said so. */
  helpful?: boolean;
}

export function newTurn(question: string): Turn {
  const nothing = { questionId: "", lastEventId: 0, text: "", sources: [], cards: [], trouble: "" };
  return { question, ...nothing, state: "running", form: "none" };
}
