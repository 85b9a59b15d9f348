import './without-eval.js';
import type { Offered } from '../offered.js';
import { player } from './player.js';

// What the page of the player runs: programs, and where rules are told of, stand in it as JSON.

const given = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? 'null');
const home = document.getElementById('player');
const places = given('places') as Readonly<Record<string, string>>;
if (home !== null) player(home, given('programs') as readonly Offered[], (rule) => places[rule] ?? '#');
