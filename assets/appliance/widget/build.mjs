// Owns the build: sources to build/, always the same bytes for the same sources. `--tests` bundles the tests instead.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const OUT = "build";
const TEST_OUT = "node_modules/.cache/tests";

const minifiedCss = {
  name: "minified-css",
  setup(run) {
    run.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const shared = { bundle: true, minify: true, target: "es2020", charset: "utf8", legalComments: "none", plugins: [minifiedCss] };

async function bundle(entry, format, define = {}) {
  const result = await build({ ...shared, entryPoints: [entry], format, define, write: false });
  return result.outputFiles[0].text;
}

async function texts() {
  const names = (await readdir("texts")).filter((name) => name.endsWith(".json")).sort();
  const minify = async (name) => JSON.stringify(JSON.parse(await readFile(`texts/${name}`, "utf8")));
  return Promise.all(names.map(async (name) => [`texts/${name}`, await minify(name)]));
}

// The loader names this digest in every address it asks for, so that an old copy in a cache never meets a new loader.
function digest(files) {
  const hash = createHash("sha256");
  for (const [name, content] of files) hash.update(name).update("\0").update(content).update("\0");
  return hash.digest("hex").slice(0, 12);
}

async function buildWidget() {
  const late = [["panel.js", await bundle("src/panel.ts", "esm")], ...(await texts())];
  const loader = await bundle("src/loader.ts", "iife", { VERSION: JSON.stringify(digest(late)) });
  await rm(OUT, { recursive: true, force: true });
  await mkdir(`${OUT}/texts`, { recursive: true });
  for (const [name, content] of [["shopbell.js", loader], ...late]) {
    await writeFile(`${OUT}/${name}`, content);
    console.log(`${name.padEnd(16)} ${String(gzipSync(content, { level: 9 }).length).padStart(6)} bytes gzip`);
  }
}

async function buildTests() {
  const entryPoints = (await readdir("tests")).filter((name) => name.endsWith(".test.ts")).map((name) => `tests/${name}`);
  await rm(TEST_OUT, { recursive: true, force: true });
  await build({ ...shared, minify: false, entryPoints, format: "esm", platform: "node", outdir: TEST_OUT, outExtension: { ".js": ".mjs" } });
}

await (process.argv.includes("--tests") ? buildTests() : buildWidget());
