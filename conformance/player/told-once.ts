/** Names, each told once, where it first comes, with how often it comes: `sigma/map × 32`. */
export const toldOnce = (names: readonly string[]): readonly { readonly name: string; readonly told: string }[] => {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, count]) => ({ name, told: count === 1 ? name : `${name} × ${String(count)}` }));
};
