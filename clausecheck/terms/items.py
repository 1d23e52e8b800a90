"""The items within a long sentence: "(a) …; (b) …". A number belongs to its own item, not to the one beside it."""

from bisect import bisect_right

from clausecheck.terms.words import Expression

_BOUNDARY = Expression(r"; |(?<=[\s,;:])\((?:[a-h]|[ivx]{1,4})\) |(?:(?<=[,;:] )|(?<=\bor )|(?<=\band ))\([1-9]\) ")
_CONDITION = Expression(r"\b(?:if|in the event|in case|upon the occurrence|should|following events|where|when)\b")
_MAIN = Expression(r"\b(?:may|shall|will|must|can|right|terminated?)\b")
"""What is agreed, told before the condition; where it follows the items, they belong together."""
_MIN_LENGTH = 200
_MAX_LENGTH = 4000


class Items:
    """Tells which words of a sentence go with a place in it: its beginning, and the item in which the place lies."""

    def __init__(self, low: str, roles: str) -> None:
        """`low` is the sentence in lower case; `roles` the same with roles, perhaps with an introduction before it."""
        self._low, self._roles = low, roles
        self._whole = roles[:_MAX_LENGTH]
        self._head = self._whole
        self._starts: list[int] = []
        self._parts: list[str] = []
        self._read = len(low) < _MIN_LENGTH

    def _split(self) -> None:
        """Find the items, when they are first asked for: most sentences never are."""
        self._read = True
        low, roles = self._low, self._roles
        starts = [match.start() for match in _BOUNDARY.finditer(low)]
        cuts = [match.start() for match in _BOUNDARY.finditer(roles)]
        if not starts or len(cuts) < len(starts):
            return
        own = cuts[len(cuts) - len(starts) :]
        head = roles[: own[0]]
        condition = _CONDITION.search(head)
        if condition and not _MAIN.search(head, 0, condition.start()):
            return
        self._head = head
        self._starts = starts
        ends = [*own[1:], len(roles)]
        self._parts = [f"{head} {roles[start:end]}" for start, end in zip(own, ends, strict=True)]

    def around(self, place: int) -> str:
        """The words, with roles, that go with the place; the whole sentence before the first item, or without items."""
        if not self._read:
            self._split()
        item = bisect_right(self._starts, place)
        return self._parts[item - 1] if item else self._whole

    def near(self, place: int) -> str:
        """As `around`, but before the first item without the items."""
        around = self.around(place)
        return around if not self._starts or bisect_right(self._starts, place) else self._head
