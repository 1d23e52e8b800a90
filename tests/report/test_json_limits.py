from pydantic import TypeAdapter

from clausecheck.read import read_bytes
from clausecheck.report.json import parse_json
from clausecheck.report.schema_limits import LiabilityJson, UseJson
from clausecheck.review import understand

TEXT = """SERVICES AGREEMENT

This Agreement is made between Alpha Services Ltd ("Provider") and Beta Stores Inc ("Customer").

1.1 Definitions. "Liability Cap" means the greater of $100,000 and the fees paid in the prior 12 months.

1.2 Liability. Except for fraud, Provider's total liability shall not exceed the Liability Cap. Neither party shall be
liable for lost profits.
"""


def test_a_clause_has_its_limits_and_the_terms_that_it_uses() -> None:
    contract = understand(read_bytes(TEXT.encode(), "a.txt"))
    text = contract.document.text
    clause = next(one for one in parse_json(contract)["clauses"] if one["heading"] == "Liability")
    cap, exclusion = clause["liability"]
    assert (cap["kind"], cap["protects"], cap["choice"]) == ("ceiling", "seller", "greater")
    assert [(one["value"], one["unit"], one["terms"]) for one in cap["ceilings"]] == [
        (100_000, "USD", ["Liability Cap"]),
        (12, "months_of_fees", ["Liability Cap"]),
    ]
    assert [one["kind"] for one in cap["carve_outs"]] == ["fraud"]
    assert [one["id"] for one in exclusion["damages"]] == ["lost_profits"]
    for part in (*cap["ceilings"], *exclusion["damages"]):
        assert text[slice(*part["span"])] == part["quote"]
    (use,) = [one for one in clause["uses"] if one["term"] == "Liability Cap"]
    assert [text[slice(*span)] for span in use["spans"]] == ["Liability Cap"]
    assert contract.by_id[use["clause"]].heading == "Definitions"
    TypeAdapter(list[LiabilityJson]).validate_python(clause["liability"])
    TypeAdapter(list[UseJson]).validate_python(clause["uses"])
