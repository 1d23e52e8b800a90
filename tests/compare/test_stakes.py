import pytest

from clausecheck.compare.stakes import Stakes
from clausecheck.model import Contract, Definition, Side
from clausecheck.read import read_bytes
from clausecheck.review import understand

TEXT = """SERVICES AGREEMENT

This Services Agreement is made between Alpha Services Ltd ("Provider") and Beta Stores Inc ("Customer").

1. Definitions. "Report Data" means figures on the use of the Services.

2. Rules. {rule}
"""


def _read(rule: str) -> tuple[Contract, Definition]:
    contract = understand(read_bytes(TEXT.format(rule=rule).encode(), "a.txt"))
    return contract, next(one for one in contract.definitions if one.term == "Report Data")


@pytest.mark.parametrize(
    ("rule", "side"),
    [
        ("Provider may use Report Data to improve its products.", Side.SELLER),
        ("Customer may use Report Data in its own business.", Side.BUYER),
        ("Provider shall keep the Report Data secret.", Side.BUYER),
        ("Customer shall deliver the Report Data to Provider each month.", Side.SELLER),
        ("Provider shall indemnify Customer against claims that arise from Report Data.", Side.BUYER),
        ("Each party shall keep the Report Data of the other party secret.", None),
        ("The parties met in May to discuss their plans.", None),
    ],
)
def test_who_gains_by_a_wider_meaning_is_told_by_the_rights_and_duties_that_hang_on_it(
    rule: str, side: Side | None
) -> None:
    contract, definition = _read(rule)
    assert Stakes(contract).wider_favors(definition) is side


def test_a_term_that_another_definition_is_made_of_gains_as_that_one_does() -> None:
    contract, definition = _read(
        '"Product Files" means all Report Data.\n\n3. Use. Provider may use the Product Files freely.'
    )
    assert Stakes(contract).wider_favors(definition) is Side.SELLER


def test_a_use_that_only_defines_another_term_is_not_operative() -> None:
    contract, definition = _read('"Product Files" means all Report Data.')
    stakes = Stakes(contract)
    assert stakes.uses(definition)
    assert not [use for use in stakes.uses(definition) if stakes.operative(use)]
