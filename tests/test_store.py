import stat

import pytest

from studyleaf import store
from studyleaf.store import StoreError, decode, load_guide, load_site, read_text, write_all


def problems(call, *arguments):
    with pytest.raises(StoreError) as error:
        call(*arguments)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\nb\xff\n", "n.md:2:2: not-utf-8: This is not UTF-8; save the file in that encoding."),
        (b"a\n\nb\0", "n.md:3:1: nul-byte: There is a NUL byte here; remove it."),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_line(data, message):
    assert problems(decode, data, "n.md") == [message]


def test_a_byte_order_mark_and_line_ends_are_kept(tmp_path):
    file = tmp_path / "n.md"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\r")
    assert read_text(file) == "\ufeffa\r\nb\r"


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    assert problems(read_text, tmp_path / "no.md", "no.md") == [
        "no.md: unreadable: There is no such file."
    ]
    assert problems(read_text, tmp_path, "notes") == [
        "notes: unreadable: This is a folder; name its files."
    ]


def test_when_one_file_cannot_be_written_none_is(tmp_path):
    (tmp_path / "old.md").write_text("old")
    (tmp_path / "folder.md").mkdir()
    texts = {tmp_path / "old.md": "new", tmp_path / "folder.md": "x"}
    (message,) = problems(write_all, texts)
    assert message.endswith("folder.md: unwritable: Can't write it: it is not a file of yours.")
    assert (tmp_path / "old.md").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.md", "old.md"]


def test_files_are_replaced_in_the_order_given_and_each_at_once(tmp_path, monkeypatch):
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.write_text("old a")
    second.write_text("old b")
    seen = []
    replace = store.Path.replace

    def watch(self, target):
        seen.append((first.read_text(), second.read_text()))
        return replace(self, target)

    monkeypatch.setattr(store.Path, "replace", watch)
    write_all({first: "new a", second: "new b"})
    assert seen == [("old a", "old b"), ("new a", "old b")]
    assert second.read_text() == "new b"


def test_a_written_file_keeps_its_permissions_and_what_a_link_points_to(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("old")
    file.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(file)
    write_all({link: "new"})
    assert link.is_symlink()
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_config_that_is_not_yaml_is_told_with_its_line(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav: [\n")
    (message,) = problems(load_site, tmp_path)
    assert message.startswith("mkdocs.yml:3:1: config: This is not YAML")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("- a\n", "mkdocs.yml:1:1: config: Begin with keys, such as `site_name: My guide`."),
        ("extra: 5\n", "mkdocs.yml: config: `extra` has keys below it, such as `studyleaf:`."),
        ("docs_dir: !ENV D\n", "mkdocs.yml: config: Write the folder of pages, `docs_dir`, out."),
    ],
)
def test_a_config_that_cannot_be_used_is_told(tmp_path, config, message):
    (tmp_path / "mkdocs.yml").write_text(config)
    assert problems(load_site, tmp_path) == [message]


def test_pages_may_lie_outside_the_guide_and_must_lie_somewhere(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("# A\n")
    root = tmp_path / "guide"
    root.mkdir()
    (root / "mkdocs.yml").write_text(f"docs_dir: {outside}\n")
    assert [page.path for page in load_guide(root).pages] == ["a.md"]
    (root / "mkdocs.yml").write_text("docs_dir: nowhere\n")
    (message,) = problems(load_guide, root)
    assert "nowhere: unreadable: There is no such folder of pages." in message


def test_a_config_with_tags_of_python_is_read(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nx: !!python/name:a.b.c\n")
    assert load_site(tmp_path).config["site_name"] == "x"


def test_a_guide_is_its_pages_and_its_catalogue(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "docs" / "a").mkdir(parents=True)
    (tmp_path / "docs" / "a" / "b.md").write_text("## Practice questions\n\n### Q? {#q}\n\n**A**\n")
    guide = load_guide(tmp_path)
    assert [(page.path, question.id) for page, question in guide.questions] == [("a/b.md", "q")]
