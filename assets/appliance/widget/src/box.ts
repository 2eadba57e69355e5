// Owns the calls to the box, and turning its refusals into one kind of error.
import type { Lead, Problem, Question, WidgetSettings } from "./contract";
import { within } from "./waiting";

const ANSWER_MS = 10_000;

/** The box answered, and said no. `code` is one of the contract's error codes, "" when the body says none. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, readonly retryAfterMs: number) {
    super(code);
  }
}

/** Every call fails with Refusal when the box says no, and with anything else when it cannot be reached. */
export class Box {
  constructor(private readonly origin: string) {}

  async settings(): Promise<WidgetSettings> {
    return (await this.call("/v1/widget", {})).json() as Promise<WidgetSettings>;
  }

  ask(question: Question, signal: AbortSignal): Promise<Response> {
    return this.call("/v1/chat", { ...posted(question), signal });
  }

  resume(questionId: string, lastEventId: number, signal: AbortSignal): Promise<Response> {
    const headers = { "Last-Event-ID": String(lastEventId) };
    return this.call(`/v1/chat/${encodeURIComponent(questionId)}/events`, { headers, signal });
  }

  async cancel(questionId: string): Promise<void> {
    await this.call(`/v1/chat/${encodeURIComponent(questionId)}`, { method: "DELETE", keepalive: true });
  }

  async leaveDetails(lead: Lead): Promise<void> {
    await this.call("/v1/leads", posted(lead));
  }

  async rate(questionId: string, helpful: boolean): Promise<void> {
    await this.call(`/v1/chat/${encodeURIComponent(questionId)}/rating`, posted({ helpful }));
  }

  private async call(path: string, request: RequestInit): Promise<Response> {
    const response = await within(ANSWER_MS, fetch(this.origin + path, { credentials: "omit", ...request }));
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
  return new Refusal(response.status, problem.code ?? "", (seconds || 0) * 1000);
}
