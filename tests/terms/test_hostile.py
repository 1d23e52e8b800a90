import pytest

from clausecheck.report.json import parse_json, to_json
from clausecheck.review import understand
from tests.growth import PIECES, hostile
from tests.places import check_places

SIZE = 50_000


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_is_understood_and_everything_stands_where_it_is_told_to(piece: str) -> None:
    made = hostile(piece, SIZE)

    contract = understand(made)

    assert {"Clause", "Sentence"} <= check_places(contract)
    assert len(contract.facts.parties) == 2
    assert to_json(parse_json(understand(made))) == to_json(parse_json(contract))
