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

/** Every call fails with Refusal when the box says no, and with anything else when it cannot be reached. */
export class Box {
  constructor(private readonly origin: string) {}

  async settings(): Promise<WidgetSettings> {
    return (await this.call("widget")).json() as Promise<WidgetSettings>;
  }

  ask(question: Question, signal: AbortSignal): Promise<Response> {
    return this.call("chat", { ...posted(question), signal });
  }

  resume(questionId: string, after: number, signal: AbortSignal): Promise<Response> {
    return this.call(`chat/${encodeURIComponent(questionId)}/events`, { headers: { "Last-Event-ID": String(after) }, signal });
  }

  cancel(questionId: string): Promise<Response> {
    return this.call(`chat/${encodeURIComponent(questionId)}`, { method: "DELETE", keepalive: true });
  }

  rate(questionId: string, helpful: boolean): Promise<Response> {
    return this.call(`chat/${encodeURIComponent(questionId)}/rating`, posted({ helpful }));
  }

  /** Send what stands in a form; `details` are its fields without the consent, which was given. */
  leave(kind: FormKind, questionId: string, details: object): Promise<Response> {
    if (kind === "email_answer") return this.call(`chat/${encodeURIComponent(questionId)}/email`, posted({ ...details, consent: true }));
    return this.call("leads", posted({ question_id: questionId, kind, ...details, consent: true }));
  }

  async callPerson(conversationId: string): Promise<HandOffNews> {
    return (await this.call(`conversations/${encodeURIComponent(conversationId)}/handoff`, posted({}))).json() as Promise<HandOffNews>;
  }

  hearPerson(conversationId: string, after: number, signal: AbortSignal): Promise<Response> {
    const headers = { "Last-Event-ID": String(after) };
    return this.call(`conversations/${encodeURIComponent(conversationId)}/events`, { headers, signal });
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
