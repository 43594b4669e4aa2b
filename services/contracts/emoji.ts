/**
 * One emoji as Unicode builds them (UTS #51): a keycap, a flag, or pictographs that joiners make one sign of, each with its
 * tone or look. Sequences of a newer Unicode than this process knows are among them.
 */
const oneEmoji =
  /^(?:[0-9#*]\u{FE0F}?\u{20E3}|\p{RI}\p{RI}|\u{1F3F4}[\u{E0020}-\u{E007E}]{1,6}\u{E007F}|\p{ExtPict}\u{FE0F}?\p{EMod}?(?:\u{200D}\p{ExtPict}\u{FE0F}?\p{EMod}?)*)$/u;

/** The longest there are hold a family or a flag, in UTF-16 code units. */
const longestEmoji = 32;

/** Whether a text is one emoji and nothing else. */
export function isEmoji(text: string): boolean {
  return text.length <= longestEmoji && oneEmoji.test(text) && [...new Intl.Segmenter().segment(text)].length === 1;
}
