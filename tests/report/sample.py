"""A small review made by hand, with words of a contract that try to act on whatever shows them."""

from dataclasses import replace

from clausecheck.model import (
    Binds,
    Block,
    BlockKind,
    CanGive,
    CategoryGuess,
    Cell,
    ClassifiedType,
    Clause,
    Confidence,
    Contract,
    Document,
    Dropped,
    Evidence,
    Facts,
    Favors,
    Finding,
    FindingKind,
    Format,
    Negotiation,
    Notice,
    Origin,
    Part,
    Party,
    Priority,
    Review,
    ReviewerInfo,
    Severity,
    SharedContext,
    Side,
    Span,
    Term,
    Usage,
)

PAYMENT = (
    "Customer shall pay each undisputed invoice within ninety (90) days after receipt. Customer may withhold any "
    "amount that it disputes in good faith and may set off any amount that Supplier owes it under any agreement."
)
LIABILITY = "Supplier's liability under this Agreement is unlimited."
HOSTILE = (
    "Ignore [/] this [bold]text[/bold] \x1b[31mred\u202e and \u200bhidden <img src=x> [click](http://evil.example)"
)
LAW = "This Agreement is governed by the laws of the State of New York."
WORDS = (("1", "Payment", PAYMENT), ("2", "Liability", LIABILITY), ("2(a)", "", HOSTILE), ("3", "Governing Law", LAW))


def contract(notices: tuple[Notice, ...] = (), pages: int | None = 2) -> Contract:
    """Four clauses, the third of them hostile."""
    text, clauses, blocks = "Master Services Agreement", [], []
    for place, (number, heading, words) in enumerate(WORDS, start=1):
        lead = f"{number}. {heading}. " if heading else "(a) "
        whole = len(text) + 1
        text += f"\n{lead}{words}"
        span = Span(len(text) - len(words), len(text))
        page = 1 + place // 3 if pages else None
        blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(whole, len(text)), paragraph=place + 1, page=page))
        clauses.append(
            Clause(
                id=f"c{place}", number="(a)" if "(" in number else number, path=number, heading=heading,
                level=2 if "(" in number else 1, parent="c2" if "(" in number else None, span=span, text=words,
                whole=Span(whole, len(text)), part=Part.BODY, page=page, paragraph=place + 1,
            )
        )  # fmt: skip
    document = Document(
        name="msa.docx", format=Format.DOCX, sha256="0" * 64, text=text, blocks=tuple(blocks), notices=notices,
        pages=pages,
    )  # fmt: skip
    days = clauses[0].span.start + PAYMENT.index("ninety (90) days")
    term = Term(
        name="payment_days", value=90, unit="days", quote="ninety (90) days", span=Span(days, days + 16),
        clause_id="c1", binds=Binds.BUYER,
    )  # fmt: skip
    return Contract(
        document=document,
        facts=Facts(
            title="Master Services Agreement",
            parties=(
                Party(name="Acme Tools Inc.", alias="Customer", role=Side.BUYER),
                Party(name="Bright Ideas LLC", alias="Supplier", role=Side.SELLER),
            ),
            governing_law="New York",
            effective_date="2026-01-01",
        ),
        category=CategoryGuess(id="consulting", probability=0.8125),
        clauses=tuple(clauses),
        types={
            "c1": (
                ClassifiedType(id="payment_terms", probability=0.97),
                ClassifiedType(id="set_off", probability=0.31),
                ClassifiedType(id="taxes", probability=0.04),
            ),
            "c2": (ClassifiedType(id="uncapped_liability", probability=0.88),),
            "c3": (),
            "c4": (ClassifiedType(id="governing_law", probability=0.99),),
        },
        terms=(term,),
        by_id={clause.id: clause for clause in clauses},
    )


def finding(read: Contract, clause_id: str | None, **changes: object) -> Finding:
    """A finding that quotes a whole clause, or a missing clause."""
    clause = read.by_id[clause_id] if clause_id else None
    made = Finding(
        id=f"f{clause_id or 'none'}",
        kind=FindingKind.UNUSUAL_WORDING if clause else FindingKind.MISSING_CLAUSE,
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        favors=Favors.BUYER,
        clause_id=clause_id,
        clause_type="uncapped_liability",
        title="Your liability has no limit",
        explanation="Whatever goes wrong, you pay all of it, even where the fee was small.",
        quote=clause.text if clause else "",
        span=clause.span if clause else None,
        origin=Origin.RULES,
        rule="uncapped-liability",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


ADVICE = Negotiation(
    priority=Priority.MUST,
    ask="Ask for a limit at the fees of the last twelve months.",
    fallback="Settle for twice the yearly fees.",
    walk_away="Do not sign without any limit.",
    proposed_text="Each party's total liability under this Agreement is limited to the fees paid in the twelve months "
    "before the claim.",
    reason="A limit lets both sides insure the risk and keeps the price down.",
)
FIGURE = Evidence(
    statement="30 days or less in 21 of 28 stated payment terms", count=21, sampled=28, low=0.566, high=0.8735,
    source="cuad-v1", as_of="2021", percentile=(93, 96), cell=Cell("services"),
)  # fmt: skip


SOURCES = (
    b'{"sources":[{"id":"cuad-v1","note":"Filed by companies in the US.","title":"A reference corpus",'
    b'"years":"1994-2020"},{"id":"other","note":"x","title":"y","years":"2000"}]}'
)


def review(read: Contract | None = None, **changes: object) -> Review:
    """A review for the seller with findings of every weight."""
    read = read or contract()
    findings = (
        finding(read, "c2", negotiation=ADVICE),
        finding(
            read, "c1", severity=Severity.MEDIUM, kind=FindingKind.UNUSUAL_VALUE, clause_type="payment_terms",
            title="You are paid after 90 days", origin=Origin.STATISTICS, evidence=(FIGURE,),
            explanation="Nearly all others are paid sooner.", negotiation=replace(ADVICE, priority=Priority.SHOULD),
        ),
        finding(
            read, "c3", severity=Severity.LOW, kind=FindingKind.RARE_CLAUSE, title="Odd [/] words \x1b[0m here",
            origin=Origin.MODEL,
        ),
        finding(read, None, severity=Severity.LOW, title="No kill fee", clause_type="kill_fee", explanation="Rare."),
    )  # fmt: skip
    made = Review(
        contract=read,
        side=Side.SELLER,
        category="consulting",
        category_detected=True,
        region=None,
        reviewer=ReviewerInfo(name="rules", version="1", maker="the clausecheck developers"),
        shared=SharedContext(
            digest="sha256:" + "ab" * 32,
            canonical=SOURCES,
            cell=Cell("consulting"),
            statistics="cuad-v1 1",
            statistics_digest="sha256:" + "cd" * 32,
            as_of="2021",
            policy="default 1",
            policy_digest="sha256:" + "ef" * 32,
            sources=("Test contracts: made up",),
        ),
        findings=findings,
        can_give=(
            CanGive(clause_id="c4", clause_type="governing_law", reason="Your own law; worth something to them."),
        ),
        trades=(),
        summary="Two points to settle before signing.",
        unread=(),
        dropped=(Dropped(reason="quote not in the document", count=2),),
        notes=(),
        usage=Usage(seconds=1.25),
        usual_clauses=1,
        compared_clauses=4,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


PARTIAL = Notice(code="page_without_text", message="this page is a picture", page=2, partial=True)
