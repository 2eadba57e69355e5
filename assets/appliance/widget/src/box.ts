// Owns the calls to the box, and turning its refusals into one kind of error.
import type { FormKind, HandOffNews, Problem, Question, WidgetSettings } from "./contract";
import { within } from "./waiting";

const ANSWER_MS = 10_000;

/** The box answered, and said no. `code` is one of the contract's error codes, "" when the body says none. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, readonly retryAfterMs = 0, readonly field = "") {
    super(code);
  }
}

/** Ids are the box's own, safe in an address. Every call fails with Refusal when the box says no, and with anything else when it cannot be reached. */
export class Box {
  constructor(private readonly origin: string) {}

  async settings(): Promise<WidgetSettings> {
    return (await this.call("widget")).json() as Promise<WidgetSettings>;
  }

  ask(question: Question, signal: AbortSignal): Promise<Response> {
    return this.call("chat", { ...posted(question), signal });
  }

  /** The stream of one question ("chat") or one conversation ("conversations"), after an event. */
  events(of: "chat" | "conversations", id: string, after: number, signal: AbortSignal): Promise<Response> {
    return this.call(`${of}/${id}/events`, { headers: { "Last-Event-ID": String(after) }, signal });
  }

  cancel(questionId: string): Promise<Response> {
    return this.call(`chat/${questionId}`, { method: "DELETE", keepalive: true });
  }

  rate(questionId: string, helpful: boolean): Promise<Response> {
    return this.call(`chat/${questionId}/rating`, posted({ helpful }));
  }

  /** Send what stands in a form; `details` are its fields without the consent, which was given. */
  leave(kind: FormKind, questionId: string, conversationId: string, details: object): Promise<Response> {
    const lead = { kind, question_id: questionId || null, conversation_id: conversationId };
    const [to, about] = kind === "email_answer" ? [`chat/${questionId}/email`, {}] : ["leads", lead];
    return this.call(to, posted({ ...about, ...details, consent: true }));
  }

  async callPerson(conversationId: string): Promise<HandOffNews> {
    return (await this.call(`conversations/${conversationId}/handoff`, posted({}))).json() as Promise<HandOffNews>;
  }

  /** No person is wanted any more. */
  withdraw(conversationId: string): Promise<Response> {
    return this.call(`conversations/${conversationId}/handoff`, { method: "DELETE" });
  }

  private async call(path: string, request: RequestInit = {}): Promise<Response> {
    const response = await within(ANSWER_MS, fetch(`${this.origin}/v1/${path}`, { credentials: "omit", ...request }));
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

function posted(body: object): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function refusal(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const seconds = problem.retry_after_s ?? Number(response.headers.get("Retry-After"));
  return new Refusal(response.status, problem.code ?? "", (seconds || 0) * 1000, problem.field ?? "");
}
