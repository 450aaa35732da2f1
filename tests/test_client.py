"""A learner's way through a page of questions, in a real browser."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(tab, reader, serve):
    """The page of questions, ready."""
    tab.foreign = []
    address = serve(reader)
    tab.on(
        "request",
        lambda request: (
            request.url.startswith((address, "data:", "blob:")) or tab.foreign.append(request.url)
        ),
    )
    tab.site = f"{address}/before/"
    ready(tab, "queues.html")
    yield tab
    assert tab.foreign == []


def ready(tab, name, site=None):
    tab.goto((site or tab.site) + name)
    expect(tab.locator(".sl-bar")).to_be_visible()


def changed(tab, file, old, new):
    """Let the tab get a file of the site with `new` in the place of `old`.

    The file is read before, not asked for in between: a test may end while a page still loads.
    """
    text = file.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new)
    kind = "application/xml" if file.suffix == ".xml" else "text/html"
    tab.route(f"**/{file.name}", lambda route: route.fulfill(body=text, content_type=kind))


def at_its_address(tab, reader):
    """Let the sitemap name the test's server: the theme navigates to what the sitemap lists."""
    changed(tab, reader / "before" / "sitemap.xml", "https://reader.example/", tab.site)


def question(tab, name):
    return tab.locator(f".sl-question[data-id={name}]")


def choose(tab, name, *numbers):
    for number in numbers:
        question(tab, name).locator(".sl-text").nth(number - 1).click()


def check(tab, name):
    question(tab, name).locator(".sl-check").click()


def verdicts(tab, name):
    return [
        choice.locator(".sl-verdict").text_content()
        if choice.locator(".sl-verdict").count()
        else ""
        for choice in question(tab, name).locator(".sl-choice").all()
    ]


def test_a_wrong_choice_is_told_by_text_and_icon_with_its_reason_and_the_explanation(page):
    one = question(page, "order")
    expect(one.locator(".sl-check")).to_be_disabled()
    choose(page, "order", 1)
    check(page, "order")
    assert verdicts(page, "order") == ["Wrong", "Missed", ""]
    expect(one.locator(".sl-choice").nth(0).locator(".sl-verdict svg")).to_be_visible()
    expect(one.get_by_text("It may mix them up.")).to_be_visible()
    expect(one.get_by_text("Only one kind does.")).to_be_visible()
    expect(page.locator(".sl-live")).to_have_text(re.compile("Wrong. Right: B"))


def test_a_question_can_be_tried_again(page):
    choose(page, "order", 1)
    check(page, "order")
    check(page, "order")
    expect(question(page, "order").get_by_text("Only one kind does.")).to_be_hidden()
    assert verdicts(page, "order") == ["", "", ""]
    choose(page, "order", 2)
    check(page, "order")
    assert verdicts(page, "order") == ["", "Right", ""]
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 1 right")


def test_a_multiple_choice_says_how_many_and_is_checked_once_so_many_are_chosen(page):
    one = question(page, "encrypt")
    expect(one.locator(".sl-hint")).to_have_text("Choose two.")
    choose(page, "encrypt", 1)
    expect(one.locator(".sl-check")).to_be_disabled()
    choose(page, "encrypt", 2)
    expect(one.locator(".sl-check")).to_be_enabled()
    choose(page, "encrypt", 4)
    expect(one.locator(".sl-check")).to_be_disabled()
    choose(page, "encrypt", 4)
    check(page, "encrypt")
    assert verdicts(page, "encrypt") == ["Right", "Wrong", "Missed", ""]


def test_an_open_question_is_revealed_and_then_rated(page):
    one = question(page, "crashed")
    expect(one.get_by_text("It becomes visible again.")).to_be_hidden()
    one.get_by_role("button", name="Show answer").click()
    expect(one.get_by_text("It becomes visible again.")).to_be_visible()
    one.get_by_role("button", name="Missed it").click()
    expect(one.locator(".sl-state")).to_have_text("Missed it")
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 0 right")
    one.get_by_role("button", name="Knew it").click()
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 1 right")


def test_two_choices_with_the_same_text_are_told_apart(page):
    choose(page, "twins", 2)
    check(page, "twins")
    assert verdicts(page, "twins") == ["", "Right", ""]
    page.reload()
    assert verdicts(page, "twins") == ["", "Right", ""]
    expect(question(page, "twins").locator("input").nth(0)).not_to_be_checked()
    expect(question(page, "twins").locator("input").nth(1)).to_be_checked()
    check(page, "twins")  # try again, with the other
    choose(page, "twins", 1)
    check(page, "twins")
    page.reload()
    assert verdicts(page, "twins") == ["Wrong", "Missed", ""]


def test_markup_that_was_typed_stays_text(page):
    choose(page, "markup", 1)
    check(page, "markup")
    page.evaluate("location.hash = '#%3Cimg src=x onerror=%22window.ran=1%22%3E'")
    page.reload()
    expect(question(page, "markup").locator(".sl-state")).to_have_text("Right")
    expect(page.locator("img[src=x], b[onclick]")).to_have_count(0)
    assert page.evaluate("window.ran") is None


