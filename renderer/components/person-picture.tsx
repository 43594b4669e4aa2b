import { createContext, useContext, useState } from "react";

/** Gives the address of a person's picture; undefined where they have none. */
export type FindPicture = (userId: string) => string | undefined;

const Pictures = createContext<FindPicture>(() => undefined);

/** Lets every disc inside show the pictures of people. */
export const PicturesProvider = Pictures.Provider;

/** A person's picture over the letters that stand for them, in a place that is positioned and round; the letters show where there is none, and until it is there. */
export function PersonPicture({ userId }: { readonly userId: string }) {
  const address = useContext(Pictures)(userId);
  const [loaded, setLoaded] = useState<string>();
  if (address === undefined) return null;
  return (
    <img
      src={address}
      alt=""
      draggable={false}
      className={
        loaded === address ? "absolute inset-0 size-full rounded-full object-cover" : "absolute size-0 opacity-0"
      }
      onLoad={() => setLoaded(address)}
      onError={() => setLoaded(undefined)}
    />
  );
}
