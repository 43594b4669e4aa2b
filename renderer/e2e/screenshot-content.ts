/** What the screenshots show: a drive as a school might fill it. */
export const driveName = "Harbour School";

export const programme = `Five days, one question each. Pupils from years 4–6 rotate through the labs; Jonas keeps the rota up to date.

> Labs hold 24. If a class is larger, split it before Friday.

## Days

| Day | Question | Lead |
| --- | --- | --- |
| Mon | Why does ice float? | Mara |
| Tue | What is inside a seed? | Jonas |

## Before Monday

- [x] Order litmus paper
- [ ] Print the safety sheet

\`\`\`javascript
const groups = split(pupils, { size: 24 })
\`\`\`
`;

export const handbook = `The **litmus paper** lies in the second drawer of the lab. Count it before science week and order in time.`;

/** Printed to a real PDF by the browser. */
export const safetySheet = `<!doctype html><style>body{font:15px/1.6 sans-serif;margin:56px;color:#223}h1{font-size:30px}h2{margin-top:28px}
li{margin:6px 0}</style><h1>Safety sheet</h1><p>For every lab of science week. Read it with the class on the first day.</p>
<h2>Before you begin</h2><ul><li>Goggles on, hair tied back, sleeves up.</li><li>Gloves for the dry-ice table, always.</li>
<li>Scalpels stay with the teacher.</li></ul><h2>If something spills</h2><ul><li>Stop, step back, tell an adult.</li>
<li>Litmus paper tells whether it is an acid; the kit hangs beside the door.</li></ul><h2>At the end</h2>
<ul><li>Wash hands, wipe tables, count the tools.</li></ul>`;

export const folders = ["Curriculum", "Staff handbook"] as const;
