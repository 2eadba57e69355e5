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
import { primary } from "./language";
import { type Conversation, keep, recall } from "./memory";
import css from "./panel.css";
import { Person } from "./person";
import { saidWords } from "./said";
import { Talk } from "./talk";
import { direction, fill, loadTexts, troubleWords, type Texts } from "./texts";
import { Thread } from "./thread";
import type { Turn } from "./turn";
import { TurnView } from "./turn_view";

/** Fails when the box does not answer; the frame then shows phone and e-mail. */
export async function prepare(config: Config, shell: Shell): Promise<Panel> {
  const box = new Box(config.box);
  const [texts, settings] = await Promise.all([loadTexts(config), box.settings()]);
  addStyle(shell.root, css);
  keepAboveKeyboard(shell.dialog);
  const conversation = recall();
  return panel(makeKit(config, settings, texts, box, conversation), settings, shell);
}

function makeKit(config: Config, settings: WidgetSettings, texts: Texts, box: Box, conversation: Conversation): Kit {
  const contacts = { phone: settings.phone ?? config.phone, email: settings.email ?? config.email };
  return { texts, contacts, box, hosts: [location.host, new URL(config.box).host], privacy: config.privacy, conversation };
}

function panel(kit: Kit, settings: WidgetSettings, shell: Shell): Panel {
  const { texts, box, conversation } = kit;
  const thread = new Thread(texts);
  const bell = shell.root.querySelector(".bell") as HTMLElement;
  const status = el("p", { class: "unseen", role: "status" });
  const note = el("p", { class: "hint" });
  const voice: Voice = { keep: () => keep(conversation), announce: (words) => void (words && (status.textContent = words)) };
  const tellWho = () => {
    note.textContent = conversation.person ? fill(texts.person.note, { name: conversation.person }) : texts.assistant_note;
    call.textContent = person.near ? texts.person.back : texts.person.button;
  };
  const stop = () => {
    const unanswered = talk.stop();
    composer.setDraft((conversation.draft ||= unanswered));
    composer.focus();
  };
  const talk: Talk = new Talk(box, texts, conversation, {
    show: (turn) => {
      const again = () => (talk.again(turn), composer.focus());
      return thread.add(new TurnView(kit, turn, { ...voice, again, stop, focus: () => composer.focus() }));
    },
    change: (what) => thread.during(what),
    running: (yes) => composer.setRunning(yes),
    finished: (turn) => voice.announce(spoken(turn, texts)),
    announce: voice.announce,
    begun: () => void person.listen(),
  });
  const composer = new Composer(texts, { send: (question) => void talk.ask(question), stop, typed: (draft) => keep(Object.assign(conversation, { draft })) });
  const person = new Person(box, texts, conversation, {
    ask: (question) => talk.ask(question),
    say: (said) => {
      talk.add(said);
      voice.announce(saidWords(said));
      bell.classList.toggle("news", !shell.dialog.open);
    },
    changed: () => (tellWho(), voice.keep()),
  });
  const call = button("plain", () => void person.press());
  const view = el("div", { class: "panel", lang: texts.language, dir: direction(texts.language) },
    header(settings.shop, note, texts, shell), ...notice(settings), thread.root, composer.root, el("div", { class: "foot" }, call), status);

  shell.dialog.setAttribute("aria-label", fill(texts.title, { shop: settings.shop }));
  thread.add({ root: greeting(settings, texts) });
  tellWho();
  talk.restore();
  if (conversation.id) void person.listen();
  const shown = (focus: boolean) => {
    bell.classList.remove("news");
    composer.setDraft(conversation.draft);
    thread.follow();
    if (focus) composer.focus();
  };
  return { nodes: [view], shown };
}

/** What the shop wants everybody to know just now. */
function notice({ notice }: WidgetSettings): HTMLElement[] {
  return notice ? [el("p", { class: "notice", role: "status" }, notice)] : [];
}

function header(shop: string, note: HTMLElement, texts: Texts, shell: Shell): HTMLElement {
  const close = button("plain close", () => shell.close(), icon(CLOSE));
  close.setAttribute("aria-label", texts.close);
  const title = el("h2", {}, shop);
  const names = el("div", { class: "names" }, title, note);
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
  const form = turn.form ? texts.forms[turn.form].title : "";
  const trouble = turn.trouble ? troubleWords(texts, turn.trouble) : "";
  return [answer, trouble, form].filter(Boolean).join(" ") || (turn.state === "handed" ? "" : texts.nothing);
}
