import { queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { limits } from "#services/contracts/limits.ts";
import { mentionAddressOf, readMention } from "#services/documents/schema/page-address.ts";

type Answer = OperationOutput<"documents.readMentions">;

/** What a reader may know of something mentioned. */
export type MentionName =
  | ({ readonly kind: "page" } & Answer["pages"][number])
  | ({ readonly kind: "person" } & Answer["people"][number]);

/** A name that is asked for together with others of the page. */
interface Asking {
  readonly address: string;
  readonly give: (name: MentionName | null) => void;
  readonly fail: (error: unknown) => void;
}

const waiting = new Map<string, Asking[]>();

/** The name behind a mention on a page; null where it is gone or the person may not know it. All that a page asks for at once goes in one request. */
export function mentionQuery(pageId: string, address: string) {
  return queryOptions({
    queryKey: queryKeys.mention(pageId, address),
    queryFn: () =>
      new Promise<MentionName | null>((give, fail) => {
        const asking = waiting.get(pageId) ?? [];
        if (asking.length === 0) setTimeout(() => void askTogether(pageId), 0);
        waiting.set(pageId, [...asking, { address, give, fail }]);
      }),
  });
}

async function askTogether(pageId: string): Promise<void> {
  const asking = waiting.get(pageId) ?? [];
  waiting.delete(pageId);
  const size = limits.mentionsPerRequest;
  const parts = Array.from({ length: Math.ceil(asking.length / size) }, (_, at) =>
    asking.slice(at * size, (at + 1) * size),
  );
  await Promise.all(parts.map((part) => askFor(pageId, part)));
}

async function askFor(pageId: string, asking: readonly Asking[]): Promise<void> {
  const mentioned = asking.flatMap(({ address }) => readMention(address) ?? []);
  const idsOf = (kind: "page" | "person") => mentioned.flatMap((one) => (one.kind === kind ? [one.id] : []));
  try {
    const input = { pageId, pageIds: idsOf("page"), userIds: idsOf("person") };
    const { pages, people } = await api.call("documents.readMentions", input);
    const names = new Map<string, MentionName>([
      ...pages.map((page) => [mentionAddressOf({ kind: "page", id: page.id }), { kind: "page", ...page }] as const),
      ...people.map((one) => [mentionAddressOf({ kind: "person", id: one.id }), { kind: "person", ...one }] as const),
    ]);
    for (const { address, give } of asking) give(names.get(address) ?? null);
  } catch (error) {
    for (const { fail } of asking) fail(error);
  }
}
