// Owns the start: the one file a page loads before the visitor does anything.
import { readConfig } from "./config";
import { ChatElement } from "./element";

declare const VERSION: string;

/** build.mjs knows it too. */
const NAME = "shopbell-chat";

function start(script: HTMLScriptElement): void {
  const config = readConfig(script, VERSION);
  class ShopbellChat extends ChatElement {
    constructor() {
      super(config);
    }
  }
  customElements.define(NAME, ShopbellChat);
  if (!document.querySelector(NAME)) document.body.append(new ShopbellChat());
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !customElements.get(NAME)) {
  if (document.body) start(script);
  else addEventListener("DOMContentLoaded", () => start(script), { once: true });
}
