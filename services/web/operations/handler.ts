import type * as z from "zod";
import type { Catalogue, OperationName } from "#services/contracts/catalogue.ts";
import type { Download, HandlerContext } from "#services/web/context.ts";

/** Operations that answer raw bytes. */
export type DownloadName = "files.download" | "files.preview" | "people.readAvatar";

type HandlerResult<Name extends OperationName> = Name extends DownloadName
  ? Download
  : z.input<Catalogue[Name]["output"]> | z.output<Catalogue[Name]["output"]>;

/** The one implementation of an operation: rights are checked before it runs and its output is parsed after. */
export type Handler<Name extends OperationName> = (context: HandlerContext<Name>) => Promise<HandlerResult<Name>>;
