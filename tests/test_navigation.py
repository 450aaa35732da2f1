import pytest
import yaml

from studyleaf.model import Category, Topic
from studyleaf.split.navigation import NavigationError, add_pages

STORAGE = Category("storage", "Storage")
EBS = Topic("ebs", "Amazon EBS", (), "storage")
EFS = Topic("efs", "Amazon EFS: files", (), "storage")
SQS = Topic("sqs", "Amazon SQS", (), "messaging")
MESSAGING = Category("messaging", "Messaging & more")

CONFIG = """\
site_name: x  # a comment
nav:
  - Start: index.md   # stays
  - Storage:
      # about discs
      - Amazon EBS: storage/ebs.md

  - About: about.md
extra: {a: 1}
"""


def test_a_page_goes_to_the_end_of_its_category():
    new = add_pages(CONFIG, [(STORAGE, EFS)])
    added = '      - "Amazon EFS: files": storage/efs.md\n'
    assert new == CONFIG.replace("ebs.md\n", "ebs.md\n" + added)


def test_a_new_category_goes_to_the_end_of_the_navigation():
    new = add_pages(CONFIG, [(MESSAGING, SQS)])
    added = "  - Messaging & more:\n      - Amazon SQS: messaging/sqs.md\n"
    assert new == CONFIG.replace("about.md\n", "about.md\n" + added)
    assert yaml.safe_load(new)["nav"][-1] == {
        "Messaging & more": [{"Amazon SQS": "messaging/sqs.md"}]
    }


def test_a_page_that_is_there_and_a_site_without_navigation_stay_as_they_are():
    assert add_pages(CONFIG, [(STORAGE, EBS)]) == CONFIG
    assert add_pages("site_name: x\n", [(STORAGE, EBS)]) == "site_name: x\n"


@pytest.mark.parametrize("ending", ["\n", ""])
def test_line_ends_are_those_of_the_file(ending):
    config = "nav:\r\n- Start: index.md" + ("\r\n" if ending else "")
    new = add_pages(config, [(STORAGE, EBS)])
    assert new == (
        "nav:\r\n- Start: index.md\r\n- Storage:\r\n    - Amazon EBS: storage/ebs.md\r\n"
    )


@pytest.mark.parametrize("nav", ["nav: [a.md]\n", "nav:\n  - Storage: [storage/a.md]\n"])
def test_a_navigation_in_one_line_is_not_guessed_at(nav):
    with pytest.raises(NavigationError, match=r"storage/ebs\.md"):
        add_pages(nav, [(STORAGE, EBS)])
