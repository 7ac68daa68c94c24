import { encoding } from "./encoding.ts";
import { identity } from "./identity.ts";
import { lifecycle } from "./lifecycle.ts";
import { links } from "./links.ts";
import type { OperationRule } from "./operation.ts";
import { parameters } from "./parameters.ts";
import { requestBody } from "./request-body.ts";
import { responses } from "./responses.ts";
import { security } from "./security.ts";
import { servers } from "./servers.ts";

/** All that can happen to an operation beside its schemas. */
export const operationRules: readonly OperationRule[] = [
  identity,
  lifecycle,
  parameters,
  requestBody,
  encoding,
  responses,
  links,
  security,
  servers,
];
