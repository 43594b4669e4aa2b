/** The colours a tag can have; each looks its own in the light and in the dark. */
export const tagColors = ["gray", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink"] as const;
export type TagColor = (typeof tagColors)[number];

/** The colour of a name; undefined where there is none called that. */
export function findTagColor(name: string): TagColor | undefined {
  return tagColors.find((color) => color === name);
}
