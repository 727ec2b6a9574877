// Bundles GraphiQL into dist/graphiql: hashed file names, a gzipped twin of each text file, and a manifest of what a page loads.
// usage: npm ci && npm run build
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const OUT = join(import.meta.dirname, 'dist', 'graphiql');
const SOURCE = join(import.meta.dirname, 'graphiql');

// Monaco asks for its workers by these labels; each is a script of its own, without imports.
const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
};
const COMPRESSIBLE = new Set(['.js', '.css', '.ttf']);

const shared = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  minify: true,
  metafile: true,
  outdir: OUT,
  entryNames: '[name]-[hash]',
  chunkNames: 'chunk-[hash]',
  assetNames: '[name]-[hash]',
  legalComments: 'linked', // the licences of what is bundled stay beside it
  target: ['es2022'],
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.ttf': 'file' },
  logLevel: 'warning',
};

/** The output file that esbuild made of the entry point `name`, with the style sheet it brought along. */
function outputOf({ metafile }, name) {
  const [path, output] = Object.entries(metafile.outputs).find(([, made]) => made.entryPoint && basename(made.entryPoint).startsWith(`${name}.`));
  return { script: basename(path), style: output.cssBundle && basename(output.cssBundle) };
}

async function buildWorkers() {
  const entryPoints = Object.entries(WORKERS).map(([out, module]) => ({ in: module, out: `${out}.worker` }));
  const result = await build({ ...shared, entryPoints, format: 'iife' });
  return Object.fromEntries(Object.keys(WORKERS).map((label) => [label, outputOf(result, `${label}.worker`).script]));
}

async function buildPage(workers) {
  const define = { ...shared.define, WORKER_FILES: JSON.stringify(workers) };
  const result = await build({ ...shared, define, entryPoints: [join(SOURCE, 'main.jsx')], format: 'esm', splitting: true, jsx: 'automatic' });
  return outputOf(result, 'main');
}

async function compress() {
  const files = (await readdir(OUT)).filter((name) => COMPRESSIBLE.has(extname(name)));
  await Promise.all(files.map(async (name) => {
    const packed = await promisify(gzip)(await readFile(join(OUT, name)), { level: constants.Z_BEST_COMPRESSION });
    await writeFile(join(OUT, `${name}.gz`), packed);
  }));
  return files.length;
}

const started = performance.now();
await rm(OUT, { recursive: true, force: true });
const page = await buildPage(await buildWorkers());
const compressed = await compress();
// Written last: a build that was broken off leaves no manifest, and the server says so instead of serving half a page.
await writeFile(join(OUT, 'manifest.json'), `${JSON.stringify(page, null, 2)}\n`);
console.log(`GraphiQL: ${compressed} files bundled in ${Math.round(performance.now() - started)} ms`);
