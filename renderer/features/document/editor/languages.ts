interface Language {
  /** Kept in the document. */
  readonly name: string;
  /** Shown. */
  readonly label: string;
  /** Other names by which people and programs call it. */
  readonly aliases?: readonly string[];
}

/** Languages offered for code blocks: those that can be coloured. Others found in a document stay as they are. */
export const languages: readonly Language[] = [
  { name: "arduino", label: "Arduino", aliases: ["ino"] },
  { name: "bash", label: "Bash", aliases: ["sh", "zsh", "shell-script"] },
  { name: "c", label: "C", aliases: ["h"] },
  { name: "csharp", label: "C#", aliases: ["c#", "cs"] },
  { name: "cpp", label: "C++", aliases: ["c++", "cc", "hpp", "cxx", "h++"] },
  { name: "css", label: "CSS" },
  { name: "diff", label: "Diff", aliases: ["patch"] },
  { name: "go", label: "Go", aliases: ["golang"] },
  { name: "graphql", label: "GraphQL", aliases: ["gql"] },
  { name: "xml", label: "HTML, XML", aliases: ["html", "xhtml", "svg", "rss", "plist"] },
  { name: "ini", label: "INI, TOML", aliases: ["toml"] },
  { name: "java", label: "Java" },
  { name: "javascript", label: "JavaScript", aliases: ["js", "jsx", "mjs", "cjs"] },
  { name: "json", label: "JSON", aliases: ["jsonc", "json5"] },
  { name: "kotlin", label: "Kotlin", aliases: ["kt", "kts"] },
  { name: "less", label: "Less" },
  { name: "lua", label: "Lua" },
  { name: "makefile", label: "Makefile", aliases: ["mk", "make"] },
  { name: "markdown", label: "Markdown", aliases: ["md"] },
  { name: "objectivec", label: "Objective-C", aliases: ["objc", "objective-c", "mm"] },
  { name: "perl", label: "Perl", aliases: ["pl"] },
  { name: "php", label: "PHP" },
  { name: "python", label: "Python", aliases: ["py"] },
  { name: "r", label: "R" },
  { name: "ruby", label: "Ruby", aliases: ["rb"] },
  { name: "rust", label: "Rust", aliases: ["rs"] },
  { name: "scss", label: "SCSS" },
  { name: "shell", label: "Shell session", aliases: ["console", "shellsession"] },
  { name: "sql", label: "SQL" },
  { name: "swift", label: "Swift" },
  { name: "typescript", label: "TypeScript", aliases: ["ts", "tsx", "mts", "cts"] },
  { name: "vbnet", label: "Visual Basic .NET", aliases: ["vb"] },
  { name: "wasm", label: "WebAssembly", aliases: ["wat"] },
  { name: "yaml", label: "YAML", aliases: ["yml"] },
];

/**
 * The languages to choose from for a block of code that names one: by its own name, which is kept, where it is another
 * name of a known language.
 */
export function languageChoices(own: string): readonly Pick<Language, "name" | "label">[] {
  const wanted = own.toLowerCase();
  const isOwn = ({ name, aliases = [] }: Language) => name === wanted || aliases.includes(wanted);
  if (own === "") return languages;
  if (!languages.some(isOwn)) return [{ name: own, label: own }, ...languages];
  return languages.map((language) => ({ name: isOwn(language) ? own : language.name, label: language.label }));
}
