import { Toaster as Sonner } from "sonner";

/** Where toasts appear; stands once in the app. */
export function Toaster({ theme, label }: { readonly theme: "light" | "dark"; readonly label: string }) {
  return (
    <Sonner
      theme={theme}
      position="bottom-center"
      containerAriaLabel={label}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[356px] max-w-[calc(100vw-32px)] items-center gap-3 rounded-lg border border-line bg-raised py-2.5 pr-2.5 pl-4 text-ink text-md shadow-lift",
          content: "min-w-0 flex-1",
          description: "mt-0.5 text-ink-2 text-sm",
          actionButton: "h-7 shrink-0 rounded-sm px-2.5 font-medium text-accent text-sm hover:bg-hover",
        },
      }}
    />
  );
}
