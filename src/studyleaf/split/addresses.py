"""Text that moves to a page → the text with its local addresses made right, and files to copy."""

from __future__ import annotations

import posixpath

from studyleaf.model import Problem
from studyleaf.split.names import Names
from studyleaf.split.plan import Into, Plan
from studyleaf.split.references import joined, line_of, local, readdress
from studyleaf.split.units import File

# How many lines from the first of a piece on an address is looked for, to name its line.
_NEAR = 1000


class Addresses:
    """Makes addresses right; files to copy and missing ones go into the plan."""

    def __init__(self, into: Into, names: Names, plan: Plan) -> None:
        self.into = into
        self.names = names
        self.plan = plan

    def moved(self, file: File, text: str, line: int, page: str) -> str:
        """Return text with its local addresses made right for the page; note files to copy."""
        folder = posixpath.dirname(file.path)

        def change(address: str, shown: bool) -> str | None:
            name = local(address)
            if name is None:
                return None
            source = joined(folder, name)
            content = self.into.note_file(source)
            if content is None:
                at = line + line_of("".join(file.lines[line : line + _NEAR]), address) + 1
                what = "image" if shown else "file"
                message = f"There is no {what} “{name}” beside the notes. Add it or mend the link."
                self.plan.problems.append(Problem(file.path, at, 1, f"missing-{what}", message))
                return None
            if name.endswith((".md", ".markdown")):
                return self._linked(source, page)
            return self._copied(source, content, page, "images" if shown else "files")

        return readdress(text, change) if "](" in text or "src=" in text or "]:" in text else text

    def _linked(self, source: str, page: str) -> str | None:
        """Return where a link to another file of notes leads: the page of the file's topic."""
        topic = self.names.of_file(source, "")
        if topic is None:
            return None
        return posixpath.relpath(topic.path, posixpath.dirname(page) or ".")

    def _copied(self, source: str, content: str, page: str, kind: str) -> str:
        """Return the address of a copy of `source` beside the page."""
        folder = posixpath.dirname(page)
        stem, extension = posixpath.splitext(posixpath.basename(source))
        number = 1
        while True:
            name = f"{kind}/{stem}{'' if number == 1 else f'-{number}'}{extension}"
            target = posixpath.join(folder, name)
            planned = self.plan.copies.get(target)
            there = self.into.note_file(planned) if planned else self.into.page_file(target)
            if there in (None, content):
                if there is None:
                    self.plan.copies[target] = source
                return name.replace(" ", "%20")
            number += 1
