"""Tracked changes and comments in plain words: who proposed what, where, and what stands there now."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from clausecheck.model import Change, ChangeKind, Clause, Comment, Contract, Document, Span, View
from clausecheck.report.visible import trimmed
from clausecheck.report.wording import place_of, quoted_part

QUOTE = 200
"""Characters of the words of a change or comment."""
_SHORT = 40
"""Characters of a change up to which the words around it are told as well."""
_AROUND = 40
"""Characters of the words on each side of a short change."""
_AUTHORS = 4
_DATES_AT_MOST = 10
_HEADING = 40
_LABEL = 24
"""Characters of an automatic number, which may stand between two paragraphs that are added as one."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_READ_AS = {
    View.FINAL: "as if {} were accepted",
    View.ORIGINAL: "as if {} were rejected",
    View.MARKUP: "with the inserted and the deleted words of {} in it",
}
_DOES = {
    ChangeKind.INSERTED: "add {}",
    ChangeKind.DELETED: "delete {}",
    ChangeKind.MOVED_FROM: "move {} away",
    ChangeKind.MOVED_TO: "move {} here",
    ChangeKind.PARAGRAPH_SPLIT: "begin a new paragraph here",
    ChangeKind.PARAGRAPHS_JOINED: "join this paragraph and the next",
    ChangeKind.RENUMBERED: "change the automatic number of {}",
    ChangeKind.HIDDEN: "hide {}",
    ChangeKind.UNHIDDEN: "show {}, which was hidden",
}
_SIGNS = {
    **dict.fromkeys((ChangeKind.INSERTED, ChangeKind.MOVED_TO), ("{+", "+}")),
    **dict.fromkeys((ChangeKind.DELETED, ChangeKind.MOVED_FROM), ("[-", "-]")),
}


