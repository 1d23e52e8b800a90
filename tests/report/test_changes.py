"""Proposed changes and comments in words: who, when, where, what; and the markup view of the tree."""

import io
from dataclasses import replace

import pytest

from clausecheck.model import Change, ChangeKind, Comment, Contract, Notice, Span, View
from clausecheck.report.changes import change_lines, comment_lines, day, view_words
from clausecheck.report.json import parse_json
from clausecheck.report.json_review import review_json
from clausecheck.report.markdown import to_markdown
from clausecheck.report.review import brief_page, whole_page
from clausecheck.report.terminal import draw_review
from clausecheck.report.tree import branches, heading_lines
from tests.report import sample

READ = sample.contract()
TEXT = READ.document.text


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def proposed(number: int, kind: ChangeKind, text: str, span: Span | None, **more: object) -> Change:
    change = Change(
        id=f"k{number}", kind=kind, author="Ann", date="2024-05-03T10:00:00Z", text=text, span=span,
        paragraph=None if span is None else 2,
    )  # fmt: skip
    return replace(change, **more)  # type: ignore[arg-type]


def contract(*changes: Change, comments: tuple[Comment, ...] = (), view: View = View.FINAL) -> Contract:
    return replace(READ, document=replace(READ.document, changes=changes, comments=comments, view=view))


NINETY = place("ninety (90)")
REPLACED = (
    proposed(1, ChangeKind.DELETED, "thirty (30)", Span(NINETY.start, NINETY.start), pair="k2"),
    proposed(2, ChangeKind.INSERTED, "ninety (90)", NINETY, pair="k1"),
)
REMARK = Comment(
    id="m1", author="Bob", date="2024-05-04", text="Too long", quote="ninety (90)", span=NINETY, paragraph=2
)  # fmt: skip


def test_a_replacement_is_one_line_with_clause_words_and_author() -> None:
    counted, line = change_lines(contract(*REPLACED))
    assert counted == "1 proposed change, by Ann. The contract is read as if all were accepted."
    assert line.startswith("1 Payment, page 1: “thirty (30)” → “ninety (90)”, in “… ")
    assert "within ninety (90) days after receipt" in line
    assert line.endswith("– Ann, 3 May 2024")


def test_the_same_words_put_in_again_are_no_replacement() -> None:
    gone, new = REPLACED
    (_, line) = change_lines(contract(replace(gone, text="ninety (90)"), new))
    assert line.startswith("1 Payment, page 1: put “ninety (90)” anew, in the same words")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ChangeKind.INSERTED, "add “unlimited”, in “"),
        (ChangeKind.DELETED, "delete “unlimited”, in “"),
        (ChangeKind.MOVED_TO, "move “unlimited” here"),
        (ChangeKind.MOVED_FROM, "move “unlimited” away"),
        (ChangeKind.PARAGRAPH_SPLIT, "begin a new paragraph"),
        (ChangeKind.PARAGRAPHS_JOINED, "join this paragraph"),
        (ChangeKind.RENUMBERED, "change the automatic number of “unlimited”"),
        (ChangeKind.HIDDEN, "hide “unlimited”"),
        (ChangeKind.UNHIDDEN, "show “unlimited”, which was hidden"),
    ],
)
def test_every_kind_says_what_it_does(kind: ChangeKind, said: str) -> None:
    _, line = change_lines(contract(proposed(1, kind, "unlimited", place("unlimited"))))
    assert line.startswith(f"2 Liability, page 1: {said}")


def test_a_move_tells_where_from() -> None:
    away = proposed(1, ChangeKind.MOVED_FROM, "words", Span(NINETY.start, NINETY.start), pair="k2")
    here = proposed(2, ChangeKind.MOVED_TO, "words", place("unlimited"), pair="k1")
    lines = change_lines(contract(away, here))
    assert lines[1:] == ("2 Liability, page 1: move here from 1 Payment, page 1: “words” – Ann, 3 May 2024",)


def test_paragraphs_below_each_other_are_one_line() -> None:
    end = Span(len(TEXT), len(TEXT))
    gone = [proposed(number, ChangeKind.DELETED, f"Clause {number}.", end) for number in (1, 2, 3)]
    other = proposed(4, ChangeKind.DELETED, "By Bob.", end, author="Bob")
    counted, three, one = change_lines(contract(*gone, other))
    assert counted.startswith("2 proposed changes, by Ann (1), Bob (1).")
    assert "delete 3 paragraphs or rows, from “Clause 1.” to “Clause 3.”" in three
    assert "delete “By Bob.”" in one


def test_a_paragraph_that_is_not_in_the_text_stands_before_or_after_a_clause() -> None:
    start = place("Supplier's liability").start
    before = proposed(1, ChangeKind.DELETED, "Old.", Span(start, start), whole_paragraph=True)
    after = proposed(2, ChangeKind.DELETED, "Older.", Span(len(TEXT), len(TEXT)), whole_paragraph=True)
    _, first, second = change_lines(contract(before, after))
    assert first.startswith("Before 2 Liability, page 1: delete “Old.”")
    assert second.startswith("After 3 Governing Law, page 2: delete “Older.”")


