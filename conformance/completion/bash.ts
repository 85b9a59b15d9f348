import { following, pathOf, pathPattern, quoted, valuesByPlace } from './shell.js';
import type { Candidate, Spot, Values } from './spots.js';

const words = (candidates: readonly Candidate[]): string => quoted(candidates.map(({ word }) => word).join(' '));
const PATHS: Readonly<Record<Values['paths'], string>> = { none: '', files: ' paths=-f', folders: ' paths=-d' };
const offer = ({ words: list, paths }: Values): string => `candidates=${words(list)}${PATHS[paths]}`;

/** The script that completes in bash, also in the 3.2 of macOS. Bash takes `:` and `=` for ends of words: what stands before them is not offered again. */
export const bashScript = (
  spots: readonly Spot[],
): string => `# Completion of l4c in bash: source <(l4c completion bash)
_l4c() {
  local line=\${COMP_LINE:0:COMP_POINT} at= before= candidates= paths= i
  local -a words
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  local cur=\${words[\${#words[@]} - 1]}
  for ((i = 1; i < \${#words[@]} - 1; i++)); do
    before=\${words[i]}
    case "$at $before" in
      ${pathPattern(spots)}) at+=" $before" ;;
    esac
  done
  [[ $cur == --*=* ]] && before=\${cur%%=*} cur=\${cur#*=}
  case "$at $before" in
${valuesByPlace(spots)
  .map(({ places, values }) => `    ${places.map(quoted).join(' | ')}) ${offer(values)} ;;`)
  .join('\n')}
    *) case "$at$([[ $cur == -* ]] && printf -- ' -')" in
${spots
  .map(
    (spot) => `      ${quoted(`${pathOf(spot)} -`)}) candidates=${words(spot.flags)} ;;
      ${quoted(pathOf(spot))}) ${offer(following(spot))} ;;`,
  )
  .join('\n')}
    esac ;;
  esac
  local IFS=$'\\n'
  COMPREPLY=($(IFS=' '; compgen -W "$candidates" -- "$cur"))
  if [[ -n $paths ]]; then
    ((\${#COMPREPLY[@]})) || compopt -o filenames 2>/dev/null # with it names, too, would be quoted
    COMPREPLY+=($(compgen "$paths" -- "$cur"))
  fi
  [[ \${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null
  local breaks=\${COMP_WORDBREAKS//[^:=]/}
  [[ -n $breaks ]] && COMPREPLY=("\${COMPREPLY[@]#"\${cur%"\${cur##*[$breaks]}"}"}")
  return 0
}
complete -F _l4c l4c
`;
