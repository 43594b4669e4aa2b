import { actionOrigin } from "#main/security/navigation.ts";
import type { WorkspaceStatus } from "#main/workspace/local-workspace.ts";

const style = `
:root { color-scheme: light dark; font: 15px/1.55 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#fff, #191a1c); color: light-dark(#1f2328, #e6e7e9); }
main { max-width: 30rem; padding: 2rem; }
h1 { font-size: 1.25rem; letter-spacing: -0.01em; margin: 0 0 0.5rem; }
p { margin: 0 0 1.25rem; color: light-dark(#57606a, #9aa0a6); overflow-wrap: anywhere; }
nav { display: flex; gap: 0.5rem; flex-wrap: wrap; }
a { padding: 0.4rem 0.9rem; border-radius: 6px; border: 1px solid light-dark(#d0d7de, #3a3d41); color: inherit; text-decoration: none; }
a:first-child { background: light-dark(#3b5bdb, #5c7cfa); border-color: transparent; color: #fff; }
a:focus-visible { outline: 2px solid light-dark(#3b5bdb, #91a7ff); outline-offset: 2px; }
progress { width: 12rem; accent-color: light-dark(#3b5bdb, #5c7cfa); }
`;

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Address of a page without scripts that says how the start goes; its links are answered by `decideNavigation`. */
export function statusPage(status: WorkspaceStatus): string {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>PageSpace</title><style>${style}</style></head><body><main>${content(status)}</main></body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}

function content({ kind, sentence }: WorkspaceStatus): string {
  const text = escapeHtml(sentence);
  if (kind === "starting") return `<p role="status">${text}</p><progress aria-label="Starting"></progress>`;
  return `<h1>PageSpace could not start</h1><p role="alert">${text}</p><nav><a href="${actionOrigin}/retry">Try again</a><a href="${actionOrigin}/open-logs">Open the logs</a><a href="${actionOrigin}/quit">Quit</a></nav>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
