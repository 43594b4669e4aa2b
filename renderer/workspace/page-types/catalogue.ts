import { create } from "zustand";
import { canHoldPages } from "#services/contracts/page-types.ts";
import type { PageMaking, PageTypeRoom } from "./page-type-room.ts";

/** A type of page that a person makes by hand. */
export type MadeByHand = PageTypeRoom & { readonly making: PageMaking };

interface Catalogue {
  readonly rooms: readonly PageTypeRoom[];
}

/** Every type of page this window knows, in the order in which they are offered; empty until the app fills it. */
export const usePageTypes = create<Catalogue>(() => ({ rooms: [] }));

/** Makes types of pages known; stands before the first render. */
export function addPageTypes(rooms: readonly PageTypeRoom[]): void {
  usePageTypes.setState((catalogue) => ({ rooms: [...catalogue.rooms, ...rooms] }));
}

/** The room of a type; undefined for one that a newer server knows and this window does not. */
export function findPageType(type: string): PageTypeRoom | undefined {
  return usePageTypes.getState().rooms.find((room) => room.type === type);
}

/** The types a person makes by hand, the usual one first. */
export function listMadeByHand({ rooms }: Catalogue): readonly MadeByHand[] {
  return rooms.flatMap((room) => (room.making ? [{ ...room, making: room.making }] : []));
}

/** What is made where nobody says of which type: the first of those made by hand. */
export function findUsualType(): MadeByHand | undefined {
  return listMadeByHand(usePageTypes.getState())[0];
}

/** Whether pages of a type may have pages below them; of an unknown one nothing is known, so nothing is offered. */
export function holdsPages(type: string): boolean {
  const room = findPageType(type);
  return room !== undefined && canHoldPages(room.declaration);
}

/** Whether pages and files may be dropped on pages of a type. */
export function takesDrops(type: string): boolean {
  return holdsPages(type) && findPageType(type)?.drop === "below";
}

/** Whether what is made where nobody says of which type may lie right below pages of a type. */
export function takesUsual(type: string): boolean {
  const usual = findUsualType();
  return usual !== undefined && mayLieBelow(usual.type, type);
}

/** Whether files may be put right below pages of a type. */
export function takesFiles(type: string): boolean {
  const { rooms } = usePageTypes.getState();
  return rooms.some((room) => room.declaration.stores === "file" && mayLieBelow(room.type, type));
}

/** Whether a page of one type may come to lie right below a page of another. */
export function mayLieBelow(childType: string, parentType: string): boolean {
  const holds = findPageType(parentType)?.declaration.holds;
  return holds === "every" || holds?.some((type) => type === childType) === true;
}
