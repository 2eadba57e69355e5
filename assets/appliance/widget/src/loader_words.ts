// Owns the few words that must be there before anything is loaded, or when nothing can be.
import type { Language } from "./language";

export interface LoaderWords {
  open: string;
  name: string;
  opening: string;
  close: string;
  gone: string;
  reach: string;
  noContacts: string;
  again: string;
}

export const LOADER_WORDS: Record<Language, LoaderWords> = {
  en: {
    open: "Open the chat",
    name: "Chat",
    opening: "Opening the chat…",
    close: "Close the chat",
    gone: "The chat cannot be reached just now.",
    reach: "We are glad to help you directly:",
    noContacts: "Please try again in a few minutes.",
    again: "Try again",
  },
  de: {
    open: "Chat öffnen",
    name: "Chat",
    opening: "Der Chat wird geöffnet…",
    close: "Chat schließen",
    gone: "Der Chat ist gerade nicht erreichbar.",
    reach: "Wir helfen Ihnen gern direkt:",
    noContacts: "Bitte versuchen Sie es in ein paar Minuten noch einmal.",
    again: "Noch einmal versuchen",
  },
};
