// Owns the bell, the frame of the panel, and rung 8: the shop's phone and e-mail when the box is not there.
import type { Config } from "./config";
import { contactList } from "./contacts";
import { addStyle, button, el, icon } from "./dom";
import { BELL, CLOSE } from "./icons";
import { pickLanguage } from "./language";
import { LOADER_WORDS } from "./loader_words";
import css from "./loader.css";
import { rememberOpen, wasOpen } from "./open_flag";
import { shared } from "./shared";
import { within } from "./waiting";

/** After this long without a panel the visitor is shown phone and e-mail; loading goes on behind it. */
const PATIENCE_MS = 1500;
const LOAD_MS = 10_000;
const NARROW = "(max-width: 520px), (max-height: 480px)";

export interface Panel {
  nodes: Node[];
  /** The panel is on the screen; `focus` when the visitor opened it just now. */
  shown(focus: boolean): void;
}

export interface Shell {
  root: ShadowRoot;
  dialog: HTMLDialogElement;
  close(): void;
}

interface PanelModule {
  prepare(config: Config, shell: Shell): Promise<Panel>;
}

export class ChatElement extends HTMLElement implements Shell {
  static readonly shared = shared;
  readonly root = this.attachShadow({ mode: "open" });
  private readonly words;
  private readonly bell: HTMLButtonElement;
  readonly dialog = el("dialog");
  private loading: Promise<Panel> | undefined;
  private panel: Panel | undefined;
  private tries = 0;

  constructor(private readonly config: Config) {
    super();
    addStyle(this.root, css);
    this.words = LOADER_WORDS[pickLanguage(config.pageLanguage, navigator.languages)];
    this.bell = button(`bell ${config.position}`, () => void this.open(true), icon(BELL));
    this.bell.setAttribute("aria-label", this.words.open);
    this.bell.setAttribute("aria-haspopup", "dialog");
    this.dialog.className = config.position;
    this.dialog.setAttribute("aria-label", this.words.name);
    this.root.append(this.bell, this.dialog);
    this.listen();
  }

  connectedCallback(): void {
    // Only a conversation the visitor left open comes back by itself, and never over a whole small screen.
    if (wasOpen() && !matchMedia(NARROW).matches) void this.open(false);
  }

  close(): void {
    this.bell.hidden = false;
    this.dialog.close();
    this.bell.focus();
    rememberOpen(false);
  }

  private listen(): void {
    for (const name of ["pointerenter", "focus"]) {
      this.bell.addEventListener(name, () => void this.load().catch(() => undefined));
    }
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      this.close();
    });
  }

  private async open(byVisitor: boolean): Promise<void> {
    this.bell.hidden = true;
    if (!this.panel) this.say(this.words.opening);
    if (matchMedia(NARROW).matches) this.dialog.showModal();
    else this.show(byVisitor);
    rememberOpen(true);
    if (this.panel) this.panel.shown(byVisitor);
    else await this.arrive(byVisitor);
  }

  /** `show` takes the focus; on a page that has just been loaded it belongs to the page. */
  private show(byVisitor: boolean): void {
    if (byVisitor) this.dialog.show();
    else this.dialog.setAttribute("open", "");
  }

  private async arrive(byVisitor: boolean): Promise<void> {
    const late = setTimeout(() => this.sayGone(), PATIENCE_MS);
    try {
      const panel = await this.load();
      if (this.panel) return;
      this.panel = panel;
      this.dialog.replaceChildren(...panel.nodes);
      panel.shown(byVisitor && this.dialog.open);
    } catch {
      this.sayGone();
    } finally {
      clearTimeout(late);
    }
  }

  private load(): Promise<Panel> {
    this.loading ??= this.fetchPanel().catch((cause: unknown) => {
      this.loading = undefined;
      throw cause;
    });
    return this.loading;
  }

  private async fetchPanel(): Promise<Panel> {
    // Browsers remember a module that failed to load by its address, so that each try needs a new one.
    const address = `${this.config.files}panel.js?v=${this.config.version}${this.tries ? `&try=${this.tries}` : ""}`;
    this.tries += 1;
    const module = (await within(LOAD_MS, import(address))) as PanelModule;
    this.tries = 0;
    return module.prepare(this.config, this);
  }

  private say(words: string, ...more: Node[]): void {
    const close = button("plain close", () => this.close(), icon(CLOSE));
    close.setAttribute("aria-label", this.words.close);
    const held = this.root.activeElement !== null && this.dialog.open;
    const mark = el("span", { class: "mark" }, icon(BELL));
    this.dialog.replaceChildren(close, el("div", { class: "note" }, mark, el("p", { role: "status" }, words), ...more));
    if (held) close.focus();
  }

  private sayGone(): void {
    const { words, config } = this;
    const reachable = Boolean(config.phone || config.email);
    const again = button("primary", () => {
      this.say(words.opening);
      void this.arrive(true);
    }, words.again);
    this.say(words.gone, el("p", {}, reachable ? words.reach : words.noContacts), contactList(config), again);
  }
}
