from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.statistics_files import names, presence, values, write

TABLES = {
    "presence": presence("""
        confidentiality all 60 100
        confidentiality consulting 2 9
        confidentiality services 27 40
        confidentiality services@US 11 24
        confidentiality services@US/0-999 2 3
        most_favored_nation all 2 100
    """),
    "values": values("""
        payment_days days all 15:4 30:20 60:6
        payment_days days services 30:3
        late_interest percent_per_month all 1.5:12
    """),
    "names": names("governing_law all New_York:9 Delaware:5"),
}


@pytest.fixture
def statistics_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small statistics folder, with parts of the file replaced: `make(presence=[…])`."""

    def make(**replaced: Any) -> Path:
        return write(tmp_path, **(TABLES | replaced))

    return make
