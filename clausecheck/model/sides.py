"""The two sides of a deal, and whom a term binds."""

from enum import StrEnum


class Side(StrEnum):
    """The two sides of a deal: who provides, and who pays."""

    SELLER = "seller"
    BUYER = "buyer"

    @property
    def other(self) -> "Side":
        """The side across the table."""
        return Side.BUYER if self is Side.SELLER else Side.SELLER


class Binds(StrEnum):
    """Whom a term binds."""

    SELLER = "seller"
    BUYER = "buyer"
    BOTH = "both"
    UNKNOWN = "unknown"

    @property
    def other(self) -> "Binds":
        """The side across of one side; itself of both and of unknown."""
        return {Binds.SELLER: Binds.BUYER, Binds.BUYER: Binds.SELLER}.get(self, self)
