/** Nothing could be checked: the user's input is at fault. Printed as one line; exit code 2. */
export class UsageError extends Error {}
