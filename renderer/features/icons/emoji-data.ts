import emojis from "emojibase-data/en/compact.json" with { type: "json" };
import messages from "emojibase-data/en/messages.json" with { type: "json" };
import type { EmojiData } from "frimousse";
import { isEmoji } from "#services/contracts/emoji.ts";

/** Tones of the skin and the like, which are no icons by themselves. */
const components = 2;

const tones = ["light", "medium-light", "medium", "medium-dark", "dark"] as const;

/** Whether this browser's Unicode knows an emoji: one it does not know it seldom draws. */
function isKnown(emoji: string): boolean {
  return /^\p{RGI_Emoji}$/v.test(emoji);
}

function skinsOf(skins: readonly { readonly unicode: string }[] | undefined): EmojiData["emojis"][number]["skins"] {
  // Signs of two people have a tone for each of them.
  if (skins?.length !== tones.length) return undefined;
  const [light = "", mediumLight = "", medium = "", mediumDark = "", dark = ""] = skins.map(({ unicode }) => unicode);
  return { light, "medium-light": mediumLight, medium, "medium-dark": mediumDark, dark };
}

/** Every emoji with the words it is found by, from this installation's own files. */
export const emojiData: EmojiData = {
  locale: "en",
  emojis: emojis.flatMap((emoji) => {
    const { unicode, label, group, tags = [], skins } = emoji;
    if (group === undefined || group === components || !isEmoji(unicode) || !isKnown(unicode)) return [];
    return [{ emoji: unicode, category: group, label, version: 0, tags, skins: skinsOf(skins) }];
  }),
  categories: messages.groups.flatMap(({ message, order }) =>
    order === components ? [] : [{ index: order, label: `${message.slice(0, 1).toUpperCase()}${message.slice(1)}` }],
  ),
  skinTones: {
    light: "light skin tone",
    "medium-light": "medium-light skin tone",
    medium: "medium skin tone",
    "medium-dark": "medium-dark skin tone",
    dark: "dark skin tone",
  },
};
