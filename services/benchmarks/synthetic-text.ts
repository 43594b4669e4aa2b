const vocabulary = 200_000;
const syllables = "ka lo mi ren tu sal vo der nim pas gor el fi un schif dam".split(" ");
export const han = "我想去游泳会议记录讨论了数据库的性能优化问题天气很好学习";

/** Numbers from 0 to below 1, the same in every run for one seed. */
export function createRandom(seed: number): () => number {
  let state = 1 + ((seed * 16_807) % 2_147_483_646);
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** The word of a rank: low ranks are common, as in any language. */
export function wordOf(rank: number): string {
  let word = "";
  for (let rest = rank + 1; rest > 0 || word.length < 4; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length] ?? "";
  return word;
}

/** A text of so many words of Latin letters and four signs of Chinese. */
export function writeText(random: () => number, words: number): string {
  const drawn = Array.from({ length: words }, () => wordOf(Math.floor(vocabulary ** random()) - 1));
  const start = Math.floor(random() * (han.length - 4));
  return `${drawn.join(" ")} ${han.slice(start, start + 4)}`;
}
