/** A word as search compares it, with where it stands in the text it was read from. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /**
   * `whole`: as it stands between spaces or by the dictionary; `part`: of such a word (`snake` of `snake_case`, `2` of
   * `v2`); `pair` and `single`: two letters, or one, of a script without sure borders of words; `variant`: the whole
   * before it in another spelling (`mueller` of `Müller`); `joined`: wholes from `start` on written as one (`wifi` of
   * `wi-fi`); `name`: the whole before it with its signs (`c++`); `sign`: `%`, `§`, `_` alone.
   */
  readonly kind: "whole" | "part" | "pair" | "single" | "variant" | "joined" | "name" | "sign";
}
