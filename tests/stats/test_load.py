import pytest

from clausecheck import stats
from clausecheck.errors import UsageError

from .conftest import NAMES, PRESENCE, SOURCES, VALUES


def test_a_folder_is_read(statistics_folder) -> None:
    figures = stats.load(statistics_folder())
    assert (figures.id, figures.version, figures.as_of) == ("test", "7", "2004")
    row = figures.presence("confidentiality", "consulting")
    assert row is not None
    assert (row.count, row.sampled, row.source) == (2, 9, "one")
    assert figures.presence("confidentiality", "hosting") is None
    values = figures.values("payment_days", "days", "all")
    assert values is not None
    assert values.values == ((15.0, 4), (30.0, 20), (60.0, 6))
    assert values.sampled == 30
    assert figures.values("payment_days", "months", "all") is None
    names = figures.names("governing_law", "all")
    assert names is not None
    assert names.names == (("New York", 9), ("Delaware", 5))
    assert names.sampled == 14


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (
            "presence_csv",
            PRESENCE + "confidentiality,agency,5,4,one\n",
            "presence.csv:6: count 5 is above its sample 4",
        ),
        ("presence_csv", PRESENCE + "confidentiality,all,1,4,one\n", "presence.csv:6: confidentiality in all is there"),
        ("presence_csv", PRESENCE + "telepathy,all,1,4,one\n", "unknown clause type 'telepathy'"),
        ("presence_csv", PRESENCE + "notices,moon,1,4,one\n", "unknown category 'moon'"),
        ("presence_csv", PRESENCE + "notices,all,1,4,two\n", "unknown source 'two'"),
        ("presence_csv", PRESENCE + "notices,all,-1,4,one\n", "'-1' is no count"),
        ("presence_csv", PRESENCE + "notices,all,1,one\n", "4 columns, not 5"),
        ("presence_csv", "type,category\n", "the columns are not clause_type"),
        ("presence_csv", "", "the columns are not clause_type"),
        ("values_csv", VALUES + "payment_days,months,all,1,1,one\n", "unknown term 'payment_days' in 'months'"),
        ("values_csv", VALUES + "payment_days,days,all,nan,1,one\n", "'nan' is no value"),
        ("values_csv", VALUES + "payment_days,days,all,soon,1,one\n", "'soon' is no value"),
        ("values_csv", VALUES + "payment_days,days,all,30.0,1,one\n", "values.csv:7: payment_days 30.0 in all"),
        ("names_csv", NAMES + "payment_days,all,Rome,1,one\n", "unknown term 'payment_days'"),
        ("names_csv", NAMES + "governing_law,all,,1,one\n", "is empty"),
        ("sources_toml", "id = 3", "sources.toml is no list of sources"),
        ("sources_toml", "id = ", "sources.toml is no list of sources"),
        ("sources_toml", SOURCES.replace('licence = "CC BY 4.0"\n', ""), "licence"),
        ("sources_toml", SOURCES.split("[[")[0] + "source = []\n", "names no source"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(statistics_folder, file: str, text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        stats.load(statistics_folder(**{file: text}))
    assert message in raised.value.message
    assert raised.value.hint == "see docs/statistics.md for the form of the files"


@pytest.mark.parametrize("name", ["sources.toml", "presence.csv", "values.csv", "names.csv"])
def test_a_missing_file_is_told_without_its_folder(statistics_folder, name: str) -> None:
    place = statistics_folder()
    (place / name).unlink()
    with pytest.raises(UsageError) as raised:
        stats.load(place)
    assert name in raised.value.message


def test_bytes_that_are_no_text_are_told(statistics_folder) -> None:
    place = statistics_folder()
    (place / "values.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"values\.csv cannot be read"):
        stats.load(place)
