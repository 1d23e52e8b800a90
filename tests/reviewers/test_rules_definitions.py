import pytest

from clausecheck.model import Side
from clausecheck.read import read_bytes
from clausecheck.review import review, understand

TEXT = """SERVICES AGREEMENT

This Services Agreement is made between Alpha Services Ltd ("Provider") and Beta Stores Inc ("Customer").

1.1 Definitions. "Exit Notice" means {meaning}.

1.2 Termination. Provider may terminate this Agreement at any time for any reason on the Exit Notice.
"""


@pytest.mark.parametrize(
    ("meaning", "rule"),
    [("one (1) day of notice", "convenience_harsh"), ("ninety (90) days of notice", "convenience_one_way")],
)
def test_a_changed_definition_changes_what_is_found_in_the_clause_that_uses_it(meaning: str, rule: str) -> None:
    contract = understand(read_bytes(TEXT.format(meaning=meaning).encode(), "a.txt"))
    found = review(contract, Side.BUYER, category="services").findings
    clause = next(clause.id for clause in contract.clauses if clause.heading == "Termination")
    assert rule in [finding.rule for finding in found if finding.clause_id == clause]
