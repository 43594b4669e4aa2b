import { type ReactNode, type RefObject, useCallback, useEffect, useState } from "react";
import type { ProviderStatus } from "#renderer/realtime/document-provider.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { findUnknownContent } from "#services/documents/schema/unknown-content.ts";
import { DocumentNotice } from "./document-notices.tsx";
import type { DocumentSession } from "./document-session.ts";
import type { EarlyInput } from "./early-input.ts";
import { DocumentEditor } from "./editor/document-editor.tsx";
import { findObstacle } from "./find-obstacle.ts";
import { UnknownDocument } from "./unknown-document.tsx";
import { useDocumentSession } from "./use-document-session.ts";
import { usePresence } from "./use-presence.ts";
import { useProviderStatus } from "./use-provider-status.ts";

export interface LiveDocumentProps {
  readonly page: PageDetails;
  readonly isEditable: boolean;
  /** Shown until the live content is here. */
  readonly firstPaint: ReactNode;
  readonly focusHandle: RefObject<() => void>;
  readonly early: EarlyInput;
  /** ↑ at the start of the text. */
  readonly onLeaveUp: () => void;
  /** The content at moments when it is worth looking at: when it is here, and when it is saved. */
  readonly onContent: (content: DocumentJson) => void;
  readonly onClose: (content: DocumentJson) => void;
}

/** The content is looked at when it has been saved for this long, in milliseconds: not while someone types. */
const contentAfterMs = 1_000;

/** A document with everyone who has it open; until it is connected, and whenever it cannot be, its content stays in sight. */
export function LiveDocument(props: LiveDocumentProps) {
  const session = useDocumentSession(props.page.id);
  return session === undefined ? (
    props.firstPaint
  ) : (
    <ConnectedDocument key={session.doc.guid} session={session} {...props} />
  );
}

interface ConnectedDocumentProps extends LiveDocumentProps {
  readonly session: DocumentSession;
}

function ConnectedDocument(props: ConnectedDocumentProps) {
  const { session, page, isEditable, firstPaint, onContent, onClose } = props;
  const status = useProviderStatus(session.provider, page.id);
  usePresence(session.provider, page.id);
  const [shown, setShown] = useState<Shown>({ kind: "first-paint" });
  const showUnknown = useCallback((what: string) => setShown({ kind: "unknown", what }), []);
  if (shown.kind === "first-paint" && isWorthShowing(status)) setShown(whatToShow(session));

  useEffect(() => {
    return shown.kind === "editor" ? watchContent(session, onContent) : undefined;
  }, [shown.kind, session, onContent]);

  useEffect(() => {
    if (shown.kind !== "editor") return undefined;
    return () => onClose(jsonFromYjs(session.doc));
  }, [shown.kind, session, onClose]);

  const obstacle = findObstacle({
    page,
    status,
    unknown: shown.kind === "unknown" ? shown.what : undefined,
    content: () => jsonFromYjs(session.doc),
  });
  return (
    <>
      {obstacle !== undefined && <DocumentNotice obstacle={obstacle} />}
      {shown.kind === "first-paint" && firstPaint}
      {shown.kind === "unknown" && <UnknownDocument doc={session.doc} />}
      {shown.kind === "editor" && (
        <DocumentEditor
          session={session}
          content={shown.content}
          page={page}
          isEditable={isEditable && obstacle === undefined}
          focusHandle={props.focusHandle}
          early={props.early}
          onLeaveUp={props.onLeaveUp}
          onUnknown={showUnknown}
        />
      )}
    </>
  );
}

/** Tells the content each time it has been saved for a while. */
function watchContent({ doc, provider }: DocumentSession, onContent: (content: DocumentJson) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (provider.readStatus().state !== "saved") return;
    timer = setTimeout(() => onContent(jsonFromYjs(doc)), contentAfterMs);
  };
  watch();
  const stop = provider.subscribe(watch);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

type Shown =
  | { readonly kind: "first-paint" }
  /** What the editor begins with, so that its first picture is the document. */
  | { readonly kind: "editor"; readonly content: DocumentJson }
  | { readonly kind: "unknown"; readonly what: string };

/** The first paint is newer than this device's copy, so that copy alone is shown only where the server says nothing. */
function isWorthShowing({ isSynced, state }: ProviderStatus): boolean {
  return isSynced && state !== "loading" && state !== "saving";
}

/** An editor that binds content it does not know deletes it for everyone, so such a document is never bound. */
function whatToShow(session: DocumentSession): Shown {
  const content = jsonFromYjs(session.doc);
  const what = findUnknownContent(content);
  return what === undefined ? { kind: "editor", content } : { kind: "unknown", what };
}
