import { scenarios } from './dist/conformance/scenarios/catalogue.js';
import { play } from './dist/conformance/scenarios/runtime/play.js';
import { modelKernel } from './dist/model/index.js';
import { termsOf } from './dist/conformance/check/terms.js';
const N = Number(process.argv[2] ?? 10); const only = process.argv[3];
for (const s of scenarios) { if (only && s.name !== only) continue;
  const bad = {};
  const t0=Date.now();
  for (let seed = 1; seed <= N; seed++) {
    let x = seed * 2654435761 % 4294967296;
    const choose = (n) => { x = (Math.imul(x, 1664525) + 1013904223) >>> 0; return Math.floor(x / 4294967296 * n); };
    const p = play(s.make(), modelKernel(choose), null);
    for (const c of p.claims) if (!c.holds) bad[c.says] = (bad[c.says] ?? 0) + 1;
  }
  console.log(s.name, Date.now()-t0, JSON.stringify(bad));
}
