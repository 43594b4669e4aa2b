import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  gone: "This drive is not here",
  goneHint: "It was moved to the trash, or you are no longer in it.",
  failed: "The settings of this drive could not be read",
  description: "Description",
  descriptionHint: "What the drive is for; every member reads it here.",
  instructions: "Instructions for AI",
  instructionsHint: "What an AI is told before it works in this drive, such as words to use and things to leave alone.",
  addIcon: "Add icon",
  changeIcon: "Change the icon {{icon}}",
  saved: "The drive is saved",
  unsaved: "Not saved yet; kept on this device.",
  discard: "Discard",
  meanwhile: "Somebody else changed this meanwhile, to: “{{text}}”. Save again to put yours in its place.",
  none: "There is none yet.",
  byOthers: "The owner and the admins of the drive change these.",
  tags: "Tags",
  noTags: "There are no tags in this drive yet.",
  tagsFailed: "The tags could not be read.",
  tagName: "Name of the tag “{{tag}}”",
  tagColor: "Colour of the tag “{{tag}}”",
  tagPages_one: "{{count}} page",
  tagPages_other: "{{count}} pages",
  tagDelete: "Delete the tag “{{tag}}”",
  tagDeleted: "The tag “{{tag}}” is deleted",
  tagNotRestored: "The tag “{{tag}}” was not restored",
  tagNotMade: "The tag was not made",
  newTag: "New tag",
  addTag: "Add",
  trashTitle: "Move this drive to the trash",
  trashHint:
    "It goes out of everybody's reach at once, with its pages, files, share links and what programs may do in it. You find it in the trash and can restore it as it was; after {{days}} days it is deleted for ever.",
  trash: "Move to trash…",
  trashQuestion: "Move “{{drive}}” to the trash?",
  trashNow: "Move to trash",
  trashed: "“{{drive}}” moved to the trash",
  restored: "“{{drive}}” is back",
  notRestored: "The drive was not restored",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    driveSettings: typeof en;
  }
}

addStrings("driveSettings", en);
