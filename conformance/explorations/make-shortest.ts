import { distinctions, shortestOfRules } from './shortest.js';

// Prints the shortest programs as they are stored: npm run shortest
process.stdout.write(`${JSON.stringify({ rules: shortestOfRules(), distinctions: distinctions() }, null, 2)}\n`);
