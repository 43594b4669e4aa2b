import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";

/** Where a command reads and writes. */
export interface Terminal {
  /** Everything standard input gives. */
  readAll(): Promise<string>;
  /** Asks a person, or reads the next line where nobody sits there; what is hidden is not shown while it is typed. */
  ask(question: string, options?: { readonly isHidden?: boolean }): Promise<string>;
  /** A line on standard output. */
  print(line: string): void;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** The terminal this program was started in. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  let lines: AsyncIterator<string> | undefined;

  async function ask(question: string, { isHidden = false } = {}): Promise<string> {
    if (!stdin.isTTY) {
      lines ??= createInterface({ input: stdin })[Symbol.asyncIterator]();
      const { value, done } = await lines.next();
      return done ? "" : value;
    }
    stderr.write(question);
    // Typed letters are echoed by readline itself, so what is hidden is echoed to nowhere.
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const reader = createInterface({ input: stdin, output: isHidden ? nowhere : stderr, terminal: true });
    try {
      const answer = await reader.question("");
      if (isHidden) stderr.write("\n");
      return answer;
    } finally {
      reader.close();
    }
  }

  return {
    ask,
    readAll: () => text(stdin),
    print: (line) => console.log(line),
    input: stdin,
    output: stdout,
  };
}
