"""The standard library's HTML parser, made to end on every file and in time that grows with the file's length."""

from html import unescape
from html.parser import HTMLParser
from typing import Final

from clausecheck.errors import LimitExceeded

_OPEN_COMMENTS: Final = 200
"""Comments that never end, for each of which the parser looks through the rest of the file."""


class TolerantParser(HTMLParser):
    """Tags and words, in order, to the methods of a class that is made from this one."""

    def read(self, text: str) -> None:
        """Read a whole text. Raises LimitExceeded for one with very many comments that never end.

        No tag ends behind the last `>`: what stands there are words, where the parser would look for the end of each
        `<` in turn.
        """
        end = text.rfind(">") + 1
        if text.count("<!--", text.rfind("-->") + 1) > _OPEN_COMMENTS:
            raise LimitExceeded("the file has too many comments that never end")
        self.feed(text[:end])
        self.close()
        if end < len(text):
            self.handle_data(unescape(text[end:]))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """`<![if …]>` and whatever begins like it is a comment up to the next `>`, as in a browser."""
        return self.parse_bogus_comment(i, bool(report))
