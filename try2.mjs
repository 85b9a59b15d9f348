import { scenarios } from './dist/conformance/scenarios/catalogue.js';
import { play } from './dist/conformance/scenarios/runtime/play.js';
import { modelKernel } from './dist/model/index.js';
import { renderStimulus, renderSeen } from './dist/spec/vocabulary/index.js';
const s = scenarios.find(x=>x.name===process.argv[2]);
for (let seed = 1; seed < 20; seed++) {
    let x = seed * 2654435761 % 4294967296;
    const choose = (n) => { x = (Math.imul(x, 1664525) + 1013904223) >>> 0; return Math.floor(x / 4294967296 * n); };
    const p = play(s.make(), modelKernel(choose), null);
    if (p.claims.every(c=>c.holds)) continue;
    const from = Number(process.argv[3] ?? -40);
    for (const st of p.steps.slice(from, from+60 || undefined)) console.log(String(st.by), '|', renderStimulus(st.stimulus), '|', renderSeen(st.seen));
    break;
}
