/**
 * The service worker: the site as it was built, from a cache. `studyleafFiles` has each file's hash.
 * A new version takes over as a whole, when it is complete and one tab at most is open. Where there
 * are no files it removes itself.
 */
(() => {
  "use strict";
  const worker = /** @type {any} */ (self);
  /** @type {{ [path: string]: string } | null} */
  const files = worker.studyleafFiles;
  /** @type {string} */
  const scope = worker.registration.scope;
  const prefix = `studyleaf:${scope}:`;

  /** @param {string} path */
  const entry = (path) => `${new URL(encodeURI(path), scope)}?${files?.[path]}`;

  const revision = () => {
    let sum = 0;
    for (const letter of JSON.stringify(files)) sum = (sum * 31 + letter.charCodeAt(0)) | 0;
    return (sum >>> 0).toString(36);
  };
  const name = prefix + revision();

  /** Fill the cache of this version: what an earlier one has is copied, the rest is fetched. */
  async function install() {
    if (!files) return worker.skipWaiting();
    const cache = await caches.open(name);
    await Promise.all(
      Object.keys(files).map(async (path) => {
        const key = entry(path);
        const kept = await caches.match(key);
        if (kept) return cache.put(key, kept);
        const response = await fetch(new URL(encodeURI(path), scope), { cache: "no-cache" });
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        // A response that was redirected can't answer a navigation.
        const { status, headers } = response;
        return cache.put(key, new Response(await response.blob(), { status, headers }));
      })
    );
  }

  async function activate() {
    for (const other of await caches.keys())
      if (other.startsWith(prefix) && (!files || other !== name)) await caches.delete(other);
    if (!files) await worker.registration.unregister();
  }

  /** The file that an address means, or undefined. @param {URL} url */
  function fileOf(url) {
    if (!files || !url.href.startsWith(scope)) return undefined;
    const path = decodeURI(url.pathname.slice(new URL(scope).pathname.length));
    return [path, `${path}index.html`, `${path}/index.html`, `${path}.html`].find(
      (name) => name in files
    );
  }

  /** @param {Request} request @param {string} path */
  async function answer(request, path) {
    const { waiting } = worker.registration;
    if (request.mode === "navigate" && waiting && (await worker.clients.matchAll()).length < 2) {
      waiting.postMessage("take over");
      return new Response("", { headers: { Refresh: "0" } });
    }
    const cache = await caches.open(name);
    return (await cache.match(entry(path))) || fetch(request);
  }

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
  worker.addEventListener("message", () => worker.skipWaiting());
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const path = event.request.method === "GET" && fileOf(new URL(event.request.url));
    if (path) event.respondWith(answer(event.request, path));
  });
})();
