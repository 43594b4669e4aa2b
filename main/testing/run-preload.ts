import { readFileSync } from "node:fs";

/** Name of the binding by which a page's preload reaches the stand-in; the preload takes it off the page. */
export const bindingName = "__pagespaceStandInInvoke";

/** Source text that runs a built preload in a page's main frame, with the `require`, the `process` and the bridge of a sandboxed preload. */
export function preloadScript(file: string, additionalArguments: readonly string[]): string {
  const argv = JSON.stringify(["electron", ...additionalArguments]);
  return `(() => {
  const invokeMain = globalThis[${JSON.stringify(bindingName)}];
  delete globalThis[${JSON.stringify(bindingName)}];
  if (window.top !== window) return;
  const ipcRenderer = Object.freeze({
    invoke: async (channel, ...given) => {
      const answer = await invokeMain(JSON.stringify({ channel, given: structuredClone(given) }));
      if ("failure" in answer) throw new Error("Error invoking remote method '" + channel + "': " + answer.failure);
      return answer.value;
    },
  });
  const bridge = (value) => {
    if (typeof value === "function") {
      return async (...given) => {
        try {
          return structuredClone(await value(...structuredClone(given)));
        } catch (error) {
          throw new Error(error instanceof Error ? error.message : String(error));
        }
      };
    }
    if (value !== null && typeof value === "object") {
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bridge(inner)])));
    }
    return structuredClone(value);
  };
  const contextBridge = Object.freeze({
    exposeInMainWorld: (name, api) => {
      if (Object.hasOwn(window, name)) throw new Error("Cannot bind an API on top of an existing property");
      Object.defineProperty(window, name, { value: bridge(api), enumerable: true });
    },
  });
  const require = (name) => {
    if (name === "electron") return { contextBridge, ipcRenderer };
    throw new Error("module not found: " + name);
  };
  const process = Object.freeze({ argv: ${argv}, sandboxed: true, type: "renderer" });
  const module = { exports: {} };
  (function (require, module, exports, process) {
${readFileSync(file, "utf8")}
  })(require, module, module.exports, process);
})();`;
}
