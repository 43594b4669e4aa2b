import type { ReactNode } from "react";

interface FrontPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of what stands before the workspace: setup, sign-in, invite. */
export function FrontPage({ title, lead, children }: FrontPageProps) {
  return (
    <main className="h-full overflow-auto bg-side">
      <div className="mx-auto flex min-h-full w-full max-w-104 flex-col justify-center px-4 py-12">
        <img src="/icon.svg" alt="" className="mb-5 size-10" />
        <h1 className="font-[680] text-title-narrow leading-tight tracking-[-0.018em]">{title}</h1>
        {lead === undefined ? null : <div className="mt-2 text-lead text-ink-2 leading-relaxed">{lead}</div>}
        <div className="mt-6 rounded-lg border border-line bg-raised p-5 shadow-lift">{children}</div>
      </div>
    </main>
  );
}
