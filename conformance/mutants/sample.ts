/** `count` of the list, evenly spread over it, so that every family has some; the same each time. */
export const sampleOf = <T>(list: readonly T[], count: number): readonly T[] => {
  const size = Math.min(count, list.length);
  return Array.from({ length: size }, (_, at) => list[Math.floor((at * list.length) / size)]);
};
