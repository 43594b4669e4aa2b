import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "Cover of “{{title}}”",
  gradients: "Gradients",
  upload: "Upload a picture…",
  uploadHint: "JPEG, PNG, WebP, GIF or AVIF; or drop one on a cover.",
  change: "Change cover",
  reposition: "Reposition",
  remove: "Remove cover",
  position: "Which part of the picture is shown",
  positionHint: "Drag the picture, or use ↑ and ↓",
  savePosition: "Save position",
  cancel: "Cancel",
  notSet: "The cover stays as it was",
  removed: "Cover of “{{title}}” removed",
  noPicture: "“{{name}}” is no picture that can be a cover. Choose a JPEG, PNG, WebP, GIF or AVIF.",
  names: {
    dawn: "Dawn",
    peach: "Peach",
    sand: "Sand",
    moss: "Moss",
    mint: "Mint",
    sea: "Sea",
    sky: "Sky",
    dusk: "Dusk",
    lilac: "Lilac",
    plum: "Plum",
    rose: "Rose",
    slate: "Slate",
  },
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    cover: typeof en;
  }
}

addStrings("cover", en);
