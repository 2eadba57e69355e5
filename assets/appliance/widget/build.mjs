// Owns the build: sources to build/, always the same bytes for the same sources.
// `--check` only says whether the build that lies there is the one these sources give; `--tests` bundles the tests.
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

// The panel takes from the loader's element what src/shared.ts names, whichever file it imports it from.
const fromLoader = {
  name: "from-loader",
  async setup(run) {
    const [, names] = /shared = \{([^}]*)\}/.exec(await readFile("src/shared.ts", "utf8"));
    const files = /^\.\/(contacts|dom|icons|language|open_flag|waiting)$/;
    run.onResolve({ filter: files }, () => ({ path: "loader", namespace: "loader" }));
    const contents = `export const {${names}} = customElements.get("shopbell-chat").shared;`;
    run.onLoad({ filter: /.*/, namespace: "loader" }, () => ({ contents, loader: "js" }));
  },
};

const shared = { bundle: true, minify: true, target: "es2020", charset: "utf8", legalComments: "none" };

async function bundle(entry, format, { plugins = [], define = {} }) {
  const result = await build({ ...shared, entryPoints: [entry], format, define, plugins: [minifiedCss, ...plugins], write: false });
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

async function widget() {
  const late = [["panel.js", await bundle("src/panel.ts", "esm", { plugins: [fromLoader] })], ...(await texts())];
  const loader = await bundle("src/loader.ts", "iife", { define: { VERSION: JSON.stringify(digest(late)) } });
  return [["shopbell.js", loader], ...late];
}

async function buildWidget() {
  const files = await widget();
  await rm(OUT, { recursive: true, force: true });
  await mkdir(`${OUT}/texts`, { recursive: true });
  const size = new Map(files.map(([name, content]) => [name, gzipSync(content, { level: 9 }).length]));
  for (const [name, content] of files) {
    await writeFile(`${OUT}/${name}`, content);
    console.log(`${name.padEnd(16)} ${String(size.get(name)).padStart(6)} bytes gzip`);
  }
  const code = size.get("shopbell.js") + size.get("panel.js");
  console.log(`Built the widget: ${size.get("shopbell.js")} bytes before the first interaction, ${code} bytes of code in all.`);
}

async function buildTests() {
  const entryPoints = (await readdir("tests")).filter((name) => name.endsWith(".test.ts")).map((name) => `tests/${name}`);
  await rm(TEST_OUT, { recursive: true, force: true });
  await build({ ...shared, plugins: [minifiedCss], minify: false, entryPoints, format: "esm", platform: "node", outdir: TEST_OUT, outExtension: { ".js": ".mjs" } });
}

async function checkWidget() {
  for (const [name, content] of await widget()) {
    const committed = await readFile(`${OUT}/${name}`, "utf8").catch(() => "");
    if (committed === content) continue;
    console.error(`${OUT}/${name} is not what the sources give. Run: npm run build`);
    process.exitCode = 1;
  }
}

const wanted = { "--tests": buildTests, "--check": checkWidget }[process.argv[2]] ?? buildWidget;
await wanted();
