// Writes beside each OpenAPI document that is named, as its path without .json, what openapi-typescript makes of it.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

for (const path of process.argv.slice(2)) {
	// Who calls may leave out what has a default.
	const nodes = await openapiTS(readFileSync(path, "utf8"), { defaultNonNullable: false });
	writeFileSync(path.replace(/\.json$/, ".ts"), astToString(nodes));
}
