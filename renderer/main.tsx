import { createRoot } from "react-dom/client";
import { App } from "#renderer/app/app.tsx";
import { en } from "#renderer/app/locales/en.ts";
import { everyPageType } from "#renderer/page-types/every-page-type.ts";
import { addPageTypes } from "#renderer/workspace/page-types/catalogue.ts";
import { keepAppearance } from "#renderer/workspace/preferences/theme.ts";
import { takeSetupCode } from "#renderer/workspace/session/setup-code.ts";
import { startTranslation } from "#renderer/workspace/strings/i18n.ts";
import "#renderer/styles/main.css";

takeSetupCode();
keepAppearance();
addPageTypes(Object.values(everyPageType));
await startTranslation(en);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no root");
createRoot(root).render(<App />);
