// Owns what every part of the panel is handed: words, ways to a person, the box.
import type { Box } from "./box";
import type { Contacts } from "./config";
import type { Conversation } from "./memory";
import type { Texts } from "./texts";

export interface Kit {
  texts: Texts;
  contacts: Contacts;
  box: Box;
  /** Hosts an answer may link to: the page's own and the box's. */
  hosts: readonly string[];
  privacy: string;
  conversation: Conversation;
}

/** How a part of the panel is remembered and heard. */
export interface Voice {
  /** Something changed that must outlive the page. */
  keep(): void;
  announce(words: string): void;
}
