import { Toaster as Sonner } from "sonner";

interface ToasterProps {
  readonly theme: "light" | "dark";
  readonly label: string;
  /** Whether what stands at the lower edge of the window is to stay in sight: trash and person of the sidebar. */
  readonly isRaised: boolean;
}

/** Above the trash and the person, in pixels. */
const raised = { bottom: 104 };

/** Where toasts appear; stands once in the app. */
export function Toaster({ theme, label, isRaised }: ToasterProps) {
  return (
    <Sonner
      theme={theme}
      position="bottom-center"
      containerAriaLabel={label}
      gap={8}
      {...(isRaised ? { offset: raised, mobileOffset: raised } : {})}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            // What stands over the window takes the pointer from everything else.
            "pointer-events-auto flex font-sans w-[356px] max-w-[calc(100vw-32px)] items-center gap-3 rounded-lg border border-line bg-raised py-2.5 pr-2.5 pl-4 text-ink text-md shadow-lift",
          content: "min-w-0 flex-1",
          description: "mt-0.5 text-ink-2 text-sm",
          actionButton: "h-7 shrink-0 rounded-sm px-2.5 font-medium text-accent text-sm hover:bg-hover",
        },
      }}
    />
  );
}
