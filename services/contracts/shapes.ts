import * as z from "zod";
import { accessLevels, driveRoles } from "#services/contracts/access-levels.ts";
import { isBlank } from "#services/contracts/blank-text.ts";
import { coverGradients } from "#services/contracts/cover-gradients.ts";
import { canonicalEmail, emailPattern, hasKnownDomain } from "#services/contracts/email-address.ts";
import { isEmoji } from "#services/contracts/emoji.ts";
import { limits } from "#services/contracts/limits.ts";
import { pageTypeNames, pageTypes } from "#services/contracts/page-types.ts";
import { tagColors } from "#services/contracts/tag-colors.ts";
import { tidyTagName } from "#services/contracts/tag-name.ts";

/** PostgreSQL text holds no NUL and no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
const unstorable = "must not contain NUL or broken characters";

/** Text a person typed that PostgreSQL can hold. */
export const Text = z.string().refine(isStorable, unstorable);

export const PageType = z.enum(pageTypeNames).meta({ id: "PageType" });
export type PageType = z.infer<typeof PageType>;
/** The types a person makes by hand. */
export const CreatablePageType = PageType.extract(pageTypeNames.filter((name) => pageTypes[name].isMadeByHand));
export const AccessLevel = z.enum(accessLevels);
export const DriveRole = z.enum(driveRoles);
export const Id = z.guid().describe("A UUID.");
export const Timestamp = z.iso.datetime().describe("ISO 8601, UTC.");
export const Title = Text.max(limits.titleCharacters)
  .overwrite((text) => (isBlank(text) ? "" : text))
  .describe("At most 500 characters; empty, or of nothing that is seen, shows as “Untitled”.");
export const Icon = Text.refine(isEmoji, "must be one emoji").describe("One emoji.");
const Name = Text.max(limits.nameCharacters).refine((text) => !isBlank(text), "must not be empty");
export const PersonName = Name;
export const DriveName = Name;
export const TokenName = Name;
export const TagName = Text.overwrite(tidyTagName)
  .max(limits.tagNameCharacters)
  .refine((text) => !isBlank(text), "must not be empty")
  .describe("At most 50 characters; unlike every other of the drive, whatever their case.");
export const TagColor = z.enum(tagColors).meta({ id: "TagColor" });
export const Email = z
  .email({ pattern: emailPattern })
  .max(254)
  .overwrite(canonicalEmail)
  .max(254)
  .refine(hasKnownDomain, "must have a domain that can exist")
  .describe("Of any script; compared without regard to case, the domain as the network knows it.");
/** Marks a field whose value must not be seen: never on a command line, never in an example. */
export const secretField = { format: "password" } as const;
export const NewPassword = z
  .string()
  .min(limits.passwordMinCharacters)
  .max(limits.passwordMaxCharacters)
  .meta(secretField);
export const Cursor = z.string().max(2_000).describe("Opaque; from the previous answer.");
export const Empty = z.object({}).meta({ id: "Empty" });

export const PersonSummary = z
  .object({ id: Id, name: z.string(), email: z.string().nullable() })
  .meta({ id: "PersonSummary" });
export type PersonSummary = z.infer<typeof PersonSummary>;

export const DriveSummary = z
  .object({
    id: Id,
    name: z.string(),
    icon: z.string().nullable(),
    role: DriveRole,
    kind: z.enum(["home", "shared"]),
    sharedBy: z
      .string()
      .nullable()
      .describe("The owner's name, where one is no member and only pages of the drive are shared with one."),
  })
  .meta({ id: "DriveSummary" });
export type DriveSummary = z.infer<typeof DriveSummary>;

export const DriveDetails = DriveSummary.extend({
  description: z.string().describe("Empty for who is no member."),
  aiInstructions: z.string().describe("What an AI is told before it works in the drive; empty for who is no member."),
}).meta({ id: "DriveDetails" });
export type DriveDetails = z.infer<typeof DriveDetails>;

export const TrashedDrive = z
  .object({
    id: Id,
    name: z.string(),
    icon: z.string().nullable(),
    pageCount: z.number().int(),
    trashedAt: Timestamp,
    deletedAt: Timestamp.describe("When it is deleted for ever."),
  })
  .meta({ id: "TrashedDrive" });
export type TrashedDrive = z.infer<typeof TrashedDrive>;

export const DriveMember = z
  .object({
    person: PersonSummary,
    role: DriveRole,
    joinedAt: Timestamp,
    grantCount: z
      .number()
      .int()
      .nullable()
      .describe("How many pages of the drive are granted to them by name; told to those in charge, as addresses are."),
  })
  .meta({ id: "DriveMember" });
export type DriveMember = z.infer<typeof DriveMember>;

export const Tag = z.object({ id: Id, name: z.string(), color: TagColor }).meta({ id: "Tag" });
export type Tag = z.infer<typeof Tag>;
/** What stands over a page. */
export const Cover = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("gradient"), name: z.enum(coverGradients) }),
    z.object({
      kind: z.literal("picture"),
      fileId: Id.describe("The page of the picture's file, right below the page whose cover it is."),
      position: z
        .number()
        .int()
        .min(0)
        .max(100)
        .default(50)
        .describe("Which part of a higher picture is shown: 0 its top, 100 its bottom."),
    }),
  ])
  .meta({ id: "Cover" });
export type Cover = z.infer<typeof Cover>;

