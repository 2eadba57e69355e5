// Owns what the loader has anyway, so that the panel need not bring it again: build.mjs hands it over.
import { contactList, telephone } from "./contacts";
import { addStyle, button, el, icon } from "./dom";
import { BELL, CLOSE } from "./icons";
import { pickLanguage, primary } from "./language";
import { rememberOpen } from "./open_flag";
import { within } from "./waiting";

export const shared = { BELL, CLOSE, addStyle, button, contactList, el, icon, pickLanguage, primary, rememberOpen, telephone, within };
