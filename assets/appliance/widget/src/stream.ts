// Owns reading server-sent events out of text that arrives in pieces of any size.

export interface ServerEvent {
  /** 0 when the event carried none. */
  id: number;
  name: string;
  data: string;
}

export class EventParser {
  private rest = "";
  private name = "";
  private data: string[] = [];
  private id = 0;

  /** The events completed by this piece of text, in order. */
  push(piece: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.rest += piece;
    for (let line = this.nextLine(); line !== undefined; line = this.nextLine()) {
      if (line) this.field(line);
      else if (this.data.length) events.push(this.event());
      else this.name = "";
    }
    return events;
  }

  /** A line ends with LF, CR or CRLF; a CR at the very end waits, for its LF may still come. */
  private nextLine(): string | undefined {
    const end = this.rest.search(/\r\n|\n|\r(?!$)/);
    if (end < 0) return undefined;
    const line = this.rest.slice(0, end);
    this.rest = this.rest.slice(end + (this.rest.startsWith("\r\n", end) ? 2 : 1));
    return line;
  }

  private field(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.data.push(value);
    else if (name === "event") this.name = value;
    else if (name === "id" && /^\d+$/.test(value)) this.id = Number(value);
  }

  private event(): ServerEvent {
    const event = { id: this.id, name: this.name || "message", data: this.data.join("\n") };
    this.name = "";
    this.data = [];
    this.id = 0;
    return event;
  }
}
