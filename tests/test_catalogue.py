import pytest

from conftest import case_files
from studyleaf.catalogue import CatalogueError, read_catalogue
from studyleaf.model import Catalogue, Domain, Topic

GOOD = """\
domains:
  - id: security
    name: Security
    weight: 26
categories:
  - id: storage
    name: Storage
    topics:
      - id: ebs
        name: Amazon EBS
        also: [EBS, Elastic Block Store]
"""


def test_a_catalogue_has_categories_topics_and_domains():
    catalogue = read_catalogue(GOOD)
    assert catalogue.domains == (Domain("security", "Security", 26.0),)
    (topic,) = catalogue.topics
    assert topic == Topic("ebs", "Amazon EBS", ("EBS", "Elastic Block Store"), "storage")
    assert topic.path == "storage/ebs.md"


def test_an_empty_file_is_an_empty_catalogue():
    assert read_catalogue("# nothing yet\n") == Catalogue()


@pytest.mark.parametrize("path", case_files("catalogue", "*.yml"), ids=lambda path: path.stem)
def test_every_problem_is_told_with_its_line(path, same_as_file):
    with pytest.raises(CatalogueError) as error:
        read_catalogue(path.read_text(), "topics.yml")
    same_as_file(f"{error.value}\n", path.with_suffix(".txt"))
