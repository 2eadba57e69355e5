// Owns the panel: loads what it needs, puts its parts together, hands them to the frame.
import { Box } from "./box";
import { Composer } from "./composer";
import type { Config } from "./config";
import type { WidgetSettings } from "./contract";
import { addStyle, button, el, icon } from "./dom";
import type { Panel, Shell } from "./element";
import { BELL, CLOSE } from "./icons";
import type { Kit, Voice } from "./kit";
import { keepAboveKeyboard } from "./keyboard";
import { direction, primary } from "./language";
import { keep, recall } from "./memory";
import css from "./panel.css";
import { personButton } from "./person";
import { Talk } from "./talk";
import { fill, loadTexts, troubleWords, type Texts } from "./texts";
import { Thread } from "./thread";
import type { Turn } from "./turn";
import { TurnView } from "./turn_view";

/** Fails when the box does not answer; the frame then shows phone and e-mail. */
export async function prepare(config: Config, shell: Shell): Promise<Panel> {
  const box = new Box(config.box);
  const [texts, settings] = await Promise.all([loadTexts(config), box.settings()]);
  addStyle(shell.root, css);
  keepAboveKeyboard(shell.dialog);
  return panel(makeKit(config, settings, texts, box), settings, shell);
}

function makeKit(config: Config, settings: WidgetSettings, texts: Texts, box: Box): Kit {
  const contacts = { phone: settings.phone ?? config.phone, email: settings.email ?? config.email };
  return { texts, contacts, box, hosts: [location.host, new URL(config.box).host], privacy: config.privacy };
}

function panel(kit: Kit, settings: WidgetSettings, shell: Shell): Panel {
  const { texts, box } = kit;
  const conversation = recall();
  const thread = new Thread(texts);
  const status = el("p", { class: "unseen", role: "status" });
  const voice: Voice = { keep: () => keep(conversation), announce: (words) => void (status.textContent = words) };
  const talk: Talk = new Talk(box, texts, conversation, {
    show: (turn, again) => thread.add(new TurnView(kit, turn, { ...voice, again: () => (again(), composer.focus()) })),
    change: (what) => thread.during(what),
    running: (yes) => composer.setRunning(yes),
    finished: (turn) => voice.announce(spoken(turn, texts)),
  });
  const composer = new Composer(texts, {
    send: (question) => talk.ask(question),
    stop: () => talk.stop(),
    typed: (draft) => keep(Object.assign(conversation, { draft })),
  });
  const person = personButton(kit, thread, voice, () => talk.latest());
  const view = el("div", { class: "panel", lang: texts.language, dir: direction(texts.language) },
    header(settings.shop, texts, shell), thread.root, composer.root, person, status);

  shell.dialog.setAttribute("aria-label", fill(texts.title, { shop: settings.shop }));
  thread.add({ root: greeting(settings, texts) });
  talk.restore();
  return { nodes: [view], shown: (focus) => shown(composer, thread, conversation.draft, focus) };
}

function shown(composer: Composer, thread: Thread, draft: string, focus: boolean): void {
  composer.setDraft(draft);
  thread.follow();
  if (focus) composer.focus();
}

function header(shop: string, texts: Texts, shell: Shell): HTMLElement {
  const close = button("plain close", () => shell.close(), icon(CLOSE));
  close.setAttribute("aria-label", texts.close);
  const title = el("h2", {}, shop);
  const names = el("div", { class: "names" }, title, el("p", {}, texts.assistant_note));
  return el("div", { class: "head" }, el("span", { class: "mark" }, icon(BELL)), names, close);
}

/** The shop's own greeting is written in its first language; in any other the widget's own is nearer. */
function greeting(settings: WidgetSettings, texts: Texts): HTMLElement {
  const own = primary(settings.languages[0] ?? "en") === texts.language;
  return el("div", { class: "answer" }, el("p", { class: "text" }, own ? settings.greeting : texts.greeting));
}

/** What the status line says, once, when an answer has come to its end. */
function spoken(turn: Turn, texts: Texts): string {
  if (turn.state === "stopped") return texts.stopped;
  const answer = turn.text ? fill(texts.announce, { text: turn.text }) : "";
  const form = turn.form === "open" ? texts.form.title : "";
  const trouble = turn.trouble ? troubleWords(texts, turn.trouble) : "";
  return [answer, trouble, form].filter(Boolean).join(" ") || texts.nothing;
}
