import type { Report } from '../check/report.js';

/** By which dialect a kernel was judged, in words; null if by the reference. */
export const dialectOf = ({ dialect }: Report): string | null => {
  if (typeof dialect === 'string') return dialect === 'reference' ? null : dialect;
  const departing = Object.entries(dialect).map(([name, value]) => `${name} ${value}`);
  return departing.length === 0 ? null : departing.join(', ');
};
