import { z } from "zod";
import { contractSchema } from "../../report/schema.ts";
import type { CheckedContract } from "../look/contract.ts";
import type { Maker } from "./maker.ts";

/** What checking one shard came to. Plain data, for another machine to read. */
export interface ShardResult extends Maker {
  readonly schemaVersion: 1;
  /** `2/8`: the second of eight. */
  readonly shard: string;
  /** When the shard was done, ISO 8601 in UTC, with milliseconds. */
  readonly checkedAt: string;
  readonly contracts: readonly CheckedContract[];
}

/** No result is larger: what is kept of it is in memory several times. */
export const resultBytesLimit = 256 * 1024 * 1024;

const some = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.object(shape).readonly();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** Who merges may write to the repository and who checks may not, so a result must not name what nobody proposes to change. */
const path = z
  .string()
  .regex(
    /^(?!\.git(hub)?(\/|$))(?!.*(^|\/)\.{0,2}(\/|$))[^\\:\0]+$/i,
    "expected a path inside the repository, with slashes, and not below .git or .github",
  );

const proposal = some({
  vendor: z.string(),
  identity: z.string().meta({ description: "Short hash of what merging it would mean." }),
  contract: z.string().meta({ description: "Short hash of the contract alone." }),
  commits: list(some({ subject: z.string(), body: z.string(), files: list(some({ path, text: z.string() })) })),
});

const checked = some({
  report: contractSchema,
  proposal: proposal.exactOptional().meta({ description: "What a pull request would hold." }),
  tookMs: z.int().min(0).meta({ description: "Milliseconds that it took." }),
}).refine(
  (one) => one.proposal === undefined || one.proposal.vendor === one.report.vendor,
  "expected a proposal for the vendor of the report",
) satisfies z.ZodType<CheckedContract, CheckedContract>;

/** The one source of `schema/result.json`, held to the types. */
export const resultSchema = some({
  schemaVersion: z.literal(1),
  driftpin: z.string().meta({ description: "The version that checked." }),
  configuration: z.string().meta({ description: "Short hash of what the configuration says that a check goes by." }),
  shard: z
    .string()
    .regex(/^\d+\/\d+$/)
    .meta({ description: "2/8: the second of eight." }),
  checkedAt: z.iso.datetime({ precision: 3 }).meta({ description: "When the shard was done, in UTC." }),
  contracts: list(checked),
}).meta({
  title: "driftpin result of a shard",
  description: "What `driftpin check --shard` writes, for `driftpin merge`.",
}) satisfies z.ZodType<ShardResult, ShardResult>;

/** The same as JSON Schema (2020-12). It allows more members than it names, so that a later version can add some. */
export function resultJsonSchema(): object {
  return z.toJSONSchema(resultSchema, {
    target: "draft-2020-12",
    io: "input",
    reused: "ref",
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly; // TypeScript's matter
    },
  });
}
