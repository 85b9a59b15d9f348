import type { Candidate, Spot, Values } from './spots.js';

/** A text that fish takes as it is, in quotes; in it only a backslash and a quote are special. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
/** Words for `-a`, which fish takes apart at blanks once more. */
const list = (candidates: readonly Candidate[]): string => quoted(candidates.map(({ word }) => word).join(' '));
const here = ({ path }: Spot): string => `complete -c l4c -n ${quoted(`__l4c_at ${quoted(path)}`)}`;

/** After an option: the words alone, or with files; fish knows folders by a function of its own. */
const behind = ({ words, paths }: Values): string =>
  [
    paths === 'files' ? ' -r -F' : ' -x',
    ...(words.length > 0 ? [` -a ${list(words)}`] : []),
    ...(paths === 'folders' ? [" -a '(__fish_complete_directories)'"] : []),
  ].join('');

const linesOf = (spot: Spot): readonly string[] => [
  ...spot.commands.map(({ word, says }) => `${here(spot)} -a ${word} -d ${quoted(says)}`),
  ...spot.operands.words.map(({ word, says }) => `${here(spot)} -a ${word} -d ${quoted(says)}`),
  ...(spot.operands.paths === 'files' ? [`${here(spot)} -F`] : []),
  ...(spot.operands.paths === 'folders' ? [`${here(spot)} -a '(__fish_complete_directories)'`] : []),
  ...spot.flags.map(
    ({ word, says, values }) =>
      `${here(spot)} -l ${word.replace(/^--/, '')}${values === null ? '' : behind(values)} -d ${quoted(says)}`,
  ),
];

/** The script that completes in fish. */
export const fishScript = (spots: readonly Spot[]): string => `# Completion of l4c in fish: l4c completion fish | source
function __l4c_at
  set -l at
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ${spots.map(({ path }) => quoted(path === '' ? '' : path.includes(' ') ? path : ` ${path}`)).join(' ')}
        set at (string trim "$at $word")
    end
  end
  test "$at" = "$argv[1]"
end
complete -c l4c -f
${spots.flatMap(linesOf).join('\n')}
`;
