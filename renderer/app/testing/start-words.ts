import { en } from "#renderer/app/locales/en.ts";
import { startTranslation } from "#renderer/workspace/strings/i18n.ts";

// Parts that are loaded later in the app add their words as soon as they are imported: a test imports this before them.
await startTranslation(en);
