import type { SlackMessage } from "../../../src/publish/notify/slack.ts";

/**
 * What Slack, and what understands its messages, would complain about.
 * @see https://docs.slack.dev/reference/block-kit/blocks/section-block and https://docs.slack.dev/messaging/formatting-message-text
 */
export function complaints({ text, blocks }: SlackMessage, ours: RegExp): string[] {
  const texts = [text, ...blocks.map((block) => block.text.text)];
  return [
    ...(text.length === 0 || text.length > 2_000 ? [`text of ${text.length} characters`] : []),
    ...(blocks.length > 50 ? [`${blocks.length} blocks`] : []),
    ...blocks.flatMap(({ text: { text: inside } }) =>
      inside.length === 0 || inside.length > 3_000 ? [`a block of ${inside.length} characters`] : [],
    ),
    ...texts.flatMap((one) => acting(one, ours)),
  ];
}

/** Whatever would act that is not a link of ours. */
function acting(text: string, ours: RegExp): string[] {
  const markup = text.match(/<[^>]*>?/g) ?? [];
  const plain = text.replace(/<[^>]*>/g, "");
  return [
    ...markup.filter((one) => !ours.test(one)),
    ...(plain.match(/@(?=[\p{L}\p{N}])|https?:\/\/|`|&(?!(amp|lt|gt);)|\]\(/gu) ?? []),
    ...(plain.includes(">") ? [">"] : []),
  ];
}
