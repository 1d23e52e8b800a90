"""Tracked changes of Word files in three views, and who proposed what."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausecheck import read
from clausecheck.model import Change, ChangeKind, Document, Span, View
from clausecheck.read.docx.reader import read_docx
from tests.read.files import block, check_spans, level, listed, lists, mark, paragraph, run, texts, tracked, word_file

NUMBERS = lists(level(0, "%1.") + level(1, "%1.%2"))
LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def view(body: str, chosen: View = View.FINAL, **parts: str) -> Document:
    document = read.read_bytes(word_file(body, **parts), "a.docx", view=chosen)
    check_spans(document)
    assert document.view is chosen
    return document


def views(body: str, **parts: str) -> list[list[str]]:
    """The blocks in the final, the original and the markup view."""
    return [texts(view(body, chosen, **parts)) for chosen in View]


def told(document: Document) -> list[tuple[ChangeKind, str, str]]:
    return [(change.kind, change.author, change.text) for change in document.changes]


def standing(document: Document, change: Change) -> str:
    assert change.span is not None
    return document.slice(change.span)


PAY = block(run("Pay in ") + tracked("del", "thirty") + tracked("ins", "ninety") + run(" days."))


def test_three_views_of_a_replaced_word() -> None:
    assert views(PAY) == [["Pay in ninety days."], ["Pay in thirty days."], ["Pay in thirtyninety days."]]


@pytest.mark.parametrize(
    ("chosen", "places"),
    [(View.FINAL, ["", "ninety"]), (View.ORIGINAL, ["thirty", ""]), (View.MARKUP, ["thirty", "ninety"])],
)
def test_a_change_tells_who_when_what_and_where(chosen: View, places: list[str]) -> None:
    document = view(PAY, chosen)
    gone, new = document.changes
    assert (gone.kind, gone.text, gone.author, gone.date) == ("deleted", "thirty", "Ann", "2024-05-01T10:00:00Z")
    assert (new.kind, new.text, new.paragraph) == ("inserted", "ninety", 1)
    assert (gone.pair, new.pair) == (new.id, gone.id)
    assert [standing(document, change) for change in document.changes] == places


def test_a_date_that_is_none_is_left_out() -> None:
    dates = ["2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00.5+02:00", "", "May", "2024-05-01\u202e"]
    changes = view(block("".join(tracked("ins", "x ", f"A{d}", d) for d in dates))).changes
    assert [change.date for change in changes] == [*dates[:3], "", "", ""]


Piece = tuple[str, str]
KIND = st.sampled_from(["", "ins", "del"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(KIND, st.text("abc ", min_size=1, max_size=5)), max_size=4),
            KIND,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_mixture_reads_as_its_words_and_marks_say(paragraphs: list[tuple[list[Piece], str]]) -> None:
    body = "".join(
        block("".join(tracked(kind, text) if kind else run(text) for kind, text in pieces), mark(name) if name else "")
        for pieces, name in paragraphs
    )
    data = word_file(body + paragraph("End."))
    for chosen, gone in ((View.FINAL, "del"), (View.ORIGINAL, "ins"), (View.MARKUP, "none")):
        expected = "".join(
            "".join(text for kind, text in pieces if kind != gone) + ("" if name == gone else "\n")
            for pieces, name in paragraphs
        )
        lines = [" ".join(line.split()) for line in f"{expected}End.".split("\n")]
        document = read_docx(data, "a.docx", "", chosen)
        check_spans(document)
        assert texts(document) == [line for line in lines if line]
        for change in document.changes:
            assert change.span is not None
            words = "".join(document.slice(change.span).split())
            assert words in ("", "".join(change.text.split()))


def test_runs_of_one_author_are_one_change_and_other_words_part_them() -> None:
    body = block(
        tracked("ins", "one ") + tracked("ins", "two ") + tracked("ins", "by Bob ", "Bob") + run("kept ")
        + tracked("ins", "three") + tracked("ins", " later", date="2024-06-01T10:00:00Z")
    )  # fmt: skip
    assert [(author, text) for _, author, text in told(view(body))] == [
        ("Ann", "one two"), ("Bob", "by Bob"), ("Ann", "three"), ("Ann", "later"),
    ]  # fmt: skip


def test_what_one_inserts_and_another_deletes_is_in_neither_text() -> None:
    inner = tracked("del", "never", "Bob")
    body = block(run("Words ") + f'<w:ins w:author="Ann">{inner}</w:ins>' + run("stay."))
    assert views(body) == [["Words stay."], ["Words stay."], ["Words neverstay."]]
    changes = told(view(body))
    assert changes == [(ChangeKind.INSERTED, "Ann", "never"), (ChangeKind.DELETED, "Bob", "never")]


def test_numbers_are_those_of_the_view() -> None:
    body = (
        listed("First.")
        + block(tracked("ins", "New."), LIST.format(0) + mark("ins"))
        + block(tracked("del", "Old."), LIST.format(0) + mark("del"))
        + listed("Last.")
    )
    assert views(body, numbering=NUMBERS) == [
        ["1. First.", "2. New.", "3. Last."],
        ["1. First.", "2. Old.", "3. Last."],
        ["1. First.", "2. New.", "3. Old.", "4. Last."],
    ]


def test_marks_split_and_join_paragraphs() -> None:
    split = block(run("One "), LIST.format(0) + mark("ins")) + listed("two.")
    assert views(split, numbering=NUMBERS) == [["1. One", "2. two."], ["1. One two."], ["1. One", "2. two."]]
    joined = block(run("One "), LIST.format(0) + mark("del")) + listed("two.")
    assert views(joined, numbering=NUMBERS) == [["1. One two."], ["1. One", "2. two."], ["1. One", "2. two."]]
    assert told(view(split))[0][0] is ChangeKind.PARAGRAPH_SPLIT
    assert told(view(joined))[0][0] is ChangeKind.PARAGRAPHS_JOINED


def test_a_mark_belongs_to_the_new_words_beside_it() -> None:
    whole = paragraph("Kept.") + block(tracked("ins", "A clause."), mark("ins")) + paragraph("End.")
    behind = block(run("Kept."), mark("ins")) + block(tracked("ins", "A clause.")) + paragraph("End.")
    for body in (whole, behind):
        assert told(view(body)) == [(ChangeKind.INSERTED, "Ann", "A clause.")]
        assert view(body).changes[0].whole_paragraph
    inside = paragraph("Kept.") + block(run("Some ") + tracked("ins", "words."), mark("ins")) + paragraph("End.")
    assert [change.whole_paragraph for change in view(inside).changes] == [False]


def test_a_paragraph_before_a_table_keeps_its_mark_and_its_number() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('x')}</w:tc><w:tc>{paragraph('y')}</w:tc></w:tr></w:tbl>"
    body = listed("One.") + block(run("Two."), LIST.format(0) + mark("del")) + table + listed("Three.")
    assert texts(view(body, numbering=NUMBERS)) == ["1. One.", "2. Two.", "x\ty", "3. Three."]


def test_rows_and_cells_come_and_go() -> None:
    def row(*words: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{listed(word)}</w:tc>' for word in words)}</w:tr>"

    new, old = ("<w:ins w:author='Ann'/>", "<w:del w:author='Ann'/>")
    table = (
        f"<w:tbl>{row('a', 'b')}{row('c', 'd', properties=new)}{row('e', 'f', properties=old)}{row('g', 'h')}</w:tbl>"
    )
    final, original, markup = views(table, numbering=NUMBERS)
    assert final == ["1. a\t2. b", "3. c\t4. d", "5. g\t6. h"]
    assert original == ["1. a\t2. b", "3. e\t4. f", "5. g\t6. h"]
    assert markup == ["1. a\t2. b", "3. c\t4. d", "5. e\t6. f", "7. g\t8. h"]
    assert told(view(table)) == [(ChangeKind.INSERTED, "Ann", "c d"), (ChangeKind.DELETED, "Ann", "e f")]
    cells = (
        f"<w:tc>{paragraph('kept')}</w:tc><w:tc><w:tcPr><w:cellIns w:author='Bob'/></w:tcPr>{paragraph('new')}</w:tc>"
        f"<w:tc><w:tcPr><w:cellDel w:author='Bob'/></w:tcPr>{paragraph('old')}</w:tc><w:tc>{paragraph('end')}</w:tc>"
    )
    assert views(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == [
        ["kept\tnew\tend"], ["kept\told\tend"], ["kept\tnew\told\tend"],
    ]  # fmt: skip


def test_changes_in_cells_stand_in_their_cells() -> None:
    row = f"<w:tr><w:tc>{paragraph('Fee')}</w:tc><w:tc>{PAY}</w:tc></w:tr>"
    document = view(f"<w:tbl>{row}</w:tbl>")
    assert document.text == "Fee\tPay in ninety days."
    assert [standing(document, change) for change in document.changes] == ["", "ninety"]


def test_moves_are_paired_by_the_name_of_their_range() -> None:
    def move(way: str, text: str) -> str:
        inside = block(tracked(f"move{way}", text), mark(f"move{way}"))
        return f'<w:move{way}RangeStart w:id="1" w:name="m1"/>{inside}<w:move{way}RangeEnd w:id="1"/>'

    body = move("From", "Moved words.") + paragraph("Middle.") + move("To", "Moved words.") + paragraph("End.")
    final, original, markup = views(body)
    assert final == ["Middle.", "Moved words.", "End."]
    assert original == ["Moved words.", "Middle.", "End."]
    assert markup == ["Moved words.", "Middle.", "Moved words.", "End."]
    away, here = view(body).changes
    assert (away.kind, here.kind) == (ChangeKind.MOVED_FROM, ChangeKind.MOVED_TO)
    assert (away.pair, here.pair) == (here.id, away.id)


def test_old_properties_hold_in_the_original() -> None:
    old = '<w:pPrChange w:author="Ann" w:date="2024-05-01"><w:pPr>{}</w:pPr></w:pPrChange>'
    body = listed("One.") + block(run("Two."), LIST.format(1) + old.format(LIST.format(0))) + listed("Three.")
    final, original, _ = views(body, numbering=NUMBERS)
    assert (final, original) == (["1. One.", "1.1 Two.", "2. Three."], ["1. One.", "2. Two.", "3. Three."])
    assert told(view(body, numbering=NUMBERS)) == [(ChangeKind.RENUMBERED, "Ann", "1.1 Two.")]
    same = block(run("Two."), LIST.format(0) + old.format(LIST.format(0) + '<w:jc w:val="center"/>'))
    assert told(view(same, numbering=NUMBERS)) == []


def test_a_list_that_is_new_is_not_in_the_original() -> None:
    numbered = LIST.format(0).replace("</w:numPr>", '<w:ins w:author="Ann"/></w:numPr>')
    assert views(block(run("Words."), numbered), numbering=NUMBERS)[:2] == [["1. Words."], ["Words."]]


def test_hidden_words_that_were_shown_before() -> None:
    look = '<w:vanish/><w:rPrChange w:author="Ann" w:date="2024-05-01"><w:rPr/></w:rPrChange>'
    body = block(run("Seen") + run(" or not", look))
    assert views(body)[:2] == [["Seen"], ["Seen or not"]]
    assert told(view(body)) == [(ChangeKind.HIDDEN, "Ann", "or not")]


def test_deleted_words_at_the_end_of_the_file_are_not_lost() -> None:
    document = view(paragraph("Kept.") + block(tracked("del", "Gone."), mark("del")))
    assert document.text == "Kept."
    (change,) = document.changes
    assert (change.text, change.span, change.paragraph) == ("Gone.", Span(5, 5), 1)


def test_a_footnote_goes_with_its_reference() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = block(run("Fee") + f'<w:del w:author="Ann">{reference}</w:del>' + run(" due"))
    notes = f'<w:footnote w:id="2">{paragraph("net of tax")}</w:footnote>'
    assert views(body, footnotes=notes) == [
        ["Fee due"], ["Fee due", "1 net of tax"], ["Fee due", "1 net of tax"],
    ]  # fmt: skip
    assert told(view(body, footnotes=notes)) == [(ChangeKind.DELETED, "Ann", "net of tax")]


def test_a_deleted_field_shows_its_result_in_the_original() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText> REF x </w:delInstrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>7.2</w:delText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = block(run("See ") + f'<w:del w:author="Ann">{field}</w:del>' + run("."))
    assert views(body)[:2] == [["See ."], ["See 7.2."]]


def test_words_that_a_view_leaves_out_are_notices() -> None:
    def quotes(document: Document) -> list[str]:
        return [notice.quote for notice in document.notices if notice.code == "tracked_change"]

    assert [quotes(view(PAY, chosen)) for chosen in View] == [["thirty"], ["ninety"], []]


def test_changes_in_a_page_header_have_no_place_in_the_text() -> None:
    document = view(paragraph("Words"), header1=block(tracked("ins", "DRAFT 2")))
    (change,) = document.changes
    assert (change.text, change.span, change.paragraph) == ("DRAFT 2", None, None)


def test_a_file_of_another_kind_reads_the_same_in_every_view() -> None:
    document = read.read_bytes(b"1. Words.", "a.txt", view=View.ORIGINAL)
    assert (document.text, document.view) == ("1. Words.", View.FINAL)
    assert [notice.code for notice in document.notices] == ["one_view"]


COMMENTS = (
    f'<w:comment w:id="0" w:author="Ann" w:date="2024-05-01T10:00:00Z">{paragraph("Too long")}</w:comment>'
    f'<w:comment w:id="1" w:author="Bob">{paragraph("No words here")}</w:comment>'
)


def test_comments_tell_what_they_are_about() -> None:
    body = (
        block(run("Pay in ") + '<w:commentRangeStart w:id="0"/>' + run("ninety days") + '<w:commentRangeEnd w:id="0"/>'
              '<w:r><w:commentReference w:id="0"/></w:r>' + run("."))
        + block(run("Then ") + '<w:r><w:commentReference w:id="1"/></w:r>' + run("end."))
    )  # fmt: skip
    document = view(body, comments=COMMENTS)
    first, second = document.comments
    assert (first.author, first.date, first.text, first.quote) == (
        "Ann", "2024-05-01T10:00:00Z", "Too long", "ninety days",
    )  # fmt: skip
    assert first.span is not None
    assert document.slice(first.span) == "ninety days"
    assert (second.quote, second.paragraph, second.span) == ("", 2, Span(25, 25))


def test_a_comment_on_deleted_words_quotes_them() -> None:
    marked = '<w:commentRangeStart w:id="0"/>' + tracked("del", "for ever") + '<w:commentRangeEnd w:id="0"/>'
    document = view(block(run("Liable ") + marked + run(".")), comments=COMMENTS)
    assert document.comments[0].quote == "for ever"
    assert document.comments[1].span is None


def test_answers_and_resolved_comments() -> None:
    names = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    told_twice = "".join(
        f'<w:comment w:id="{n}" w:author="Ann"><w:p {names} w14:paraId="0000000{n}">{run(words)}</w:p></w:comment>'
        for n, words in enumerate(("Why?", "Because."))
    )
    extended = (
        '<x:commentsEx xmlns:x="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<x:commentEx x:paraId="00000000" x:done="1"/>'
        '<x:commentEx x:paraId="00000001" x:paraIdParent="00000000" x:done="0"/></x:commentsEx>'
    )
    document = view(paragraph("Words"), comments=told_twice, commentsExtended=extended)
    first, second = document.comments
    assert (first.resolved, first.reply_to) == (True, None)
    assert (second.resolved, second.reply_to) == (False, first.id)
