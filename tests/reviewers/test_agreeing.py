"""The same questions asked several times: how many runs agree, and whose words are shown."""

from clausecheck.model import Agreement, Confidence, Finding, Opinion, Severity, Span
from clausecheck.reviewers.agreeing import agreed, agreed_verdicts
from clausecheck.reviewers.claims import Checked, Refused
from clausecheck.reviewers.ground import Ground
from tests.reviewers.contracts import request
from tests.reviewers.test_claims import claim


def found(**changes: str) -> Finding:
    finding = Ground.of(request(), by="test").finding(claim(**changes))
    assert isinstance(finding, Finding)
    return finding


def run(*findings: Finding) -> Checked:
    return Checked(findings=findings)


def test_one_run_stays_as_it_is() -> None:
    one = run(found())
    assert agreed([one]) is one
    assert agreed([]) == Checked()


def test_overlapping_quotes_of_one_type_are_the_same_finding() -> None:
    first, second = found(), found(quote="liability is unlimited, and the Customer's", kind="unusual_wording")
    (shown,) = agreed([run(first), run(second), run()]).findings
    assert shown.agreement == Agreement(found=2, runs=3)
    assert (shown.quote, shown.kind) == (first.quote, first.kind)


def test_another_type_or_another_place_is_another_finding() -> None:
    other_type, other_place = found(clause_type="cap_on_liability"), found(quote="is limited to the fees")
    shown = agreed([run(found()), run(other_type, other_place)]).findings
    assert [finding.agreement for finding in shown] == [Agreement(found=1, runs=2)] * 3


def test_the_severity_that_most_runs_gave_is_shown_with_its_own_words() -> None:
    runs = [
        run(found(severity="low", title="First")),
        run(found(severity="high", title="Second")),
        run(found(severity="high", title="Third")),
    ]
    (shown,) = agreed(runs).findings
    assert (shown.severity, shown.title) == (Severity.HIGH, "Second")
    (evenly,) = agreed(runs[:2]).findings
    assert (evenly.severity, evenly.title) == (Severity.HIGH, "Second")


def test_what_few_runs_found_is_of_low_confidence() -> None:
    runs = [run(found()), run(), run(), run()]
    assert agreed(runs).findings[0].confidence is Confidence.LOW
    runs = [run(found()), run(found()), run(), run()]
    assert agreed(runs).findings[0].confidence is Confidence.LOW
    runs = [run(found()), run(found()), run(found()), run()]
    assert agreed(runs).findings[0].confidence is Confidence.MEDIUM


def test_a_run_counts_once_however_often_it_says_something() -> None:
    twice = run(found(), found(kind="unusual_wording"))
    (shown,) = agreed([twice, run()]).findings
    assert shown.agreement == Agreement(found=1, runs=2)


def test_opinions_are_told_with_the_runs_that_share_them() -> None:
    def rated(severity: Severity, why: str) -> Checked:
        return Checked(opinions=(Opinion(finding_id="f000001", severity=severity, why=why),))

    runs = [rated(Severity.LOW, "a"), rated(Severity.INFO, "b"), rated(Severity.LOW, "c"), Checked()]
    assert agreed(runs).opinions == (
        Opinion(finding_id="f000001", severity=Severity.LOW, why="a", agreement=Agreement(found=2, runs=4)),
    )


def test_what_was_refused_is_counted_in_every_run() -> None:
    refused = Refused(reason="why", clause_id="c1")
    assert agreed([Checked(refused=(refused,)), Checked(refused=(refused,))]).refused == (refused, refused)


def test_verdicts_that_differ_are_unsure() -> None:
    runs = [
        {"c1": "usual", "c2": "usual", "c3": "finding", "c4": "usual"},
        {"c1": "usual", "c2": "finding", "c3": "finding", "c4": "unsure"},
        {"c1": "usual", "c2": "usual", "c3": "finding"},
    ]
    assert agreed_verdicts(runs) == {"c1": "usual", "c2": "unsure", "c3": "finding", "c4": "unsure"}
    assert agreed_verdicts(runs[:1]) == runs[0]


def test_the_order_of_the_runs_does_not_change_what_is_found() -> None:
    runs = [run(found(), found(quote="is limited to the fees")), run(found(severity="low")), run(found(severity="low"))]
    one, other = agreed(runs), agreed(runs[::-1])
    assert {(f.span, f.agreement, f.severity) for f in one.findings} == {
        (f.span, f.agreement, f.severity) for f in other.findings
    }
    assert all(isinstance(finding.span, Span) for finding in one.findings)
