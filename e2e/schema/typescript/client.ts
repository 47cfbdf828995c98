// A client of testdata/schema/shop, as a front end has it: what it must not do does not compile.
import type { components, paths } from "./shop";
import type { components as tags } from "./tags";
import type { paths as web } from "./web";

type Order = paths["/buy"]["post"]["requestBody"]["content"]["application/json"];
type Answer = paths["/buy"]["post"]["responses"][200]["content"]["application/json"];
type Failure = components["schemas"]["Error"];

export const order: Order = {
	customer: "Ada",
	items: [{ sku: "A-1", count: 2, price: { amount: 100 } }, { sku: "A-2" }],
	note: null,
};

// @ts-expect-error customer is required
export const nobody: Order = { items: [] };

// @ts-expect-error a count is a number
export const wrong: Order = { customer: "Ada", items: [{ sku: "A-1", count: "2" }] };

// @ts-expect-error the parameters are required
export const none: Order | undefined = undefined satisfies paths["/buy"]["post"]["requestBody"];

export function total(answer: Answer): number {
	return answer.total ? answer.total.amount : 0;
}

export function reason(failure: Failure): string {
	if (typeof failure.error === "string") {
		return failure.error;
	}
	const fields: { [name: string]: string } = failure.error.fields ?? {};
	return [failure.error.message, ...Object.values(fields)].join(", ");
}

// What failed may be a result, if the function chooses the status of these.
type Refused = web["/Respond"]["post"]["responses"][400 | "default"]["content"]["application/json"];

export function found(refused: Refused): string {
	return "error" in refused ? reason(refused) : refused.url;
}

// @ts-expect-error it need not be an error
export const failure: Failure = undefined! as Refused;

// What has a default may be left out, and what is listed is checked.
export const limits: tags["schemas"]["LimitsInput"] = { age: 18, state: "open", own: "anything" };

// @ts-expect-error there is no such state
export const lost: tags["schemas"]["LimitsInput"] = { age: 18, state: "lost", own: [] };
