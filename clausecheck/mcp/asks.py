"""What an assistant may ask for: the arguments of each tool, checked before any work."""

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from clausecheck.context.schema import Table
from clausecheck.model import Severity, Side, View
from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.stats import region_code

_LONGEST: Final = 500


def _category(word: str) -> str:
    if word not in CATEGORY_PARENT:
        raise ValueError(f"unknown category; use one of {', '.join(CATEGORY_PARENT)}")
    return word


def _region(word: str) -> str:
    if not (code := region_code(word)):
        raise ValueError("unknown region; use a country code like GB, or US-NY for a state")
    return code


File = Annotated[
    str, Field(min_length=1, max_length=_LONGEST, description="A contract in the server's folder: DOCX, PDF, text, …")
]
Category = Annotated[
    str,
    AfterValidator(_category),
    Field(description="The kind of service.", json_schema_extra={"enum": list(CATEGORY_PARENT)}),
]
Region = Annotated[
    str, AfterValidator(_region), Field(max_length=_LONGEST, description="Whose law governs: GB, US-NY and so on.")
]
DealSize = Annotated[
    float, Field(gt=0, allow_inf_nan=False, description="What the deal is worth, in the currency of the statistics.")
]
Start = Annotated[int, Field(ge=0, description="Where to go on: `next` of the page before.")]


class Ask(BaseModel):
    """Arguments; a name that is not known is an error, so that no slip is passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OfFile(Ask):
    """A contract, in one view of its tracked changes."""

    file: File
    view: Annotated[View, Field(description="Tracked changes as if all were accepted, as if rejected, or both.")] = (
        View.FINAL
    )


class Parse(OfFile):
    """A page of an outline."""

    start: Start = 0


class OneClause(OfFile):
    """One clause."""

    clause: Annotated[str, Field(max_length=_LONGEST, description="Its id in the outline or in a finding: c17.")]
    start: Annotated[int, Field(ge=0, description="Character to go on from: `next` of the part before.")] = 0


class OneReview(OfFile):
    """A review, or a further page of it."""

    side: Annotated[Side, Field(description="Who is advised: the seller provides, the buyer pays.")]
    category: Annotated[Category | None, Field(description="The kind of service; detected where it is left out.")] = (
        None
    )
    region: Region | None = None
    deal_size: DealSize | None = None
    min_severity: Annotated[Severity, Field(description="Findings from here up.")] = Severity.INFO
    start: Start = 0


class OneFinding(Ask):
    """One finding of a review."""

    review: Annotated[str, Field(max_length=_LONGEST, description="`review` of the result of the tool review.")]
    finding: Annotated[str, Field(max_length=_LONGEST, description="The finding's id.")]


class Stats(Ask):
    """Figures on something, or the list of what there is."""

    name: Annotated[
        str,
        Field(
            max_length=_LONGEST,
            description="A clause type (cap_on_liability) or a term (payment_days); empty lists what there is.",
        ),
    ] = ""
    category: Category = "all"
    region: Region | None = None
    deal_size: DealSize | None = None
    start: Start = 0


class Context(Ask):
    """The shared context of a category, and rows of one table."""

    category: Category
    region: Region | None = None
    deal_size: DealSize | None = None
    table: Annotated[Table | None, Field(description="The table to show rows of; none for the digest alone.")] = None
    start: Start = 0
