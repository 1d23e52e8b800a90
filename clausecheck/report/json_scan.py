"""A scan as JSON, with the names that the interface promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.report import json_file as of_file
from clausecheck.report.visible import literal, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clausecheck.model import Document, Notice, Observation, Scan
    from clausecheck.report import schema_scan as shapes


def scan_json(document: Document, scan: Scan) -> shapes.ScanJson:
    """What a file hides."""
    return {
        "schema": "clausecheck/scan/1",
        "document": of_file.file(document),
        "verdict": scan.verdict,
        "observations": observations(scan),
        "not_read": _not_read(document.notices),
    }


def observations(scan: Scan) -> list[shapes.ObservationJson]:
    """What was observed, the gravest first; words of the file with everything invisible written out."""
    return [_observation(one) for one in scan.observations]


def _observation(one: Observation) -> shapes.ObservationJson:
    return {
        "category": one.category,
        "technique": one.technique,
        "severity": one.severity,
        "quote": literal(one.quote),
        "page": one.page,
        "location": visible(one.location),
        "clause": one.clause_id,
        "explanation": literal(one.explanation),
    }


def _not_read(notices: Iterable[Notice]) -> list[str]:
    lost = (notice for notice in notices if notice.partial)
    return [visible(f"page {notice.page}: {notice.message}" if notice.page else notice.message) for notice in lost]
