from collections.abc import Callable
from pathlib import Path

import pytest

from tests.statistics_files import SOURCES, write

PRESENCE = """clause_type,category,count,sampled,source
confidentiality,all,60,100,one
confidentiality,consulting,2,9,one
confidentiality,services,27,40,one
most_favored_nation,all,2,100,one
"""

VALUES = """term,unit,category,value,count,source
payment_days,days,all,15,4,one
payment_days,days,all,30,20,one
payment_days,days,all,60,6,one
payment_days,days,services,30,3,one
late_interest,percent_per_month,all,1.5,12,one
"""

NAMES = """term,category,name,count,source
governing_law,all,Delaware,5,one
governing_law,all,New York,9,one
"""

FILES = {"sources.toml": SOURCES, "presence.csv": PRESENCE, "values.csv": VALUES, "names.csv": NAMES}


@pytest.fixture
def statistics_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small statistics folder, with files replaced by name: `make(values_csv="…")`."""

    def make(**replaced: str) -> Path:
        return write(tmp_path, {name: replaced.get(name.replace(".", "_"), text) for name, text in FILES.items()})

    return make
