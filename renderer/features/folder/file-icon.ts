import {
  Calendar,
  Captions,
  Contact,
  File,
  FileArchive,
  FileBraces,
  FileCode,
  FileHeadphone,
  FilePlay,
  FileSpreadsheet,
  FileType,
  Image,
  type LucideIcon,
  Mail,
  Presentation,
} from "lucide-react";

/** Icons by a part of the media type, the first that fits. */
const icons: readonly (readonly [RegExp, LucideIcon])[] = [
  [/^image\//, Image],
  [/^audio\//, FileHeadphone],
  [/^video\//, FilePlay],
  [/spreadsheet|ms-excel|\/csv|tab-separated/, FileSpreadsheet],
  [/presentation|ms-powerpoint/, Presentation],
  [/pdf$|wordprocessingml|msword|opendocument\.text|\/rtf|epub|^text\/plain/, FileType],
  [/zip$|gzip|x-tar|x-7z|x-rar|x-xz|x-bzip/, FileArchive],
  [/^message\//, Mail],
  [/calendar$/, Calendar],
  [/vcard$/, Contact],
  [/vtt$/, Captions],
  [/json$/, FileBraces],
  [/html|xml|javascript|^text\//, FileCode],
];

/** Kinds of plain text, which only the ends of their names tell. */
const plainIcons: readonly (readonly [RegExp, LucideIcon])[] = [
  [/\.(csv|tsv)$/i, FileSpreadsheet],
  [/\.(json|jsonl|ya?ml|toml)$/i, FileBraces],
  [/\.(c|cc|cpp|cs|css|go|h|hpp|java|js|jsx|kt|lua|php|pl|ps1|py|r|rb|rs|sh|sql|swift|tex|ts|tsx)$/i, FileCode],
];

/** The sign of a kind of file, by its media type, and by its name where that is text of any kind. */
export function fileIcon(mediaType: string, name: string): LucideIcon {
  if (mediaType.startsWith("text/plain")) {
    const plain = plainIcons.find(([end]) => end.test(name));
    if (plain !== undefined) return plain[1];
  }
  return icons.find(([kind]) => kind.test(mediaType))?.[1] ?? File;
}
