import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** One way on. */
  readonly action?: ReactNode;
  readonly role?: "status" | "alert";
}

/** An empty state or an error in the place where the content would stand. */
export function Notice({ icon: Icon, title, children, action, role }: NoticeProps) {
  return (
    <div role={role} className="mx-auto flex max-w-100 flex-col items-center gap-2 px-6 py-14 text-center">
      <Icon aria-hidden strokeWidth={1.4} className="mb-1 size-7 text-ink-3" />
      <p className="font-medium text-lead text-ink">{title}</p>
      {children === undefined ? null : <div className="text-ink-2 leading-relaxed">{children}</div>}
      {action === undefined ? null : <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
}
