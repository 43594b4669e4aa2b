import { type PointerEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  clampSidebarWidth,
  setPreferences,
  sidebarWidth,
  usePreferences,
} from "#renderer/workspace/preferences/preferences.ts";

const keyStep = 16;

/** The sidebar's column with an edge that can be dragged, or moved by the arrow keys. */
export function SidebarEdge({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const keptWidth = usePreferences((preferences) => preferences.sidebarWidth);
  const [draggedWidth, setDraggedWidth] = useState<number | null>(null);
  const width = draggedWidth ?? keptWidth;

  function follow(event: PointerEvent<HTMLElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) setDraggedWidth(clampSidebarWidth(event.clientX));
  }
  function settle() {
    if (draggedWidth !== null) setPreferences({ sidebarWidth: draggedWidth });
    setDraggedWidth(null);
  }
  return (
    <nav
      aria-label={t("sidebar.label")}
      className="relative flex shrink-0 border-line border-r bg-side"
      style={{ width }}
    >
      <div className="flex min-w-0 flex-1 flex-col">{children}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged or focused */}
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t("sidebar.resize")}
        aria-valuenow={width}
        aria-valuemin={sidebarWidth.min}
        aria-valuemax={sidebarWidth.max}
        className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-[3px] after:w-0.5 after:transition-colors hover:after:bg-accent-line active:after:bg-accent"
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={follow}
        onPointerUp={settle}
        onPointerCancel={() => setDraggedWidth(null)}
        onDoubleClick={() => setPreferences({ sidebarWidth: sidebarWidth.usual })}
        onKeyDown={(event) => {
          const step = event.key === "ArrowLeft" ? -keyStep : event.key === "ArrowRight" ? keyStep : 0;
          if (step === 0) return;
          event.preventDefault();
          setPreferences({ sidebarWidth: clampSidebarWidth(width + step) });
        }}
      />
    </nav>
  );
}