def test_filters_show_the_open_the_missed_and_the_flagged(page):
    choose(page, "order", 1)
    check(page, "order")
    question(page, "twins").get_by_role("button", name="Flag this question").click()
    shown = page.locator(".sl-question:visible")
    bar = page.locator(".sl-bar")
    bar.get_by_role("button", name="Missed 1").click()
    expect(shown).to_have_count(1)
    expect(question(page, "order")).to_be_visible()
    bar.get_by_role("button", name="Flagged 1").click()
    expect(shown).to_have_count(1)
    expect(question(page, "twins")).to_be_visible()
    bar.get_by_role("button", name="Open 5").click()
    expect(shown).to_have_count(5)
    bar.get_by_role("button", name="All 6").click()
    expect(shown).to_have_count(6)
    question(page, "twins").get_by_role("button", name="Flag this question").click()
    bar.get_by_role("button", name="Flagged 0").click()
    expect(page.get_by_text("No questions of this kind.")).to_be_visible()


def test_the_top_of_a_long_page_leads_to_its_questions(page, reader):
    expect(page.locator(".sl-jump")).to_have_count(0)
    first = '<div aria-labelledby="'
    changed(page, reader / "before" / "queues.html", first, "<p>A note.</p>" * 20 + first)
    page.reload()
    link = page.get_by_role("link", name="Practice questions on this page · 0 of 5 answered")
    link.click()
    expect(page.locator(".sl-sum")).to_be_in_viewport()


def menu(page, name):
    page.locator(".sl-bar .sl-more").click()
    page.locator(".sl-menu").get_by_text(name).click()


def test_a_menu_closes_by_its_button_by_escape_and_by_a_click_beside_it(page):
    button = page.locator(".sl-bar .sl-more")
    shown = page.locator(".sl-menu")
    button.click()
    expect(shown).to_be_visible()
    button.click()
    expect(shown).to_have_count(0)
    button.click()
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(button).to_be_focused()
    button.click()
    question(page, "order").locator(".sl-more").click()
    expect(shown).to_have_count(1)
    page.locator("h1").click()
    expect(shown).to_have_count(0)
    expect(button).to_have_attribute("aria-expanded", "false")


def test_all_answers_are_shown_and_hidden(page):
    menu(page, "Show all answers")
    expect(page.locator(".sl-answer[open]")).to_have_count(5)
    expect(question(page, "order").locator(".sl-verdict")).to_have_text(["Right"])
    menu(page, "Hide all answers")
    expect(page.locator(".sl-answer[open]")).to_have_count(0)
    expect(page.locator(".sl-sum")).to_have_text("0 of 5 answered")


def test_a_page_with_every_kind_of_question_is_reset_after_asking(page):
    choose(page, "order", 2)
    check(page, "order")
    choose(page, "encrypt", 1, 3)
    check(page, "encrypt")
    question(page, "crashed").locator(".sl-show").click()
    question(page, "crashed").locator(".sl-knew").click()
    question(page, "later").get_by_role("button", name="Flag this question").click()
    menu(page, "Reset this page")
    page.get_by_role("dialog", name="Forget your answers").get_by_text("Cancel").click()
    expect(page.locator(".sl-sum")).to_have_text("3 of 5 answered · 3 right")
    menu(page, "Reset this page")
    page.get_by_role("dialog", name="Forget your answers").get_by_text("Reset").click()
    expect(page.locator(".sl-sum")).to_have_text("0 of 5 answered")
    expect(
        page.locator(".sl-question:is([data-state], [data-flagged], :has(:checked))")
    ).to_have_count(0)
    page.reload()
    expect(page.locator(".sl-sum")).to_have_text("0 of 5 answered")


def test_shuffled_choices_keep_their_letters_right_and_their_answers(page):
    page.add_init_script("Math.random = () => 0")
    choose(page, "order", 2)
    check(page, "order")
    menu(page, "Shuffle the choices")
    expect(question(page, "order").locator(".sl-text").first).to_have_text("A FIFO queue")
    assert verdicts(page, "order") == ["Right", "", ""]
    expect(question(page, "order").locator(".sl-key")).to_have_text("Right: A")
    page.locator(".sl-bar .sl-more").click()
    expect(page.get_by_label("Shuffle the choices")).to_be_checked()


def test_a_permalink_marks_its_question_and_opens_nothing(page):
    page.goto(page.site + "queues.html#twins")
    expect(question(page, "twins")).to_have_class(re.compile("sl-linked"))
    expect(question(page, "twins").locator(".sl-prompt")).to_be_in_viewport()
    expect(page.locator(".sl-answer[open]")).to_have_count(0)
    link = question(page, "order").locator(".headerlink")
    expect(link).to_be_visible()
    link.click()
    expect(question(page, "order")).to_have_class(re.compile("sl-linked"))
    expect(question(page, "twins")).not_to_have_class(re.compile("sl-linked"))


def test_an_earlier_id_still_leads_to_its_question(page):
    ready(page, "queues.html#crashed", page.site.replace("before", "after"))
    expect(question(page, "crash")).to_have_class(re.compile("sl-linked"))


