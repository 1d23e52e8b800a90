"""Tables of PDF files: rows and cells, and gaps that are none."""

from clausecheck import read
from clausecheck.model import BlockKind, Document
from tests.read.files import Item, check_spans, pdf_file, texts


def _read(items: list[Item]) -> Document:
    document = read.read_bytes(pdf_file([items]), "a.pdf")
    check_spans(document)
    return document


def _rows(document: Document) -> list[list[str]]:
    return [
        [document.slice(cell) for cell in block.cells] for block in document.blocks if block.kind is BlockKind.TABLE_ROW
    ]


def test_a_gap_in_a_sentence_is_no_cell() -> None:
    items: list[Item] = [
        (72, 100, "4."),
        (100, 100, "Continuation."),
        (200, 100, "This amendment applies and is in force only as to the provisions of"),
        (72, 113, "the agreement that it names, and in all other respects the agreement stays in full force and has"),
        (72, 126, "effect as it is."),
    ]
    document = _read(items)
    assert _rows(document) == []
    assert texts(document)[0].startswith("4. Continuation. This amendment applies")
    assert texts(document)[0].endswith("effect as it is.")


def test_cells_go_on_over_several_lines() -> None:
    items: list[Item] = [(72, 100, "Severity"), (180, 100, "Meaning"), (400, 100, "Answer within")]
    items += [(72, 120, "High"), (180, 120, "Nobody can use the ser-"), (400, 120, "4 hours")]
    items += [(180, 133, "vices at all")]
    items += [(72, 153, "Low"), (180, 153, "A question"), (400, 153, "2 days")]
    assert _rows(_read(items)) == [
        ["Severity", "Meaning", "Answer within"],
        ["High", "Nobody can use the services at all", "4 hours"],
        ["Low", "A question", "2 days"],
    ]


def test_rows_close_together_stay_apart() -> None:
    items: list[Item] = []
    for number, (name, price) in enumerate((("Setup", "100"), ("Support", "200"), ("Training", "300"))):
        items += [(72, 100 + 13 * number, name), (300, 100 + 13 * number, price)]
    assert _rows(_read(items)) == [["Setup", "100"], ["Support", "200"], ["Training", "300"]]


def test_cells_that_are_set_independently_are_one_row() -> None:
    items: list[Item] = [(72, 100, "Delivery date:"), (250, 100, "The period from the")]
    items += [(250, 113, "delivery for the number"), (72, 120, "to be agreed"), (250, 126, "of days agreed")]
    assert _rows(_read(items)) == [
        ["Delivery date: to be agreed", "The period from the delivery for the number of days agreed"]
    ]


def test_cells_with_little_space_between_them() -> None:
    items: list[Item] = [(72, 100, "Name"), (200, 100, "Service"), (330, 100, "Place")]
    items += [(72, 120, "Acme"), (200, 120, "Hosting of the data base"), (330, 120, "Berlin")]
    assert _rows(_read(items))[1] == ["Acme", "Hosting of the data base", "Berlin"]


def test_a_number_before_a_clause_is_no_cell() -> None:
    items: list[Item] = [(72, 100, "Section 1."), (150, 100, "SERVICES."), (72, 130, "Section 2."), (150, 130, "FEES.")]
    assert texts(_read(items)) == ["Section 1. SERVICES.", "Section 2. FEES."]


def test_signatures_side_by_side() -> None:
    items: list[Item] = [(72, 100, "ACME INC."), (320, 100, "WIDGET LTD.")]
    items += [
        (72, 120, "By: /s/ Jo Doe"),
        (320, 120, "By: /s/ Al Roe"),
        (72, 133, "Title: CEO"),
        (320, 133, "Title: CFO"),
    ]
    assert _rows(_read(items)) == [
        ["ACME INC.", "WIDGET LTD."], ["By: /s/ Jo Doe", "By: /s/ Al Roe"], ["Title: CEO", "Title: CFO"]
    ]  # fmt: skip


def test_columns_with_little_space_between_them() -> None:
    items: list[Item] = []
    for number, name in enumerate(("First order", "Second order of the court", "Third", "Fourth", "Fifth order")):
        items += [(72, 100 + 20 * number, f"10/30/201{number}"), (140, 100 + 20 * number, str(240 + number))]
        items += [(168, 100 + 20 * number, name)]
    rows = _rows(_read(items))
    assert [row[-1] for row in rows] == ["First order", "Second order of the court", "Third", "Fourth", "Fifth order"]
    assert len(rows[0]) > 1


def test_short_cells_behind_a_number() -> None:
    items: list[Item] = []
    for number, rate in enumerate(("1.5 %", "2.0 %", "2.5 %")):
        items += [
            (72, 100 + 20 * number, f"{number + 1}."),
            (140, 100 + 20 * number, "Rate"),
            (300, 100 + 20 * number, rate),
        ]
    assert _rows(_read(items)) == [["1.", "Rate", "1.5 %"], ["2.", "Rate", "2.0 %"], ["3.", "Rate", "2.5 %"]]