export const PageSummary = z
  .object({
    id: Id,
    driveId: Id,
    parentId: Id.nullable().describe("Null at the root of the drive, or where the parent may not be seen."),
    type: PageType,
    title: z.string(),
    icon: z.string().nullable(),
    position: z.string().describe("Siblings sort by this string, compared by code unit."),
    hasChildren: z.boolean(),
    isTrashed: z.boolean(),
    isTemplate: z.literal(true).optional().describe("Of pages from which new ones are made."),
    tags: z.array(Tag).optional().describe("By name, where the page carries any."),
    isFullWidth: z.literal(true).optional().describe("Of pages that use the whole width of the window."),
    isLocked: z
      .literal(true)
      .optional()
      .describe("Of pages whose content, title, icon and cover nobody changes until they are unlocked."),
    cover: Cover.optional().describe("Of pages with one, where its picture is there and may be seen."),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    file: z
      .object({
        sizeBytes: z.number().int(),
        mediaType: z.string().describe("Found from the content, not from the name."),
      })
      .optional()
      .describe("Of pages that show a file."),
    inTrash: z
      .object({
        since: Timestamp,
        pagesBelow: z.number().int().describe("How many pages went there with it, as far as the person may see them."),
      })
      .optional()
      .describe("In listings of the trash."),
  })
  .meta({ id: "PageSummary" });
export type PageSummary = z.infer<typeof PageSummary>;

/** A page that leads to another one. */
export const Backlink = z
  .object({
    pageId: Id,
    driveId: Id,
    type: PageType,
    title: z.string(),
    icon: z.string().nullable(),
    breadcrumb: z.array(z.string()).describe("Titles from the drive down to the parent, as far as visible."),
    excerpt: z.string().describe("Plain text around the link."),
  })
  .meta({ id: "Backlink" });
export type Backlink = z.infer<typeof Backlink>;

export const PageDetails = PageSummary.extend({
  level: AccessLevel.describe("What the asking person may do with this page."),
  isRestricted: z.boolean().describe("Only those see it to whom it, or a page above it, is granted."),
  breadcrumb: z
    .array(z.object({ id: Id, title: z.string(), type: PageType, icon: z.string().nullable() }))
    .describe("From the drive's root to the parent, as far as the person may see."),
  updatedBy: z.string().nullable().describe("Name of the person who last changed it."),
}).meta({ id: "PageDetails" });
export type PageDetails = z.infer<typeof PageDetails>;

/** What a grant can give. */
export const GrantLevel = AccessLevel.exclude(["none"]);
/** The roles a grant can name; owners and admins manage every page anyway. */
export const GrantRole = DriveRole.exclude(["owner", "admin"]);

export const PagePermissions = z
  .object({
    pageId: Id,
    level: AccessLevel.describe("What the asking person may do with the page."),
    isRestricted: z.boolean().describe("Of the page itself: the roles of the drive give nothing on it and below."),
    restrictedBy: z
      .object({ pageId: Id.nullable(), title: z.string().nullable() })
      .nullable()
      .describe("The nearest restricted page above it, without its name where that may not be seen."),
    grants: z
      .array(
        z.object({
          id: Id,
          person: PersonSummary.nullable(),
          role: GrantRole.nullable().describe("In place of a person."),
          level: GrantLevel,
          expiresAt: Timestamp.nullable(),
          from: z
            .object({ pageId: Id.nullable(), title: z.string().nullable() })
            .nullable()
            .describe("The page above that the grant was given on; null: this page."),
        }),
      )
      .describe("All that count here: those of this page and, up to the nearest restricted page, those above."),
    people: z
      .array(z.object({ person: PersonSummary, role: DriveRole.nullable(), level: AccessLevel }))
      .describe("Who may see the page, the most powerful first; a null role is of no member."),
    hasMorePeople: z.boolean(),
  })
  .meta({ id: "PagePermissions" });
export type PagePermissions = z.infer<typeof PagePermissions>;

const People = z
  .object({ people: z.array(PersonSummary).describe("The first of them by name."), count: z.number().int() })
  .describe("Without their addresses.");

export const MovePreview = z
  .object({
    gains: People.describe("Who does not see one of the pages now and will."),
    loses: People.describe("Who sees one of them, or something below it, now and will not."),
    endingGrants: z.number().int().describe("Grants on them and below that end, as in every move to another drive."),
    keptLinks: z
      .number()
      .int()
      .describe("Links for people without an account, on them and below, that go on in another drive."),
    endingTags: z.array(z.string()).describe("Tags on them and below that no tag of another drive is called like."),
    isPublicThere: z
      .boolean()
      .describe(
        "A link to a page above the new place, but not above an old one, shows them to people without an account.",
      ),
    mayReturn: z.boolean().describe("Whether the asking person could move them back."),
  })
  .meta({ id: "MovePreview" });
export type MovePreview = z.infer<typeof MovePreview>;

export const FileDetails = z
  .object({
    pageId: Id,
    name: z.string(),
    sizeBytes: z.number().int(),
    mediaType: z.string().describe("Found from the content, not from the name."),
    contentHash: z.string().describe("SHA-256 of the bytes, lower-case hex."),
    preview: z.enum(["none", "pending", "ready", "failed"]),
    previewReason: z.string().nullable(),
    text: z.enum(["none", "pending", "ready", "failed"]),
    textReason: z.string().nullable(),
    textContent: z.string().nullable().describe("The extracted text, once ready."),
  })
  .meta({ id: "FileDetails" });
export type FileDetails = z.infer<typeof FileDetails>;