def test_a_question_can_be_reported_and_edited_with_its_line(page):
    line = question(page, "order").get_attribute("data-line")
    question(page, "order").get_by_role("button", name="More").click()
    report = question(page, "order").get_by_role("link", name="Report this question")
    address = page.evaluate(
        "link => [...new URL(link).searchParams.values()].join('|')", report.get_attribute("href")
    )
    assert report.get_attribute("href").startswith("https://github.com/example/guide/issues/new?")
    assert "Question order" in address
    assert f"{page.site}queues.html#order" in address
    assert f"docs/queues.md:{line}" in address
    edit = question(page, "order").get_by_role("link", name="Edit this question")
    assert edit.get_attribute("href") == (
        f"https://github.com/example/guide/edit/main/docs/queues.md#L{line}"
    )


def test_keys_choose_and_check_inside_a_question_and_stop_there(page):
    page.evaluate("addEventListener('keydown', (event) => { window.heard = event.key })")
    question(page, "order").locator("input").first.focus()
    page.keyboard.press("b")
    expect(question(page, "order").locator("input").nth(1)).to_be_checked()
    page.keyboard.press("1")
    expect(question(page, "order").locator("input").nth(0)).to_be_checked()
    assert page.evaluate("window.heard") is None
    page.keyboard.press("Enter")
    assert verdicts(page, "order") == ["Wrong", "Missed", ""]
    expect(question(page, "order").locator(".sl-check")).to_be_focused()
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard")
    expect(help_.get_by_text("this list")).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_).to_have_count(0)


def test_keys_rate_an_open_question_once_it_is_revealed(page):
    question(page, "crashed").locator(".sl-show").focus()
    page.keyboard.press("1")
    expect(page.locator(".sl-sum")).to_have_text("0 of 5 answered")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    expect(question(page, "crashed").locator(".sl-state")).to_have_text("Missed it")


def test_keys_of_the_theme_work_outside_and_letters_that_are_theirs_inside_a_question(page):
    question(page, "order").locator("input").first.focus()
    page.keyboard.press("s")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_a_question_takes_no_key_of_the_theme(page):
    keys = list("npsf/,.")
    heard = page.evaluate(
        """(keys) => {
          const heard = []
          document.addEventListener('keydown', (event) => {
            event.stopPropagation() // or the theme, on the window, would act on it
            heard.push(event.key)
          })
          const box = document.querySelector('.sl-choice > input')
          for (const key of keys)
            box.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))
          return heard
        }""",
        keys,
    )
    assert heard == keys


def test_everything_can_be_reached_by_tab(page):
    question(page, "order").locator("input").first.focus()
    names = []
    for _ in range(8):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate("document.activeElement.className || document.activeElement.tagName")
        )
    joined = " ".join(names)
    for name in ("sl-show", "sl-flag", "sl-more"):
        assert name in joined


def test_instant_navigation_from_a_page_without_questions_brings_the_quiz(page, reader):
    at_its_address(page, reader)
    page.goto(page.site + "plain.html")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    page.locator("article a", has_text="link to questions").click()
    expect(page.locator(".sl-bar")).to_be_visible()
    assert page.evaluate("window.stayed")
    choose(page, "order", 2)
    check(page, "order")
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 1 right")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Plain")
    page.go_forward()
    expect(page.locator(".sl-sum")).to_have_text("1 of 5 answered · 1 right")


def test_a_page_without_questions_loads_the_loader_alone(page):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.goto(page.site + "plain.html")
    page.wait_for_load_state("networkidle")
    ours = {name for name in loaded if name.endswith(".js")}
    assert {"settings.js", "loader.js"} <= ours
    assert not ours & {"record.js", "question.js", "bar.js", "questions.js"}


def test_only_the_language_of_the_page_is_loaded(page):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.reload()
    expect(page.locator(".sl-bar")).to_be_visible()
    assert [url.rpartition("/")[2] for url in loaded if "/words/" in url] == ["en.js"]


def test_progress_shows_in_the_navigation_on_the_start_page_and_on_its_own(page):
    choose(page, "order", 2)
    check(page, "order")
    ring = page.locator(".md-nav--primary .sl-ring").first
    expect(ring).to_have_attribute("aria-label", "1/5")
    page.goto(page.site + "index.html")
    expect(page.locator(".sl-overview .sl-sum")).to_have_text("1 of 7 answered · 1 right")
    expect(page.locator("article li .sl-ring")).to_have_count(1)
    page.locator(".sl-overview a").click()
    rows = page.locator(".sl-overview .sl-row")
    expect(rows).to_contain_text(["All questions", "Messages", "Queues", "Streams"])
    expect(rows.nth(2)).to_contain_text("1 of 5 answered · 1 right")
    expect(rows.nth(3)).to_contain_text("0 of 2 answered")


def test_footnotes_inside_questions_resolve(page):
    question(page, "crashed").locator(".sl-show").click()
    target = question(page, "crashed").locator(".footnote-ref").get_attribute("href")
    expect(page.locator(f"[id='{target.partition('#')[2]}']")).to_contain_text("handled twice")
