// Owns what the script tag says: where the box is, and the shop's phone and e-mail for when it is not there.

export interface Config {
  /** Folder of the widget's files, with a trailing slash. */
  files: string;
  /** Origin of the box, without a trailing slash. */
  box: string;
  version: string;
  phone: string;
  email: string;
  privacy: string;
  position: "left" | "right";
  pageLanguage: string;
}

export interface Contacts {
  phone: string;
  email: string;
}

export function readConfig(script: HTMLScriptElement, version: string): Config {
  const files = new URL(".", script.src);
  const said = script.dataset;
  return {
    files: files.href,
    box: files.origin,
    version,
    phone: said.phone ?? "",
    email: said.email ?? "",
    privacy: said.privacy ?? "",
    position: said.position === "left" ? "left" : "right",
    pageLanguage: document.documentElement.lang,
  };
}
