import { remember } from "../ledger/index.ts";
import { failingSince } from "../ledger/since.ts";
import type { ContractReport } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";

/**
 * Tells the ledger what was found, and says in turn since when things could not be checked.
 * @param path absolute path of the ledger
 * @throws UsageError where the ledger cannot be read
 */
export async function withHistory(
  contracts: readonly ContractReport[],
  path: string,
  runtime: Runtime,
): Promise<readonly ContractReport[]> {
  await remember(contracts, path, runtime);
  if (contracts.every(({ unknown }) => unknown.length === 0)) return contracts;
  const sinceOf = await failingSince(path, runtime);
  return contracts.map((contract) => ({
    ...contract,
    unknown: contract.unknown.map((failure) => {
      const since = sinceOf({ vendor: contract.vendor, operation: failure.operation });
      return since === undefined ? failure : { ...failure, since };
    }),
  }));
}
