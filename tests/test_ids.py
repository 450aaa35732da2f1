import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyleaf.ids import LENGTH, make_id
from studyleaf.parser import read_heading


@pytest.mark.parametrize(
    ("prompt", "topic", "id_"),
    [
        ("Can a volume be attached in another zone?", "ebs", "ebs-volume-attached-zone"),
        ("What is it?", "ebs", "ebs-what-is-it"),
        ("Which `PutItem` call [fails](x.md)?", "dynamodb", "dynamodb-putitem-call-fails"),
        ("Was heißt „Übergabe“?", "php", "php-heisst-ubergabe"),
        ("可見性逾時是什麼?", "sqs", "sqs-可見性逾時是什麼"),
        ("***", "sqs", "sqs-question"),
        ("How does Amazon SQS differ?", "", "amazon-sqs-differ"),
    ],
)
def test_an_id_names_the_topic_and_the_telling_words(prompt, topic, id_):
    assert make_id(prompt, topic, ()) == id_


def test_an_id_that_is_taken_gets_a_number():
    taken = {"ebs-volume-zone", "ebs-volume-zone-2"}
    assert make_id("A volume in a zone?", "ebs", taken) == "ebs-volume-zone-3"


@given(
    st.text(max_size=200), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,9}", fullmatch=True), st.data()
)
def test_any_prompt_gets_an_id_that_a_heading_can_carry(prompt, topic, data):
    first = make_id(prompt, topic, ())
    taken = {first, *data.draw(st.sets(st.just(f"{first}-2")))}
    for id_ in (first, make_id(prompt, topic, taken)):
        assert 0 < len(id_) <= LENGTH
        assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", id_)
        assert read_heading(f"Text {{#{id_}}}").id == id_
    assert make_id(prompt, topic, taken) not in taken
