import { EventEmitter } from "node:events";
import { refuseNodeChildren } from "./refuse-node-children.ts";

/** `process.parentPort` of a utility process: messages wait until somebody listens. */
class FakeParentPort extends EventEmitter {
  readonly #send = process.send?.bind(process);
  readonly #waiting: unknown[] = [];

  constructor() {
    super();
    process.on("message", (data) => this.#deliver(data));
    this.on("newListener", (name) => {
      if (name === "message") process.nextTick(() => this.#flush());
    });
  }

  postMessage(message: unknown): void {
    if (process.connected) this.#send?.(structuredClone(message), () => undefined);
  }

  #deliver(data: unknown): void {
    if (this.listenerCount("message") === 0) this.#waiting.push(data);
    else this.emit("message", { data, ports: [] });
  }

  #flush(): void {
    for (const data of this.#waiting.splice(0)) this.#deliver(data);
  }
}

// The app's utility processes are killed with it.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
Object.defineProperty(process, "parentPort", { value: new FakeParentPort(), enumerable: true });
Object.defineProperty(process, "send", { value: undefined });
refuseNodeChildren();
