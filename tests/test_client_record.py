"""What the browser keeps of a reader: through edits, damage, full storage, other tabs, files."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from test_client import check, choose, menu, page, question, ready, verdicts  # noqa: F401

KEY = "studyleaf:reader"


def kept(tab):
    return json.loads(tab.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def keep(tab, record):
    text = record if isinstance(record, str) else json.dumps(record)
    tab.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def record(**questions):
    return {"version": 1, "guide": "reader", "questions": questions}


@pytest.fixture
def edited(page):  # noqa: F811
    return page.site.replace("before", "after")


def test_the_record_is_as_documented(page):  # noqa: F811
    choose(page, "order", 1)
    check(page, "order")
    question(page, "order").locator(".sl-flag").click()
    saved = kept(page)
    entry = saved["questions"]["order"]
    assert (saved["version"], saved["guide"]) == (1, "reader")
    assert entry["result"] == "wrong"
    assert entry["tries"] == 1
    assert entry["chosen"] == ["A standard queue"]
    assert entry["flag"] is True
    assert entry["flagAt"] >= entry["at"] > 1.6e12
    page.reload()
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 0 right")
    assert kept(page)["visit"]["page"] == "queues.html"


def test_answers_survive_an_insertion_above_an_edit_and_another_order(page, edited):  # noqa: F811
    choose(page, "order", 2)
    check(page, "order")
    ready(page, "queues.html", edited)
    expect(question(page, "order").locator(".sl-state")).to_have_text("Right")
    assert verdicts(page, "order") == ["", "", "Right", ""]
    expect(question(page, "new").locator(".sl-state")).to_have_text("")


def test_progress_moves_from_an_old_id_to_the_new(page, edited):  # noqa: F811
    question(page, "crashed").locator(".sl-show").click()
    question(page, "crashed").locator(".sl-knew").click()
    ready(page, "queues.html", edited)
    expect(question(page, "crash").locator(".sl-state")).to_have_text("Knew it")
    assert "crashed" not in kept(page)["questions"]
    assert kept(page)["questions"]["crash"]["result"] == "right"


def test_progress_follows_a_question_to_another_page(page, edited):  # noqa: F811
    choose(page, "encrypt", 1, 3)
    check(page, "encrypt")
    ready(page, "streams.html", edited)
    expect(question(page, "encrypt").locator(".sl-state")).to_have_text("Right")
    rings = page.locator(".md-nav--primary .sl-ring")
    expect(rings).to_have_attribute("aria-label", "1/1")


def test_the_start_page_brings_what_is_kept_of_pages_in_line_with_the_site(page, edited):  # noqa: F811
    choose(page, "encrypt", 1, 3)
    check(page, "encrypt")
    choose(page, "order", 2)
    check(page, "order")
    expect(page.locator(".md-nav--primary .sl-ring").first).to_have_attribute("aria-label", "2/5")
    page.goto(edited + "index.html")
    rings = page.locator(".md-nav--primary .sl-ring")
    expect(rings).to_have_count(2)
    assert [ring.get_attribute("aria-label") for ring in rings.all()] == ["1/3", "1/1"]
    assert kept(page)["pages"] == {"queues.html": 3, "streams.html": 1}
    assert kept(page)["questions"]["encrypt"]["page"] == "streams.html"


def test_a_question_that_is_gone_leaves_its_page(page, edited):  # noqa: F811
    keep(page, record(gone={"at": 1, "result": "right", "page": "streams.html"}))
    ready(page, "streams.html", edited)
    assert "page" not in kept(page)["questions"]["gone"]
    expect(page.locator(".sl-ring")).to_have_count(0)


@pytest.mark.parametrize(
    "text",
    ["{", "null", "[]", '"text"', '{"questions": 3}', '{"questions": {"order": 7}}'],
)
def test_a_damaged_record_breaks_nothing_and_is_kept_aside(page, text):  # noqa: F811
    keep(page, text)
    page.reload()
    expect(page.get_by_text("The saved progress was damaged")).to_be_visible()
    choose(page, "order", 2)
    check(page, "order")
    page.reload()
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 1 right")
    expect(page.get_by_text("The saved progress was damaged")).to_have_count(0)
    assert page.evaluate(f"localStorage.getItem('{KEY}:damaged')") == text


def test_what_can_be_read_of_a_damaged_record_stays(page):  # noqa: F811
    keep(page, record(order={"at": 5, "result": "right", "tries": "x"}, crashed=None, twins=[1]))
    page.reload()
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 1 right")


def test_ids_that_are_names_of_objects_are_ids(page):  # noqa: F811
    text = '{"questions": {"__proto__": {"at": 1, "result": "right"}, "constructor": {"at": 1}}}'
    keep(page, text)
    page.reload()
    choose(page, "order", 2)
    check(page, "order")
    assert set(page.evaluate(f"Object.keys(JSON.parse(localStorage['{KEY}']).questions)")) == {
        "__proto__",
        "constructor",
        "order",
    }


@pytest.mark.parametrize("forbidden", [["setItem"], ["getItem", "setItem"]])
def test_full_or_forbidden_storage_breaks_nothing_and_is_said_once(page, forbidden):  # noqa: F811
    # Only of our key: the theme's own script stops where storage is forbidden.
    page.add_init_script(
        f"""for (const name of {json.dumps(forbidden)}) {{
          const before = Storage.prototype[name]
          Storage.prototype[name] = function (key, ...rest) {{
            if (key.startsWith("{KEY}")) throw new DOMException("no", "QuotaExceededError")
            return before.call(this, key, ...rest)
          }}
        }}"""
    )
    page.reload()
    choose(page, "order", 2)
    check(page, "order")
    choose(page, "twins", 1)
    check(page, "twins")
    expect(page.locator(".sl-sum")).to_have_text("2 of 5 answered · 1 right")
    expect(page.get_by_text("Your progress can't be kept in this browser.")).to_have_count(1)


def test_the_record_of_a_newer_version_is_left_as_it_is(page):  # noqa: F811
    newer = {"version": 2, "guide": "reader", "questions": {}, "more": [1]}
    keep(page, newer)
    page.reload()
    choose(page, "order", 2)
    check(page, "order")
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 1 right")
    expect(page.get_by_text("Your progress can't be kept in this browser.")).to_be_visible()
    assert kept(page) == newer


def test_unknown_fields_are_kept(page):  # noqa: F811
    keep(page, {**record(order={"at": 1, "result": "wrong", "later": 1}), "theme": "x"})
    page.reload()
    choose(page, "twins", 2)
    check(page, "twins")
    assert kept(page)["theme"] == "x"
    assert kept(page)["questions"]["order"]["later"] == 1


def test_two_tabs_lose_nothing_and_see_each_other(page):  # noqa: F811
    other = page.context.new_page()
    ready(other, "queues.html", page.site)
    choose(page, "order", 2)
    check(page, "order")
    choose(other, "twins", 2)
    check(other, "twins")
    question(page, "encrypt").locator(".sl-flag").click()
    assert set(kept(page)["questions"]) == {"order", "twins", "encrypt"}
    for tab in (page, other):
        expect(tab.locator(".sl-sum")).to_have_text("2 of 5 answered · 2 right")
    expect(question(other, "order").locator(".sl-state")).to_have_text("Right")
    expect(other.get_by_role("button", name="Flagged 1")).to_be_visible()


def test_an_answer_that_a_tab_overwrote_unheard_is_written_again(page):  # noqa: F811
    choose(page, "order", 2)
    check(page, "order")
    theirs = record(twins={"at": 9, "result": "right"})
    change = "new StorageEvent('storage', {key, newValue, oldValue})"
    script = f"([key, oldValue, newValue]) => dispatchEvent({change})"
    keep(page, theirs)  # its tab knew of no record
    page.evaluate(script, [KEY, None, json.dumps(theirs)])
    assert set(kept(page)["questions"]) == {"order", "twins"}
    before = kept(page)
    keep(page, theirs)  # its tab knew of the answer, and forgot it at the reader's wish
    page.evaluate(script, [KEY, json.dumps(before), json.dumps(theirs)])
    assert set(kept(page)["questions"]) == {"twins"}


def export(tab):
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save to a file").click()
    assert re.fullmatch(r"reader-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def import_(tab, text):
    text = text if isinstance(text, str) else json.dumps(text)
    file = {"name": "p.json", "mimeType": "application/json", "buffer": text.encode()}
    tab.locator("input[type=file]").set_input_files(file)


def test_progress_is_saved_to_a_file_and_merged_from_one_newest_first(page):  # noqa: F811
    choose(page, "order", 2)
    check(page, "order")
    page.goto(page.site + "progress.html")
    expect(page.get_by_text("Last visit").or_(page.get_by_text("All questions"))).to_be_visible()
    saved = export(page)
    assert saved["questions"]["order"]["result"] == "right"
    older = {"at": 5, "result": "wrong", "tries": 9, "flag": True, "flagAt": 9}
    import_(page, record(order=older, hot={"at": 7, "result": "wrong", "tries": 1}))
    expect(page.get_by_text("Questions loaded: 2")).to_be_visible()
    merged = kept(page)["questions"]
    assert merged["order"]["result"] == "right"
    assert merged["order"]["flag"] is True
    assert merged["hot"]["result"] == "wrong"
    expect(page.locator(".sl-row").first).to_contain_text("2 of 7 answered · 1 right")


@pytest.mark.parametrize(
    "text", ["", "{", "<b>", {"version": 1, "guide": "other", "questions": {}}, {"questions": 1}]
)
def test_a_file_without_progress_of_this_guide_is_refused(page, text):  # noqa: F811
    choose(page, "order", 2)
    check(page, "order")
    page.goto(page.site + "progress.html")
    before = kept(page)
    import_(page, text)
    expect(page.get_by_text("This file holds no progress of this guide.")).to_be_visible()
    assert kept(page) == before


def test_everything_is_reset_after_asking(page):  # noqa: F811
    choose(page, "order", 2)
    check(page, "order")
    page.goto(page.site + "progress.html")
    page.get_by_role("button", name="Reset everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Reset").click()
    expect(page.locator(".sl-row").first).to_contain_text("0 of 7 answered")
    assert kept(page)["questions"] == {}


def test_a_page_is_reset_without_touching_the_others(page):  # noqa: F811
    keep(page, record(hot={"at": 7, "result": "right"}, order={"at": 7, "result": "right"}))
    page.reload()
    menu(page, "Reset this page")
    page.get_by_role("dialog").get_by_role("button", name="Reset").click()
    expect(page.locator(".sl-sum")).to_have_text("0 of 5 answered")
    assert set(kept(page)["questions"]) == {"hot"}