def test_a_short_page_tells_some_and_counts_the_rest() -> None:
    kinds = [ChangeKind.INSERTED, ChangeKind.DELETED] * 6
    many = [proposed(number, kind, "unlimited", place("unlimited")) for number, kind in enumerate(kinds, 1)]
    review = sample.review(contract(*many, comments=(REMARK,)))
    stream = io.StringIO()
    draw_review(brief_page(review), stream, width=100)
    shown = stream.getvalue()
    assert "Proposed changes that are not accepted yet" in shown
    assert shown.count("Liability, page 1: add") + shown.count("Liability, page 1: delete") == 8
    assert "4 more: --verbose shows them." in shown
    assert "View      final: as if the 12 proposed changes in the file were accepted" in shown
    assert to_markdown(whole_page(review)).count("Liability, page 1: ") >= 12


def test_a_finding_says_that_its_words_are_only_proposed() -> None:
    read = contract(proposed(1, ChangeKind.INSERTED, "unlimited", place("unlimited")))
    found = (sample.finding(read, "c2"), sample.finding(read, "c1"))
    first, second = brief_page(sample.review(read, findings=found)).sections[0].items
    pending = [[line.text for line in item.lines if line.label == "Pending"] for item in (first, second)]
    assert pending == [["changed by Ann, 3 May 2024; not accepted yet"], []]


def test_a_comment_tells_about_what() -> None:
    answer = replace(REMARK, id="m2", author="", date="", text="Agreed", reply_to="m1", resolved=True, span=None)
    first, second = comment_lines(contract(comments=(REMARK, replace(answer, paragraph=None))))
    assert first == "1 Payment, page 1: “Too long” on “ninety (90)” – Bob, 4 May 2024"
    assert second == "Outside the text: “Agreed” in answer to Bob, resolved"


def test_notices_that_have_a_section_are_not_told_twice() -> None:
    notices = tuple(Notice(code=code, message=f"about a {code}") for code in ("tracked_change", "comment", "other"))
    read = contract(*REPLACED, comments=(REMARK,))
    told = replace(read, document=replace(read.document, notices=notices))
    (section,) = [part for part in brief_page(sample.review(told)).sections if part.title == "About the reading"]
    assert [line.text for line in section.lines] == ["about a other"]


def test_names_in_the_file_cannot_act_on_a_terminal() -> None:
    hostile = replace(REPLACED[1], author="Ann\x1b[31m\u202e", text="x\x1b]0;y\x07", pair=None)
    stream = io.StringIO()
    draw_review(brief_page(sample.review(contract(hostile))), stream, width=100)
    assert not set("\x1b\x07\u202e") & set(stream.getvalue())


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2024-05-03T10:00:00Z", "3 May 2024"),
        ("2024-05-03", "3 May 2024"),
        ("", ""),
        ("yesterday", ""),
        ("2024-13-01", ""),
    ],
)
def test_days(moment: str, said: str) -> None:
    assert day(moment) == said


def test_the_header_says_which_view_was_read() -> None:
    assert view_words(READ.document) == ""
    assert view_words(contract(view=View.ORIGINAL).document) == "original (the file has no tracked changes)"
    assert view_words(contract(*REPLACED, view=View.MARKUP).document).startswith("markup: with the inserted and")
    assert "View" in {line.label for line in heading_lines(contract(*REPLACED))}


def test_the_tree_of_the_markup_view_marks_words() -> None:
    pay, undisputed = place("pay each"), place("undisputed")
    changes = (
        proposed(1, ChangeKind.DELETED, "pay each", pay, pair="k2"),
        proposed(2, ChangeKind.INSERTED, "undisputed", undisputed, pair="k1"),
        proposed(3, ChangeKind.INSERTED, "Liability", place("Liability")),
    )
    read = contract(*changes, view=View.MARKUP)
    bare = replace(read, clauses=tuple(replace(clause, heading="") for clause in read.clauses[:1]) + read.clauses[1:])
    words = [branch.words for branch in branches(bare)]
    assert words[0].startswith("Customer shall [-pay each-] …")
    assert words[1] == "{+Liability+}"
    assert "{+" not in "".join(branch.words for branch in branches(contract(*changes)))


def test_json_has_changes_and_comments_with_their_clauses() -> None:
    read = contract(*REPLACED, proposed(3, ChangeKind.INSERTED, "DRAFT", None), comments=(REMARK,))
    for told in (parse_json(read), review_json(sample.review(read))):
        assert told["document"]["view"] == "final"
        assert [(change["kind"], change["clause"], change["pair"]) for change in told["changes"]] == [
            ("deleted", "c1", "k2"), ("inserted", "c1", "k1"), ("inserted", None, None),
        ]  # fmt: skip
        assert told["comments"][0] == {
            "id": "m1", "author": "Bob", "date": "2024-05-04", "text": "Too long", "quote": "ninety (90)",
            "span": (NINETY.start, NINETY.end), "clause": "c1", "page": None, "paragraph": 2, "resolved": False,
            "reply_to": None,
        }  # fmt: skip
