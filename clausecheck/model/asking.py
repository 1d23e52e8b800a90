"""How a reviewer outside this program is asked, and what was asked and answered."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from clausecheck.model.finding import Severity


class Service(StrEnum):
    """Whose door a model is asked at."""

    ANTHROPIC = "anthropic"
    """The Messages protocol, at the address of the service or at `ANTHROPIC_BASE_URL`."""
    BEDROCK = "bedrock"
    VERTEX = "vertex"


class Scope(StrEnum):
    """Which clauses a model is asked about."""

    FLAGGED = "flagged"
    """Those that counting and rules show to be worth a look; each is chosen by itself, whatever stands around it."""
    ALL = "all"


class Redaction(StrEnum):
    """What is replaced before anything is sent."""

    PARTIES = "parties"
    PEOPLE = "people"
    ADDRESSES = "addresses"
    ACCOUNTS = "accounts"
    CONTACTS = "contacts"
    AMOUNTS = "amounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Which reviewer is asked besides the rules, and how."""

    reviewer: str = "auto"
    """"auto" (Claude when credentials are set and `offline` is not), "rules", "claude", "command:…" or a name."""
    offline: bool = False
    """Whether nothing may be asked that needs a network."""
    model: str | None = None
    """None for the one of the environment, or else of the shipped settings."""
    service: Service = Service.ANTHROPIC
    prompts: Path | None = None
    """A folder of prompts in place of the shipped ones."""
    scope: Scope = Scope.FLAGGED
    runs: int = 1
    """How often each question is asked; what is found is then told with how many runs found it."""
    max_cost: float | None = None
    """US dollars that a review may cost at most; None for no bound."""
    batches: bool = False
    """Whether to wait for the service's cheaper batches."""
    redact: frozenset[Redaction] = frozenset()
    max_time: float | None = None
    """Seconds that the asking may take at most; None for the shipped limit."""
    private: bool = False
    """Whether a bot of one's own is given one's own deals and playbook too; a model never is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question to a reviewer outside this program, after all tries, and what came back.

    In the order of the questions, whatever the order of the answers.
    """

    request: bytes
    """What was sent, or would have been."""
    run: int = 1
    tries: int = 1
    """How often it was sent; 0 where it was not, and `trouble` says why."""
    text: str = ""
    """The words of the answer as they came."""
    stop_reason: str = ""
    """As in the Messages protocol; empty where nothing whole came back."""
    trouble: str = ""
    """Why there is no answer, in plain words that hold nothing secret; empty where there is one."""
    input_tokens: int = 0
    """Neither read from nor written to the service's cache."""
    written_tokens: int = 0
    """Input that was written to the cache."""
    cached_tokens: int = 0
    """Input that was read from the cache."""
    output_tokens: int = 0
    began: float = 0.0
    """Seconds after the first question of the review was put."""
    seconds: float = 0.0
    max_tokens: int = 0
    """How long the answer might be, where the bound on the cost made it shorter than `request` says; else 0."""
    clauses: tuple[str, ...] = ()
    """Ids of the clauses that it asks about, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """In how many runs of the same questions something was found."""

    found: int
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a model says of a finding that it did not make: shown beside the finding, which stays as it is."""

    finding_id: str
    severity: Severity
    why: str
    agreement: Agreement | None = None
    """None where the question was asked once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What was replaced in everything that was sent, and what was not. It holds words of the contract."""

    replaced: tuple[tuple[Redaction, int], ...]
    """Each kind that was to be replaced, with how many different words of it were."""
    uncovered: tuple[Redaction, ...]
    """Kinds that were not to be replaced, and so were sent as they stand."""
    left: tuple[str, ...] = ()
    """What was sent and looks like a name or a number of one of the kinds to be replaced: for a person to look at."""
    left_count: int = 0
    """How many such words there are; `left` names the first of them."""
