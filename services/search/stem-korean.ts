/** Particles and endings that Korean puts behind a word (조사, and forms of 하다), the longest first. */
const endings = [
  ...[
    "했습니다",
    "하였습니다",
    "합니다",
    "되었습니다",
    "됐습니다",
    "됩니다",
    "입니다",
    "이었다",
    "에서는",
    "에서도",
    "으로는",
    "으로도",
  ],
  ...[
    "에게서",
    "이라고",
    "하세요",
    "해주세요",
    "하는",
    "하다",
    "했다",
    "하고",
    "하며",
    "하여",
    "해서",
    "하기",
    "되다",
    "되는",
    "된다",
    "에서",
    "에게",
    "께서",
  ],
  ...[
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "마다",
    "조차",
    "밖에",
    "이나",
    "이란",
    "이라",
    "이다",
    "에는",
    "에도",
    "와의",
    "과의",
  ],
  ...["은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만", "랑"],
].sort((a, b) => b.length - a.length);

/** Fewest syllables a stem has; shorter ones are mostly words whose end only looks like a particle. */
const stemSyllables = 2;

/**
 * A query whose Korean words stand without the particles behind them, so that 회의를 finds 회의 and 회의가. Texts need
 * none of that: they are sought by pairs of syllables, wherever in a word those stand.
 */
export function stemKorean(query: string): string {
  return query.normalize("NFC").replace(/[가-힣]+/g, (word) => {
    const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= stemSyllables);
    return ending === undefined ? word : word.slice(0, -ending.length);
  });
}
