"""The figures of own deals and playbooks, in words."""

from clausecheck.reviewers.bots.own_figures import own_figures


def test_each_number_is_told_with_its_unit() -> None:
    private = {
        "history": {
            "deals": [{"id": 3, "terms": [{"name": "payment_days", "value": 45, "unit": "days"}]}],
            "usual": [{"value": 1.5, "unit": "percent_per_month", "last": {"value": 2.0, "date": "2025-01-01"}}],
        },
        "playbook": {"side": "seller", "own": True, "term": {"warranty_months": {"standard": 6}}},
    }
    assert own_figures(private) == ("3", "45 days", "1.5%", "2%", "6 months")


def test_nothing_has_no_figures() -> None:
    assert own_figures({"history": None, "playbook": None}) == ()
