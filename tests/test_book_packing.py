import io

import pikepdf
import pytest
import typst

from studyleaf.book.packing import pack

TEXT = b"""#set document(title: "Soups")
= Soups
#for n in range(300) {[== Soup #n \\ #lorem(9) \\ endobj endstream #footnote[A note.]]; pagebreak()}
"""


@pytest.fixture(scope="module")
def plain() -> bytes:
    made = typst.compile(TEXT, format="pdf", ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def objects(pdf: bytes) -> list[bytes]:
    """Return what the objects of a PDF say, without those that only hold others."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            found.unparse() + (found.read_raw_bytes() if isinstance(found, pikepdf.Stream) else b"")
            for found in document.objects
            if not (isinstance(found, pikepdf.Stream) and found.get("/Type") in HOLDERS)
        ]


HOLDERS = ("/ObjStm", "/XRef")


def test_a_packed_file_has_the_same_objects_and_is_much_smaller(plain):
    packed, pages = pack(plain)
    assert pages == 301
    assert len(packed) < len(plain) / 2
    assert objects(packed) == objects(plain)
    with pikepdf.open(io.BytesIO(packed)) as document:
        assert len(document.pages) == pages
        assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_packed_file_has_no_fault_that_qpdf_finds(plain):
    with pikepdf.open(io.BytesIO(pack(plain)[0])) as document:
        # Older versions of pikepdf name it otherwise.
        check = getattr(document, "check_pdf_syntax", None) or document.check
        assert not check()


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7\n", b"startxref\n0\n%%EOF\n"])
def test_what_the_compiler_would_not_write_is_refused(damage, plain):
    for pdf in (damage, plain[:-40] + damage, plain.replace(b"trailer", b"tailing")):
        with pytest.raises(ValueError, match="no "):
            pack(pdf)
