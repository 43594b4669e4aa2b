import { createRoot } from "react-dom/client";
import { App } from "#renderer/app/app.tsx";
import { en } from "#renderer/app/locales/en.ts";
import { startTranslation } from "#renderer/workspace/i18n.ts";
import { takeSetupCode } from "#renderer/workspace/setup-code.ts";
import { keepTheme } from "#renderer/workspace/theme.ts";
import "#renderer/styles/main.css";

takeSetupCode();
keepTheme();
await startTranslation(en);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no root");
createRoot(root).render(<App />);
