"""Small statistics folders for tests."""

from collections.abc import Mapping
from pathlib import Path

SOURCES = """id = "test"
version = "7"

[[source]]
id = "one"
title = "Test contracts"
licence = "CC BY 4.0"
url = "https://example.org"
years = "2001-2003"
as_of = "2004"
note = "made up for a test"
"""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files by name, with the sources above unless `files` has others."""
    for name, text in ({"sources.toml": SOURCES} | dict(files)).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
