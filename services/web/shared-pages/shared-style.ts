/** How shared pages look; they load nothing else, so that they work without scripts and anywhere. */
export const sharedStyle = `
:root { color-scheme: light dark; --bg: #fdfdfb; --ink: #23252c; --ink-2: #5a5e69; --line: #e4e3df; --accent: #4256c5; --soft: #f3f2ee; }
@media (prefers-color-scheme: dark) { :root { --bg: #16181d; --ink: #ebecef; --ink-2: #a9adb8; --line: #33363e; --accent: #93a5ff; --soft: #212329; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.65 Inter, system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: break-word; }
main { max-width: 768px; margin: 0 auto; padding: 40px 24px 96px; }
nav, .quiet, footer { color: var(--ink-2); font-size: 14px; }
nav ol { display: flex; flex-wrap: wrap; gap: 4px 8px; margin: 0 0 24px; padding: 0; list-style: none; }
nav li + li::before { content: "/"; margin-right: 8px; color: var(--ink-2); }
h1.title { margin: 0 0 24px; font-size: 36px; line-height: 1.2; letter-spacing: -0.02em; }
h1, h2, h3, h4 { line-height: 1.3; }
/* Each paragraph begins where its own script does. */
p, h1, h2, h3, h4, li, td, th { unicode-bidi: plaintext; text-align: start; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
img { max-width: 100%; height: auto; border-radius: 8px; }
.cover { height: 200px; margin: 0 0 32px; overflow: hidden; border-radius: 8px; background: var(--soft); }
.cover img { display: block; width: 100%; height: 100%; object-fit: cover; }
pre { overflow-x: auto; padding: 14px 16px; background: var(--soft); border-radius: 8px; font: 14px/1.55 "JetBrains Mono", ui-monospace, Menlo, monospace; }
code { font-family: "JetBrains Mono", ui-monospace, Menlo, monospace; font-size: 0.9em; }
:not(pre) > code { padding: 1px 5px; background: var(--soft); border-radius: 4px; }
blockquote { margin: 16px 0; padding-inline-start: 16px; border-inline-start: 3px solid var(--line); color: var(--ink-2); }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { min-width: 60px; padding: 6px 10px; border: 1px solid var(--line); text-align: start; vertical-align: top; }
th { background: var(--soft); }
td p, th p, li p { margin: 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 28px 0; }
ul[data-type="taskList"] { padding: 0; list-style: none; }
ul[data-type="taskList"] li { display: flex; gap: 10px; }
ul[data-type="taskList"] li > div { flex: 1; min-width: 0; }
ul[data-type="taskList"] input { margin: 7px 0 0; pointer-events: none; }
.below { margin-top: 48px; padding-top: 20px; border-top: 1px solid var(--line); }
.below h2 { margin: 0 0 8px; font-size: 14px; color: var(--ink-2); }
.below ul { margin: 0; padding: 0; list-style: none; }
.below a { display: block; padding: 6px 8px; margin: 0 -8px; border-radius: 6px; color: var(--ink); text-decoration: none; }
.below a:hover { background: var(--soft); }
form { display: flex; flex-direction: column; gap: 12px; max-width: 360px; }
form input { height: 40px; padding: 0 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--bg); color: var(--ink); font: inherit; }
button { height: 40px; padding: 0 16px; border: 0; border-radius: 8px; background: var(--accent); color: var(--bg); font: inherit; font-weight: 600; cursor: pointer; }
.wrong { margin: 0; color: #c23a3a; }
footer { margin-top: 64px; }
@media print { .cover { display: none; } }
@media (max-width: 480px) { .cover { height: 120px; margin-bottom: 24px; } main { padding: 24px 16px 64px; } h1.title { font-size: 28px; } }
`;
