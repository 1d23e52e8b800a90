"""A small contract built by hand from the nouns, and the request to review it."""

import hashlib
import json

from clausecheck.model import (
    CategoryGuess,
    Cell,
    ClassifiedType,
    Clause,
    Confidence,
    Contract,
    Deviation,
    DeviationKind,
    Document,
    Evidence,
    Facts,
    Favors,
    Finding,
    FindingKind,
    Flag,
    Format,
    Origin,
    Part,
    Party,
    ReviewRequest,
    Severity,
    SharedContext,
    Side,
    Span,
    Term,
)

CLAUSES: tuple[tuple[str, str, str], ...] = (
    (
        "Payment",
        "The Customer shall pay each invoice within ninety (90) days after the “Acceptance Date”.",
        "payment_terms",
    ),
    (
        "Liability",
        "The Supplier’s liability is unlimited, and the Cus\u00adtomer’s is lim\u200bited to the fees.",
        "uncapped_liability",
    ),
    ("Term", "This Agreement runs for 12 months and renews for further periods of 12 months.", "renewal_term"),
    ("Law", "The laws of England apply to this Agreement and to every claim from it.", "governing_law"),
)


def evidence(statement: str = "90 days or more in 3 of 41 contracts", count: int = 3, sampled: int = 41) -> Evidence:
    return Evidence(
        statement=statement, count=count, sampled=sampled, low=0.03, high=0.2, source="test", as_of="2020"
    )  # fmt: skip


def contract(clauses: tuple[tuple[str, str, str], ...] = CLAUSES) -> Contract:
    text, built, types = "", [], {}
    for number, (heading, words, kind) in enumerate(clauses, 1):
        start = len(text)
        text += f"{number}. {heading}\n{words}\n"
        name = f"c{number}"
        built.append(
            Clause(
                id=name,
                number=str(number),
                path=str(number),
                heading=heading,
                level=1,
                parent=None,
                span=Span(len(text) - 1 - len(words), len(text) - 1),
                text=words,
                whole=Span(start, len(text) - 1),
                part=Part.BODY,
                page=1,
                paragraph=number,
            )
        )
        types[name] = (ClassifiedType(id=kind, probability=0.9),) if kind else ()
    document = Document(
        name="test.txt", format=Format.TEXT, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, blocks=()
    )
    return Contract(
        document=document,
        facts=Facts(
            title="Services Agreement",
            parties=(
                Party(name="Acme Ltd", alias="Supplier", role=Side.SELLER),
                Party(name="Bolt\u200b Inc.", alias="Customer", role=Side.BUYER),
            ),
        ),
        category=CategoryGuess(id="services", probability=0.8),
        clauses=tuple(built),
        types=types,
        terms=(
            Term(
                name="payment_days", value=90.0, unit="days", quote="ninety (90) days", span=Span(0, 1), clause_id="c1"
            ),
        ),
        by_id={clause.id: clause for clause in built},
    )


def shared() -> SharedContext:
    cell = {"category": "services", "source": "test"}
    figures = {
        "presence": [
            {"type": "insurance", "count": 31, "sampled": 96} | cell,
            {"type": "insurance", "count": 11, "sampled": 40, "years": "2010.."} | cell,
            {"type": "uncapped_liability", "count": 12, "sampled": 96} | cell,
        ],
        "values": [{"term": "payment_days", "unit": "days", "values": [[30, 25], [60, 9]], "sampled": 34} | cell],
        "names": [{"term": "law", "names": [["England", 7], ["New York", 20]], "sampled": 27} | cell],
    }
    canonical = json.dumps(figures, sort_keys=True, separators=(",", ":")).encode()
    digest = "sha256:" + hashlib.sha256(canonical).hexdigest()
    return SharedContext(
        digest=digest,
        canonical=canonical,
        cell=Cell("services"),
        statistics="test 1",
        statistics_digest="sha256:0",
        as_of="2020",
        policy="test 1",
        policy_digest="sha256:0",
        sources=("Test contracts: made up",),
    )


def request(
    side: Side = Side.SELLER, clauses: tuple[tuple[str, str, str], ...] = CLAUSES, region: str | None = None
) -> ReviewRequest:
    read = contract(clauses)
    place = read.document.text.find("ninety (90) days")
    about = next((clause.id for clause in read.clauses if clause.whole.start <= place < clause.whole.end), "")
    known = Finding(
        id="f000001",
        kind=FindingKind.UNUSUAL_VALUE,
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        favors=Favors.BUYER,
        clause_id=about,
        clause_type="payment_terms",
        title="Long time to pay",
        explanation="Payment is due after 90 days.",
        quote="ninety (90) days",
        span=Span(place, place + 16),
        origin=Origin.STATISTICS,
        evidence=(evidence(),),
    )
    late = Deviation(
        kind=DeviationKind.HIGH,
        clause_type="payment_terms",
        evidence=evidence(),
        clause_id=about,
        term="payment_days",
        value=90.0,
        usual=(30.0, 60.0),
    )
    return ReviewRequest(
        contract=read,
        side=side,
        category="services",
        region=region,
        deviations=(late,) if place >= 0 else (),
        shared=shared(),
        findings=(known,) if place >= 0 else (),
        flags=(Flag(clause_id=about, clause_type="payment_terms", severity=Severity.HIGH),) if place >= 0 else (),
    )
