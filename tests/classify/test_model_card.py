"""The picture in the model card is drawn from the table beside it."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_picture_is_the_tables() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "draw_reliability.py"), "--check"], check=False)
    assert done.returncode == 0


def test_the_picture_has_a_dot_for_each_row() -> None:
    card = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    picture = (ROOT / "docs" / "reliability.svg").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d\.\d\d to \d\.\d\d \|", card, re.MULTILINE)
    assert len(rows) >= 5
    assert picture.count("<circle ") == len(rows)
    assert "reliability.svg" in card
