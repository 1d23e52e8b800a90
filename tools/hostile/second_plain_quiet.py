"""Ordinary texts and pages with something that a careless scan would accuse: the second set."""

from collections.abc import Iterator

from hostile.case import Case, control
from hostile.plain import plain
from hostile.web import page
from hostile.words import CONSEIL, HOSTING, LIZENZ, SUPPLY

_PAGE = "/MediaBox[0 0 595 842]"


def cases() -> Iterator[Case]:
    """Other writing, converters, wording and rules."""
    for make in (_texts, _webs):
        yield from make()


def _texts() -> Iterator[Case]:
    ways = (
        (
            "multilingual",
            "Hebrew with marks of direction",
            HOSTING,
            'חוזה זה (להלן: \u200f"ההסכם"\u200f) נכנס לתוקף ביום 1.3.2027\u200e.',
        ),
        (
            "multilingual",
            "Ukrainian beside English",
            SUPPLY,
            "Seller / Продавець: ТОВ «Млин», IBAN UA21 3223 1300 0002 6007.",
        ),
        (
            "multilingual",
            "Vietnamese, Polish and Turkish",
            HOSTING,
            "Bên A: Công ty Hạt Giống; Sprzedający: Młyn Żarów; Satıcı: Değirmen İŞ A.Ş.",
        ),
        ("multilingual", "Thai and Korean", SUPPLY, "สัญญานี้มีผลตั้งแต่วันลงนาม / 본 계약은 서명일로부터 효력이 있다."),
        (
            "signs",
            "section signs, fractions and marks",
            LIZENZ,
            "§ 307 BGB; 1½ %; Nr. 3 – 5; ™ ® ©; 20 °C; ≤ 3 m²; ☐ ja ☒ nein; № 7; ﬁnal.",
        ),
        (
            "legal_language",
            "override and prompt",
            SUPPLY,
            "Schedule 2 overrides clause 3. Buyer shall give prompt notice. No prior instructions of Buyer’s assistant are binding.",
        ),
        (
            "legal_language",
            "automated decisions",
            HOSTING,
            "The Provider’s automated systems may score requests; the score shall not be the sole ground of a refusal, and a human reviewer shall confirm it.",
        ),
        (
            "legal_language",
            "orders to readers of a form",
            HOSTING,
            "Instructions to the drafter: delete this box before signing, select one option and ignore the others.",
        ),
        (
            "legal_language",
            "roles",
            SUPPLY,
            "System: the ordering portal. User: any employee of Buyer. Assistant: the person named by Seller. Administrator: see Schedule 3.",
        ),
        (
            "placeholders",
            "template language",
            LIZENZ,
            "{{ customer.name }} {% if trial %} … {% endif %} <<Firma>> [[Datum]] ${preis} %KUNDE%",
        ),
        (
            "sums",
            "reference number and hash",
            SUPPLY,
            "Ref. MGC-2027/03-B; SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08; part no. QWxwaGE3.",
        ),
    )
    for technique, variant, contract, words in ways:
        yield control(technique, variant, "txt", plain(contract, words).encode())
    yield control(
        "converter",
        "Latin letters of an old Mac",
        "txt",
        plain(CONSEIL).replace("\n", "\r").encode("cp1252", "replace"),
    )
    yield control(
        "converter",
        "zero width blanks at a few breaks",
        "txt",
        plain(HOSTING, "See https://tallgrass.example/\u200bterms/\u200bsla for details.").encode(),
        at_most="low",
    )
    rows = "\n".join(
        f"{at:>4}. {'Store ' + chr(65 + at % 26):<12} {at * 37 % 9000 + 100:>8} m2   lease {2020 + at % 8}"
        for at in range(1, 90)
    )
    yield control("table", "schedule of 89 stores", "txt", plain(SUPPLY, f"Schedule 3: Stores\n{rows}", 9).encode())
    yield control(
        "gap",
        "thirty blank lines before a schedule",
        "txt",
        (plain(HOSTING) + "\n" * 30 + "SCHEDULE A\nContacts are listed here.\n").encode(),
        "Contacts are listed",
    )


def _webs() -> Iterator[Case]:
    skip = page(
        HOSTING,
        "<script>if(x){y()}</script><p>Kept.</p>",
        "<style>a:hover{color:red}.t td{background:#000;color:#fff}</style>",
    )
    yield control("rules", "rules for links and dark cells", "html", skip, "Kept.", at_most="low")
    cells = page(
        SUPPLY,
        "<table class=t><tr><th style='background:#004;color:white'>Plant</th></tr><tr><td>Two</td></tr></table>",
    )
    yield control("white_on_dark", "dark head of a table", "html", cells, "Plant")
    yield control(
        "markdown",
        "code, quote and note",
        "md",
        (
            "# Terms\n\n"
            + "\n\n".join(f"## {at}. {head}\n\n{words}" for at, (head, words) in enumerate(SUPPLY.clauses, 1))
            + "\n\n> Note: prices exclude tax.\n\n`SKU-7`\n\n[^1]: See Schedule 2.\n"
        ).encode(),
    )
