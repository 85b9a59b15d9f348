import { following, pathOf, pathPattern, quoted, valuesByPlace } from './shell.js';
import type { Candidate, Spot, Values } from './spots.js';

/** Words for `_describe`, in which a colon ends the word. */
const described = (candidates: readonly Candidate[]): string =>
  candidates.map(({ word, says }) => quoted(`${word.replaceAll(':', '\\:')}:${says}`)).join(' ');
const PATHS: Readonly<Record<Values['paths'], string>> = {
  none: '',
  files: '; paths=_files',
  folders: '; paths="_files -/"',
};
const offer = ({ words, paths }: Values): string => `offered=(${described(words)})${PATHS[paths]}`;

/** The script that completes in zsh. */
export const zshScript = (spots: readonly Spot[]): string => `#compdef l4c
# Completion of l4c in zsh: source <(l4c completion zsh), behind compinit; or a file _l4c in $fpath
_l4c() {
  local at= before= paths= i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    before=$words[i]
    case "$at $before" in
      (${pathPattern(spots)}) at+=" $before" ;;
    esac
  done
  if [[ $PREFIX == --*=* ]]; then
    before=\${PREFIX%%=*}
    compset -P "$before="
  fi
  case "$at $before" in
${valuesByPlace(spots)
  .map(({ places, values }) => `    (${places.map(quoted).join(' | ')}) ${offer(values)} ;;`)
  .join('\n')}
    (*) case "$at\${\${(M)PREFIX:#-*}:+ -}" in
${spots
  .map(
    (spot) => `      (${quoted(`${pathOf(spot)} -`)}) offered=(${described(spot.flags)}) ;;
      (${quoted(pathOf(spot))}) ${offer(following(spot))} ;;`,
  )
  .join('\n')}
    esac ;;
  esac
  (( $#offered )) && _describe l4c offered
  [[ -n $paths ]] && \${=paths}
}
if [[ $funcstack[1] == _l4c ]]; then
  _l4c "$@"
else
  compdef _l4c l4c
fi
`;
