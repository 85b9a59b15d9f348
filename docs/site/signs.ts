/** What a formula may be made of, in TeX, and what it stands for. */
export interface Sign {
  readonly sign: string;
  readonly says: string;
}
/** Signs that speak of the same. */
export interface Signs {
  readonly title: string;
  readonly signs: readonly Sign[];
}

/** Macros that say how something is set, and nothing by themselves. */
const SETTING = /^\\(mathbin|textstyle|bar|begin|end|quad|dots)$/;
const NOT_A_SIGN = /\\[,;\\!{}]|\\(begin|end)\{[a-z]*\}/g;
/** The words, macros and letters of which a formula is made, each once, in their order. */
export const signsIn = (tex: string): readonly string[] => {
  const tokens = tex.replaceAll(NOT_A_SIGN, ' ').matchAll(/\\text\{([^}]*)\}|\\[A-Za-z]+|[A-Za-z]/g);
  const signs = [...tokens].map(([token, word]) => (word as string | undefined) ?? token);
  return [...new Set(signs.filter((it) => !SETTING.test(it)))];
};
