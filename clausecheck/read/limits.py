"""Hard limits on what is read, so that no file can use up the machine.

A normal 20-page contract takes 0.1 s and 130 MB; of 3 015 ordinary and damaged public test files and 103 filed
contracts, none that is a contract comes near these figures. Archive limits follow Apache Tika (ratio 100, depth 100).
"""

from typing import Final

FILE_BYTES: Final = 25_000_000
"""Largest file that is opened."""
ZIP_ENTRIES: Final = 2_000
"""Most entries of a DOCX archive; 100 000 entries cost a second before anything is read."""
ZIP_TOTAL_BYTES: Final = 100_000_000
"""Most bytes that the parts which are read may unpack to, by the archive's own account."""
ZIP_MEMBER_BYTES: Final = 50_000_000
"""A part larger than this is refused where it also unpacks more than `ZIP_RATIO` times."""
ZIP_RATIO: Final = 100
"""How many times a part may unpack before its size is looked at."""
XML_DEPTH: Final = 256
"""Deepest nesting of elements."""
XML_ELEMENTS: Final = 5_000_000
"""Most elements of one part."""
BLOCKS: Final = 50_000
"""Most paragraphs, headings and table rows."""
CHARACTERS: Final = 5_000_000
"""Most characters of the text: about 800 000 words."""
PAGES: Final = 2_000
"""Most pages of a PDF."""
PAGE_CHARACTERS: Final = 100_000
"""Most characters of one PDF page; a dense page has 6 000."""
MARKDOWN_BRACKETS: Final = 20_000
"""Most opening brackets of a Markdown file, whose parser takes their number squared in time: 20 000 take half a second,
100 000 took 13 s."""
MARKDOWN_DEPTH: Final = 60
"""Deepest nesting of lists and quotes in a Markdown file."""
STYLE_DEPTH: Final = 32
"""Longest chain of styles based on each other."""
NOTICES: Final = 500
"""Most notices kept apart; the words of the rest stand together in one of each kind."""

CPU_SECONDS: Final = 30
"""Processor time of the reading process."""
WALL_SECONDS: Final = 45.0
"""Time on the clock of the reading process."""
MEMORY_BYTES: Final = 1_500_000_000
"""Address space of the reading process above what it starts with."""
OPEN_FILES: Final = 64
"""Open files of the reading process."""
ANSWER_BYTES: Final = 64_000_000
"""Largest answer of the reading process."""
CONVERT_SECONDS: Final = 60.0
"""Time on the clock, and of the processor, of LibreOffice; a start takes 2 to 6 s, 100 pages 3 s more."""
CONVERT_MEMORY_BYTES: Final = 4_000_000_000
"""Address space of LibreOffice, which reserves far more than it uses."""
