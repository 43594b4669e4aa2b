import { type FromChild, ToChild } from "#services/contracts/control.ts";

type Listener = (message: ToChild) => void;

/** The child's end of the channel to its supervisor. */
export interface ControlChannel {
  /** False when the process was started by hand. */
  readonly isSupervised: boolean;
  send(message: FromChild): void;
  /** Calls the listener for each message; returns a function that stops it. */
  listen(listener: Listener): () => void;
  /** Runs when the supervisor is gone. */
  onDisconnect(run: () => void): void;
}

/** What Electron gives a utility process instead of `process.send`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void;
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === "object" && value !== null && "postMessage" in value && "on" in value;
}

function findParentPort(): ParentPort | undefined {
  const port: unknown = Reflect.get(process, "parentPort");
  return isParentPort(port) ? port : undefined;
}

/** Opens the control channel of this process: Electron's parent port, Node's fork channel, or none. */
export function openControlChannel(): ControlChannel {
  const listeners = new Set<Listener>();
  const receive = (raw: unknown) => {
    const message = ToChild.parse(raw);
    for (const listener of listeners) listener(message);
  };
  const listen = (listener: Listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const port = findParentPort();
  if (port) {
    port.on("message", (event) => receive(event.data));
    return { isSupervised: true, send: (message) => port.postMessage(message), listen, onDisconnect: () => undefined };
  }
  if (process.send) {
    process.on("message", receive);
    return {
      isSupervised: true,
      send: (message) => {
        if (process.connected) process.send?.(message);
      },
      listen,
      onDisconnect: (run) => void process.once("disconnect", run),
    };
  }
  return { isSupervised: false, send: () => undefined, listen, onDisconnect: () => undefined };
}
