/** The rules that no small scope reaches, and why; there may be three at most. */
export const unreached: readonly { readonly rule: string; readonly why: string }[] = [];