class ClauseFinder:
    """Finds the clause at a place of the text."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = sorted(clauses, key=lambda clause: clause.whole.start)
        self._starts = [clause.whole.start for clause in self._clauses]

    def at(self, span: Span | None) -> Clause | None:
        """The clause that a span begins in; None between clauses and outside the text."""
        index = bisect_right(self._starts, span.start) - 1 if span is not None else -1
        clause = self._clauses[index] if index >= 0 else None
        return clause if clause and span is not None and span.start <= clause.whole.end else None


def view_words(document: Document) -> str:
    """Which view of the changes was read; empty where there is nothing to say about it."""
    count = len(_told(document))
    if count:
        return f"{document.view}: {_READ_AS[document.view].format(f'the {_changes(count)} in the file')}"
    return f"{document.view} (the file has no tracked changes)" if document.view is not View.FINAL else ""


def change_lines(contract: Contract, most: int | None = None) -> tuple[str, ...]:
    """How many changes there are and by whom, then each on a line, no more than `most`."""
    document = contract.document
    told = _told(document)
    if not told:
        return ()
    finder = ClauseFinder(contract.clauses)
    by_id = {change.id: change for change in document.changes}
    lines = [_line(group, by_id.get(group[0].pair or ""), document, finder) for group in told[:most]]
    counted = f"{_changes(len(told)).capitalize()}, by {_by_whom(told)}."
    return (f"{counted} The contract is read {_READ_AS[document.view].format('all')}.", *lines, *_rest(told, lines))


def comment_lines(contract: Contract, most: int | None = None) -> tuple[str, ...]:
    """Each comment on a line, no more than `most`."""
    comments = contract.document.comments
    finder = ClauseFinder(contract.clauses)
    by_id = {comment.id: comment for comment in comments}
    lines = [_remark(comment, by_id.get(comment.reply_to or ""), finder) for comment in comments[:most]]
    return (*lines, *_rest(comments, lines))


def _rest(told: Sequence[object], lines: Sequence[str]) -> tuple[str, ...]:
    more = len(told) - len(lines)
    return (f"{more} more: --verbose shows them.",) if more else ()


def pending_words(span: Span | None, document: Document) -> str:
    """Who proposes changes among the words at `span`; empty where nobody does."""
    if span is None:
        return ""
    places = ((change, change.span) for change in document.changes if change.kind in _SIGNS)
    inside = (change for change, at in places if at is not None and at.start < span.end and at.end > span.start)
    by = list(dict.fromkeys(_by(change) for change in inside))
    more = f" and {len(by) - _AUTHORS} more" if len(by) > _AUTHORS else ""
    return f"changed by {'; '.join(by[:_AUTHORS])}{more}; not accepted yet" if by else ""


class Marked:
    """A text in which inserted words stand as {+new+} and deleted ones as [-old-]; as it is in other views."""

    def __init__(self, document: Document) -> None:
        signs: list[tuple[int, int, str]] = []
        for change in document.changes if document.view is View.MARKUP else ():
            if change.kind in _SIGNS and change.span is not None and len(change.span):
                opening, closing = _SIGNS[change.kind]
                signs += [(change.span.start, 1, opening), (change.span.end, 0, closing)]
        signs.sort()
        self._text = document.text
        self._at = [place for place, _, _ in signs]
        self._signs = [sign for _, _, sign in signs]

    def slice(self, start: int, end: int) -> str:
        """The words there, with the signs of changes that begin or end among them."""
        pieces, last = [], start
        for index in range(bisect_left(self._at, start), bisect_right(self._at, end)):
            if (self._at[index] == start and self._signs[index][-1] == "}") or (
                self._at[index] == end and self._signs[index][0] == "{"
            ):
                continue
            pieces += [self._text[last : self._at[index]], self._signs[index]]
            last = self._at[index]
        return "".join([*pieces, self._text[last:end]])


def day(moment: str) -> str:
    """The day of an ISO 8601 date, "3 May 2024"; empty for anything else."""
    try:
        told = date.fromisoformat(moment[:_DATES_AT_MOST])
    except ValueError:
        return ""
    return f"{told.day} {_MONTHS[told.month - 1]} {told.year}"


def _told(document: Document) -> list[list[Change]]:
    """The changes that are told on one line.

    The halves of a replacement or of a move are one, and so are paragraphs or rows below each other that one author
    adds or deletes.
    """
    later = (ChangeKind.INSERTED, ChangeKind.MOVED_TO)
    halves = {change.pair for change in document.changes if change.pair and change.kind in later}
    groups: list[list[Change]] = []
    for change in document.changes:
        if change.id in halves:
            continue
        if groups and _continues(groups[-1], change, document):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _continues(group: list[Change], change: Change, document: Document) -> bool:
    first, last = group[0], group[-1]
    if change.kind not in (ChangeKind.INSERTED, ChangeKind.DELETED) or change.pair or first.pair:
        return False
    same = (first.kind, first.author, day(first.date)) == (change.kind, change.author, day(change.date))
    if not same or last.span is None or change.span is None:
        return False
    between = document.text[last.span.end : max(last.span.end, change.span.start)]
    gone = not len(last.span) and not len(change.span)
    below = len(between) <= _LABEL and ("\n" in between or "\t" in between)
    return last.span == change.span if gone else below and bool(len(last.span)) and bool(len(change.span))


def _line(group: Sequence[Change], other: Change | None, document: Document, finder: ClauseFinder) -> str:
    change = group[0]
    words = f"“{quoted_part(change.text, QUOTE)}”"
    if len(group) > 1:
        last = quoted_part(group[-1].text, QUOTE // 2)
        words = f"{len(group)} paragraphs or rows, from “{quoted_part(change.text, QUOTE // 2)}” to “{last}”"
    if other is not None and change.kind is ChangeKind.INSERTED and change.text == other.text:
        what = f"put {words} anew, in the same words"
    elif other is not None and change.kind is ChangeKind.INSERTED:
        what = f"“{quoted_part(other.text, QUOTE)}” → {words}{_around(change, other, document)}"
    elif other is not None and change.kind is ChangeKind.MOVED_TO:
        what = f"move here from {_name(other, finder)}: {words}"
    else:
        what = _DOES[change.kind].format(words) + _around(change, None, document)
    return f"{_at_start(_where(change, document, finder))}: {what}{_who(change)}"


def _remark(comment: Comment, answered: Comment | None, finder: ClauseFinder) -> str:
    about = f" on “{quoted_part(comment.quote, QUOTE // 2)}”" if comment.quote and answered is None else ""
    answer = f" in answer to {answered.author or 'the one above'}" if answered else ""
    done = ", resolved" if comment.resolved else ""
    words = quoted_part(comment.text, QUOTE)
    return f"{_at_start(_name(comment, finder))}: “{words}”{about}{answer}{done}{_who(comment)}"


def _at_start(name: str) -> str:
    return name[:1].upper() + name[1:]


def _where(change: Change, document: Document, finder: ClauseFinder) -> str:
    """Its place; before or after it for a paragraph that is not in the text."""
    name = _name(change, finder)
    if not change.whole_paragraph or change.span is None or len(change.span):
        return name
    return f"after {name}" if document.text[change.span.start :][:1] in ("", "\n") else f"before {name}"


def _name(what: Change | Comment, finder: ClauseFinder) -> str:
    clause = finder.at(what.span)
    if clause is not None:
        return place_of(clause, trimmed(clause.heading, _HEADING))
    if what.paragraph is None:
        return "outside the text"
    return f"page {what.page}" if what.page is not None else f"paragraph {what.paragraph}"


def _by(what: Change | Comment) -> str:
    return ", ".join(filter(None, (trimmed(what.author, _SHORT) or "somebody", day(what.date))))


def _who(what: Change | Comment) -> str:
    return f" – {_by(what)}" if what.author or day(what.date) else ""


def _around(change: Change, other: Change | None, document: Document) -> str:
    """The words that a short change inside a paragraph stands among, as the chosen view has them."""
    spans = [half.span for half in (change, other) if half and half.span is not None]
    length = len(change.text) + len(other.text if other else "")
    if length > _SHORT or not spans or change.kind not in (ChangeKind.INSERTED, ChangeKind.DELETED):
        return ""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = max(document.text.rfind("\n", 0, first) + 1, document.text.rfind("\t", 0, first) + 1)
    end = document.text.find("\n", last)
    before = document.text[max(start, first - _AROUND) : first]
    after = document.text[last : min(len(document.text) if end < 0 else end, last + _AROUND)]
    if not before.strip() or (other is None and not after.strip()):
        return ""
    if len(before) == _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + " …"
    return f", in “{' '.join(f'{before}{document.text[first:last]}{after}'.split())}”"


def _by_whom(told: Iterable[Sequence[Change]]) -> str:
    counts = Counter(group[0].author or "somebody" for group in told)
    if len(counts) == 1:
        return trimmed(next(iter(counts)), _SHORT)
    names = [f"{trimmed(author, _SHORT)} ({count})" for author, count in counts.most_common(_AUTHORS)]
    more = len(counts) - len(names)
    return ", ".join([*names, *((f"{more} more authors",) if more else ())])


def _changes(count: int) -> str:
    return "1 proposed change" if count == 1 else f"{count} proposed changes"
