"""axe finds nothing in any state, theme or size; pages work on paper and without a script."""

import pytest
from playwright.sync_api import expect

from conftest import CASES, build_reader
from test_client import check, choose, menu, page, question, ready  # noqa: F401


@pytest.fixture(scope="session")
def axe(node_modules):
    script = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def run(tab):
        tab.evaluate(script)
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [
            (rule["id"], node["target"], node["failureSummary"])
            for rule in found
            for node in rule["nodes"]
        ]

    return run


def states(tab):
    """Bring the page from state to state, and tell each."""
    yield "untouched"
    choose(tab, "order", 1)
    choose(tab, "encrypt", 1, 2)
    yield "chosen"
    check(tab, "order")
    check(tab, "encrypt")
    choose(tab, "twins", 2)
    check(tab, "twins")
    question(tab, "crashed").locator(".sl-show").click()
    yield "answered"
    question(tab, "crashed").locator(".sl-forgot").click()
    question(tab, "markup").locator(".sl-flag").click()
    menu(tab, "Show all answers")
    yield "revealed"
    tab.locator(".sl-bar .sl-more").click()
    yield "menu"
    tab.locator(".sl-menu").get_by_text("Keyboard").click()
    expect(tab.get_by_role("dialog", name="Keyboard")).to_be_visible()
    yield "keys"
    tab.keyboard.press("Escape")
    question(tab, "twins").get_by_role("button", name="More").click()
    expect(tab.locator(".sl-menu a")).to_have_count(2)
    yield "menu of a question"
    tab.locator(".sl-bar").get_by_role("button", name="Missed 3").click()
    yield "filtered"


SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 800}},
    "large text, dark": {"viewport": {"width": 640, "height": 800}, "color_scheme": "dark"},
}


@pytest.fixture(params=SCREENS)
def screen(request, browser, reader, serve):
    context = browser.new_context(reduced_motion="reduce", **SCREENS[request.param])
    tab = context.new_page()
    tab.site = f"{serve(reader)}/before/"
    if "large" in request.param:
        tab.add_init_script(
            "addEventListener('DOMContentLoaded', () => {"
            "document.documentElement.style.fontSize = '250%' })"
        )
    yield tab
    context.close()


def test_axe_finds_nothing_in_any_state(screen, axe):
    ready(screen, "queues.html")
    found = {state: axe(screen) for state in states(screen)}
    assert len(found) == 8
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_axe_finds_nothing_on_the_other_pages(screen, axe):
    ready(screen, "queues.html")
    choose(screen, "order", 1)
    check(screen, "order")
    for name in ("index.html", "progress.html"):
        screen.goto(screen.site + name)
        expect(screen.locator(".sl-row").first).to_be_visible()
        assert axe(screen) == []
    screen.goto(screen.site + "plain.html")
    assert axe(screen) == []


def test_nothing_is_wider_than_a_small_screen(screen):
    ready(screen, "queues.html")
    for _ in states(screen):
        wide = screen.evaluate(
            "[...document.querySelectorAll('.sl-bar, .sl-question, .sl-question *')]"
            ".filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('pre'))"
            ".map((e) => e.outerHTML)"
        )
        assert wide == []


def test_choices_are_told_without_colour(page):  # noqa: F811
    choose(page, "order", 1)
    check(page, "order")
    paths = page.locator(".sl-question[data-id=order] .sl-verdict path")
    shapes = [path.get_attribute("d") for path in paths.all()]
    assert len(set(shapes)) == 2


def test_paper_shows_what_is_folded_and_no_buttons(page):  # noqa: F811
    page.emulate_media(media="print")
    for text in ("It becomes visible again.", "Only one kind does.", "It may mix them up."):
        expect(page.get_by_text(text)).to_be_visible()
    expect(page.locator(".sl-key").first).to_be_visible()
    for name in (".sl-bar", ".sl-foot", ".sl-head", ".sl-rate", "summary"):
        expect(page.locator(f"{name}:visible")).to_have_count(0)
    letter = "getComputedStyle(document.querySelector('.sl-choice'), '::before').content"
    assert "counter" in page.evaluate(letter)


def test_paper_without_answers_shows_no_answer_and_no_mark(page):  # noqa: F811
    choose(page, "order", 1)
    check(page, "order")
    page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    menu(page, "Print without answers")
    assert "sl-bare" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.get_by_text("Which queue keeps the order?")).to_be_visible()
    expect(page.get_by_text("A FIFO queue")).to_be_visible()
    for name in (".sl-answer", ".sl-verdict", ".sl-reason", ".sl-key"):
        expect(page.locator(f"{name}:visible")).to_have_count(0)
    colours = page.evaluate(
        "[...document.querySelectorAll('[data-id=order] .sl-choice')].map((choice) =>"
        " getComputedStyle(choice).backgroundColor + getComputedStyle(choice, '::before').color +"
        " getComputedStyle(choice, '::before').backgroundColor)"
    )
    assert len(colours) == 3
    assert len(set(colours)) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "sl-bare" not in page.evaluate("document.documentElement.className")


def test_without_javascript_a_page_reads_and_reveals(browser, reader, serve):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{serve(reader)}/before/queues.html")
    one = question(tab, "order")
    expect(one.locator("ol.sl-choices > li")).to_have_count(3)
    expect(one.get_by_text("Only one kind does.")).to_be_hidden()
    one.locator("summary").click()
    expect(one.get_by_text("Only one kind does.")).to_be_visible()
    expect(one.locator(".sl-key")).to_have_text("Right: B")
    expect(one.get_by_text("It may mix them up.")).to_be_visible()
    context.close()


def test_right_to_left_pages_speak_their_language(tab, tmp_path, serve, axe):
    theme = ("  font: false", "  font: false\n  language: ar")
    site = build_reader(tmp_path / "site", CASES / "client" / "before" / "docs", theme)
    loaded = []
    tab.on("request", lambda request: loaded.append(request.url))
    tab.goto(serve(site) + "/queues.html")
    expect(tab.locator(".sl-bar")).to_be_visible()
    expect(tab.locator("body")).to_have_attribute("dir", "rtl")
    choose(tab, "order", 1)
    check(tab, "order")
    expect(question(tab, "order").locator(".sl-state")).to_have_text("خطأ")
    choice = question(tab, "order").locator(".sl-choice").first
    box, text = choice.bounding_box(), choice.locator(".sl-text").bounding_box()
    assert box["x"] + box["width"] - text["x"] - text["width"] > 20  # room for the letter
    right = choice.evaluate("(one) => parseFloat(getComputedStyle(one, '::before').right)")
    assert right < 20  # the letter
    assert axe(tab) == []
    assert [url.rpartition("/")[2] for url in loaded if "/words/" in url] == ["ar.js"]
