"""The loop that somebody would write first: the words out of each file, and spaCy over them.

    python uploads/peer.py LIST

It runs as a process of its own on the JSON list of files that is named, and prints on how many it failed.
"""

import json
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

SECONDS: Final = 60
"""For one file: on some stress files the loop would not end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What the loop cost, and on how many files it failed."""

    wall: float
    cpu: float
    memory: float
    failed: int
    late: int


class Late(Exception):
    """A file took too long."""


def loop(paths: list[Path]) -> Peer:
    """Run it over the regular files of a list."""
    from uploads.running import watched

    with tempfile.TemporaryDirectory() as folder:
        listed, log = Path(folder, "list.json"), Path(folder, "log")
        listed.write_text(json.dumps([str(path) for path in paths if path.is_file() and not path.is_symlink()]))
        run = watched([sys.executable, "-W", "ignore", __file__, str(listed)], log)
        if run.code:
            raise RuntimeError(f"the plain loop ended with {run.code}: {log.read_text()[-2000:]}")
        told = json.loads(log.read_text().splitlines()[-1])
    return Peer(wall=run.wall, cpu=run.cpu, memory=run.memory, **told)


def main(listed: Path) -> None:
    """Read every file of the list."""
    import logging

    import spacy

    logging.disable()
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 26
    signal.signal(signal.SIGALRM, _late)
    told = {"failed": 0, "late": 0}
    for path in map(Path, json.loads(listed.read_text())):
        signal.alarm(SECONDS)
        try:
            nlp(words(path))
        except Late:
            told["late"] += 1
        except Exception:  # noqa: BLE001 what such a loop does with damaged files
            told["failed"] += 1
        finally:
            signal.alarm(0)
    print(json.dumps(told))


def words(path: Path) -> str:
    """The words of a file, as the documentation of the libraries shows it."""
    match path.suffix.lower():
        case ".pdf":
            import pdfplumber

            with pdfplumber.open(path) as pdf:
                return "\n".join(page.extract_text() for page in pdf.pages)
        case ".docx":
            import docx

            document = docx.Document(str(path))
            return "\n".join(paragraph.text for paragraph in document.paragraphs)
        case _:
            return path.read_text("utf-8", errors="replace")


def _late(_number: int, _frame: FrameType | None) -> None:
    raise Late


if __name__ == "__main__":
    main(Path(sys.argv[1]))
