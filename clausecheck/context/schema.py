"""The shapes of a shared context as JSON. Imported where a schema is printed or such a file is read."""

from typing import Annotated, Final, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from clausecheck.model import Reach, Side
from clausecheck.stats.schema import (
    STRICT,
    CategoryId,
    CellJson,
    Count,
    DirectionJson,
    DisclosureJson,
    NamesJson,
    Number,
    OutcomeJson,
    PresenceJson,
    PublishedJson,
    Region,
    SizeBand,
    SourceJson,
    StatementJson,
    Words,
)

READ: Final = ConfigDict(strict=True, use_attribute_docstrings=True)
"""Of what other versions may add to: more fields are no fault."""

Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Table = Literal["presence", "values", "names", "directions", "outcomes", "statements", "published"]


@with_config(STRICT)
class NarrowedJson(TypedDict):
    """What figures were asked for: a category, narrowed by a region and a size of deal."""

    category: CategoryId
    region: NotRequired[Region]
    size: NotRequired[SizeBand]


@with_config(READ)
class SharedContextJson(TypedDict):
    """What both sides are served. With the statistics and the policy at hand, anyone can make the digest again."""

    schema: Words
    """The form of the content that the digest is of."""
    digest: Digest
    """Of the canonical form of the shared context's content; equal for both sides."""
    statistics: Words
    """Id and number of the release."""
    statistics_digest: Digest
    """Of the statistics file."""
    as_of: Words
    policy: Words
    """Id and version of the policy that says what is served."""
    policy_digest: Digest
    """Of the canonical form of the policy's settings."""
    sources: list[Words]
    """Titles of the sources that contracts were counted from: who supplied the data."""
    cell: NarrowedJson


@with_config(READ)
class MadeByJson(TypedDict):
    """Who reviewed."""

    name: Words
    version: Words
    model: Words | None
    maker: Words
    """Who made it: of a model, the company whose model was asked."""


@with_config(READ)
class DatasetJson(TypedDict):
    """Something that shaped the review."""

    name: Words
    reach: Reach
    """`both`: either side, byte for byte the same. `side`: the side that is reviewed for; ships with the program.
    `owner`: its owner alone."""
    version: Words
    rows: Count | None
    sources: list[Words]
    """Ids of the sources that its rows name."""
    digest: Digest | None
    """Null of what is private: a digest would tell whether two are the same."""


@with_config(READ)
class ReviewedJson(TypedDict):
    """The contract that was reviewed."""

    name: Words
    sha256: Words


@with_config(READ)
class ManifestJson(TypedDict):
    """Every dataset that shaped a review: the shared ones with their digests, the private ones by count alone."""

    schema: Literal["clausecheck/manifest/1"]
    program: Words
    """Name and version of the program."""
    document: ReviewedJson
    side: Side
    category: Words
    region: Words | None
    reviewer: MadeByJson
    shared_context: SharedContextJson
    datasets: list[DatasetJson]


@with_config(READ)
class ReviewedSharedJson(TypedDict):
    """What of a review tells which shared context it was given."""

    schema: Literal["clausecheck/review/1"]
    side: Side
    reviewer: MadeByJson
    shared_context: SharedContextJson


@with_config(STRICT)
class StatedJson(CellJson):
    """The values of a term that contracts state."""

    term: Words
    unit: Words
    values: list[tuple[Number, Count]]
    """Value and count, ascending; of a rounded source, steps that values were rounded up to."""
    beyond: NotRequired[Count]
    """How many lie above the last step."""
    sampled: Count


@with_config(STRICT)
class WithheldJson(TypedDict):
    """What is not served, whatever the table."""

    types: list[Words]
    terms: list[Words]
    categories: list[Words]
    sources: list[Words]


@with_config(STRICT)
class PolicyJson(TypedDict):
    """Which statistics are served, to both sides alike."""

    id: Words
    version: Count
    tables: list[Table]
    withhold: WithheldJson
    least: dict[Table, Count]
    """The smallest sample that is served, by table."""


@with_config(STRICT)
class ReleaseJson(TypedDict):
    """The release of statistics that the rows were taken from."""

    id: Words
    release: Count
    digest: Digest
    """Of the statistics file."""
    as_of: Words
    currency: Words
    """Of deal sizes and amounts."""
    size_bounds: list[Count]
    window_cut: Count
    disclosure: DisclosureJson | None
    """The settings of disclosure control; null where every source is public."""


@with_config(STRICT)
class ContentJson(TypedDict):
    """All that is served for a cell: a pure function of the statistics, the policy and the cell."""

    cell: NarrowedJson
    cells: list[NarrowedJson]
    """The cell and those to fall back to, the narrowest first."""
    statistics: ReleaseJson
    policy: PolicyJson
    sources: list[SourceJson]
    """Those of the rows below, and no others."""
    presence: list[PresenceJson]
    values: list[StatedJson]
    names: list[NamesJson]
    directions: list[DirectionJson]
    outcomes: list[OutcomeJson]
    statements: list[StatementJson]
    published: list[PublishedJson]


@with_config(STRICT)
class ContextJson(TypedDict):
    """The shared context, the same bytes for either side."""

    schema: Literal["clausecheck/context/1"]
    digest: Digest
    """SHA-256 of `content` in canonical form: keys sorted, no white space, UTF-8."""
    content: ContentJson
