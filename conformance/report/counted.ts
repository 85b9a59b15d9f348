/** So many things, as one says it: `1 frame`, `2 frames`, `1 stimulus`, `2 stimuli`. */
export const counted = (count: number, thing: string, things = `${thing}s`): string =>
  `${String(count)} ${count === 1 ? thing : things}`;
