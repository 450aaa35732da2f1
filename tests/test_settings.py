import pytest

from studyleaf.settings import BookSettings, Settings, SettingsError, read_settings


def test_settings_that_are_not_given_have_defaults():
    assert read_settings(None) == Settings()
    assert read_settings({"guide": " x "}).guide == "x"
    assert read_settings({"sections": "Fragen"}).sections == ("Fragen",)
    assert read_settings({"book": "guide.pdf"}).book == BookSettings(file="guide.pdf")
    assert read_settings({"book": True}).book.file == "book.pdf"
    assert not read_settings({"book": False}).book.file
    assert read_settings({"book": {"paper": "a5", "version": 2}}).book.version == "2"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"guid": "x"}, "extra.studyleaf.guid: there is no such setting. Did you mean `guide`?"),
        ({"guide": ""}, "extra.studyleaf.guide: give a name, such as `my-guide`."),
        ({"sections": [1]}, "extra.studyleaf.sections: give a list of headings."),
        ({"offline": "yes"}, "extra.studyleaf.offline: give true or false."),
        ({"book": 1}, "extra.studyleaf.book: give true or false or the name of a .pdf file."),
        (
            {"book": {"papr": "a4"}},
            "extra.studyleaf.book.papr: there is no such setting. Did you mean `paper`?",
        ),
        (
            {"book": {"paper": "a3"}},
            "extra.studyleaf.book.paper: give one of `a4`, `us-letter`, `a5`.",
        ),
        ({"book": {"file": "x"}}, "extra.studyleaf.book.file: give the name of a .pdf file."),
        ({"book": {"fonts": ["x"]}}, "extra.studyleaf.book.fonts: give a text."),
        (["x"], "extra.studyleaf: give a mapping, such as `guide: my-guide`."),
    ],
)
def test_a_wrong_setting_is_named(values, message):
    with pytest.raises(SettingsError) as error:
        read_settings(values)
    assert str(error.value) == message
