"""JSON with the promised names, checked against the schema that the program prints."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from clausecheck.model import (
    Agreement,
    ClassifiedType,
    Contract,
    Definition,
    DefinitionForm,
    Exchange,
    Notice,
    Opinion,
    Reference,
    ReferenceKind,
    ReviewerInfo,
    Severity,
    Span,
    Usage,
)
from clausecheck.report.json import parse_json, to_json
from clausecheck.report.json_review import review_json
from clausecheck.report.schema import json_schema
from tests.report import sample


def closed(schema: Any) -> Any:
    """The schema with every object closed, so that a field it does not name is an error."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if "properties" in schema and schema.get("type") == "object" else {}
    return {name: closed(part) for name, part in schema.items()} | more


def written(value: Any) -> Any:
    return json.loads(to_json(value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("parse", parse_json(sample.contract())),
        ("parse", parse_json(sample.contract((sample.PARTIAL,), pages=None))),
        ("review", review_json(sample.review())),
        ("review", review_json(sample.review(findings=(), can_give=(), region="US-NY"))),
    ],
)
def test_output_keeps_to_its_schema(name: str, value: Any) -> None:
    schema = closed(json_schema(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(written(value))


def test_the_schema_refuses_what_is_wrong() -> None:
    value = written(review_json(sample.review()))
    value["findings"][0]["severity"] = "enormous"
    with pytest.raises(jsonschema.ValidationError, match="enormous"):
        jsonschema.validate(value, json_schema("review"))


def test_a_schema_explains_its_fields() -> None:
    finding = json_schema("review")["$defs"]["FindingJson"]["properties"]
    assert finding["quote"]["description"].startswith("The words as they stand in the file")


def test_a_clause_has_its_types_and_terms() -> None:
    first = written(parse_json(sample.contract()))["clauses"][0]
    assert [(kind["id"], kind["probability"]) for kind in first["types"]] == [
        ("payment_terms", 0.97),
        ("set_off", 0.31),
    ]
    assert first["types"][0]["span"] is None
    assert first["types"][0]["quote"] == ""
    assert first["terms"] == [
        {
            "name": "payment_days", "value": 90, "unit": "days", "quote": "ninety (90) days",
            "span": first["terms"][0]["span"], "binds": "buyer", "mutual": None, "high": None, "bound": "",
            "choice": "", "multiple": None, "look_back_months": None, "index": "", "counted_from": "",
            "used_by": [],
        }
    ]  # fmt: skip
    assert first["text"] == sample.PAYMENT
    assert sample.contract().document.text[slice(*first["span"])] == sample.PAYMENT


def test_a_type_quotes_the_sentence_that_says_it() -> None:
    contract = sample.contract()
    clause = contract.clauses[0]
    place = Span(clause.span.start, clause.span.start + 10)
    kind = ClassifiedType(id="payment_terms", probability=0.97, span=place)
    value = written(parse_json(replace(contract, types={**contract.types, clause.id: (kind,)})))
    assert value["clauses"][0]["types"] == [
        {
            "id": "payment_terms",
            "probability": 0.97,
            "span": [place.start, place.end],
            "quote": sample.PAYMENT[:10],
        }
    ]
    jsonschema.Draft202012Validator(closed(json_schema("parse"))).validate(value)


def test_a_finding_names_its_clause_and_a_missing_one_none() -> None:
    findings = written(review_json(sample.review()))["findings"]
    assert findings[2]["clause"] == {"id": "c3", "number": "2(a)", "heading": "", "page": 2, "paragraph": 4}
    assert findings[2]["quote"] == sample.HOSTILE
    assert findings[3]["clause"] is None
    assert findings[3]["quote"] == ""


def test_what_is_left_out_is_counted() -> None:
    value = written(review_json(sample.review(), least=Severity.MEDIUM))
    assert [finding["severity"] for finding in value["findings"]] == ["high", "medium"]
    assert {"reason": "below --min-severity medium", "count": 2} in value["dropped"]


def test_seconds_are_told_only_where_somebody_was_asked() -> None:
    assert review_json(sample.review(usage=Usage(seconds=1.234)))["usage"]["seconds"] == 0.0
    asked = sample.review(
        reviewer=ReviewerInfo(name="bot", version="1", maker="me"),
        usage=Usage(seconds=1.234),
        exchanges=(Exchange(request=b"{}"),),
    )
    assert review_json(asked)["usage"]["seconds"] == 1.23


def test_an_opinion_stands_beside_the_finding() -> None:
    plain = sample.review()
    opinion = Opinion(
        finding_id=plain.findings[0].id, severity=Severity.LOW, why="It is usual.", agreement=Agreement(found=2, runs=3)
    )
    told = replace(plain, findings=(replace(plain.findings[0], opinion=opinion), *plain.findings[1:]))
    before, after = (written(review_json(review)) for review in (plain, told))
    assert after["findings"][0].pop("opinion") == {
        "severity": "low",
        "why": "It is usual.",
        "agreement": {"found": 2, "runs": 3},
    }
    assert before["findings"][0].pop("opinion") is None
    assert after == before


def test_no_character_of_the_contract_is_raw() -> None:
    text = to_json(review_json(sample.review()))
    assert text.isascii()
    assert not set(text) & {chr(code) for code in (*range(10), *range(11, 32), 127)}
    assert json.loads(text)["findings"][2]["quote"] == sample.HOSTILE


def _with_order() -> Contract:
    """The sample with a reference, a definition and a notice."""
    contract = sample.contract()
    clause = contract.clauses[0]
    reference = Reference(
        clause_id="c1", span=Span(clause.span.start, clause.span.start + 8), quote=clause.text[:8], name="Section 9",
        kind=ReferenceKind.RESOLVED, targets=("c2",),
    )  # fmt: skip
    definition = Definition(
        term="Fees", span=clause.span, text=clause.text, clause_id="c1", form=DefinitionForm.MEANS, scope="", uses=3
    )
    notice = Notice(code="dangling_reference", message="Section 9 is not there", page=1, quote="it", clause_id="c1")
    return replace(contract, references=(reference,), definitions=(definition,), notices=(notice,))


def test_references_definitions_and_notices_of_the_order() -> None:
    contract = _with_order()
    value = written(parse_json(contract))
    jsonschema.Draft202012Validator(closed(json_schema("parse"))).validate(value)

    first, start = value["clauses"][0], contract.clauses[0].span.start
    assert first["references"] == [
        {
            "name": "Section 9",
            "quote": first["text"][:8],
            "span": [start, start + 8],
            "kind": "resolved",
            "targets": ["c2"],
        }
    ]
    assert value["clauses"][1]["references"] == []
    assert value["definitions"] == [
        {
            "term": "Fees",
            "text": first["text"],
            "span": first["span"],
            "clause": "c1",
            "form": "means",
            "scope": None,
            "uses": 3,
        }
    ]
    assert value["notices"] == [
        {
            "code": "dangling_reference",
            "page": 1,
            "message": "Section 9 is not there",
            "quote": "it",
            "clause": "c1",
            "partial": False,
        }
    ]
