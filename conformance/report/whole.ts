/** A number as people read it, rounded, in groups of three digits: 12,500. */
export const whole = (number: number): string => Math.round(number).toLocaleString('en');
