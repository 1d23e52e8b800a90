"""The contracts and the sentences that the sets are made of. Everybody in them is invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True, slots=True)
class Contract:
    """An ordinary short contract."""

    title: str
    between: str
    clauses: tuple[tuple[str, str], ...]
    """Heading and words; the numbers follow from the order."""

    def lines(self) -> list[str]:
        """Title, parties, and each clause as a headed paragraph."""
        numbered = (f"{at}. {head}\n{words}" for at, (head, words) in enumerate(self.clauses, 1))
        return [self.title, self.between, *numbered]


HOSTING = Contract(
    "Hosting and Support Agreement",
    "between Tallgrass Hosting Ltd (the “Provider”) and Corvid Analytics Inc. (the “Customer”)",
    (
        ("Services", "The Provider shall host the Application in two data centres and shall answer support requests."),
        (
            "Term",
            "This Agreement begins on 1 March 2027 and continues for twenty-four months unless it is ended sooner.",
        ),
        ("Charges", "The Customer shall pay USD 4,200 a month. Invoices are due within thirty days of receipt."),
        ("Service levels", "The Application shall be available for 99.5 per cent of each calendar month."),
        ("Customer data", "Customer data remains the property of the Customer and is returned on request."),
        ("Security", "The Provider shall encrypt backups and shall report a breach within forty-eight hours."),
        ("Liability", "Neither party’s liability in a year shall exceed the charges paid in the twelve months before."),
        ("Ending", "Either party may end this Agreement for a material breach that is not cured in twenty days."),
        ("Assignment", "Neither party may assign this Agreement without the consent of the other in writing."),
        ("Law", "This Agreement is governed by the laws of England and Wales."),
    ),
)
SUPPLY = Contract(
    "Bakery Supply Agreement",
    "between Millstone Grain Company and Larkspur Bakeries Inc.",
    (
        ("Products", "Seller shall deliver the flour listed in Schedule 1 to Buyer’s three plants on each Monday."),
        ("Forecasts", "Buyer shall send a forecast on the first day of each quarter. A forecast binds nobody."),
        ("Prices", "Prices are fixed for six months and then follow the index named in Schedule 2."),
        ("Payment", "Buyer shall pay each correct invoice within forty-five days of its date."),
        ("Title and risk", "Title and risk pass to Buyer when the goods are unloaded at the plant."),
        ("Quality", "The goods shall meet the specification. Buyer may reject goods within five days of delivery."),
        ("Recall", "Each party shall tell the other at once of any fact that may lead to a recall."),
        ("Force majeure", "A party is excused while an event beyond its control keeps it from performing."),
        ("Governing law", "The laws of the State of Ohio govern this agreement."),
    ),
)
LIZENZ = Contract(
    "Lizenzvertrag",
    "zwischen der Birkenau Software GmbH („Lizenzgeberin“) und der Ostsee Logistik AG („Lizenznehmerin“)",
    (
        ("Gegenstand", "Die Lizenzgeberin räumt der Lizenznehmerin ein einfaches Recht zur Nutzung der Software ein."),
        ("Vergütung", "Die Lizenznehmerin zahlt jährlich 18.000 Euro, fällig binnen dreißig Tagen nach Rechnung."),
        ("Pflege", "Die Lizenzgeberin beseitigt Mängel innerhalb angemessener Frist und stellt neue Fassungen bereit."),
        ("Haftung", "Die Haftung ist auf die im letzten Jahr gezahlte Vergütung begrenzt, außer bei Vorsatz."),
        ("Laufzeit", "Der Vertrag läuft zwei Jahre und verlängert sich um ein Jahr, wenn niemand kündigt."),
        ("Vertraulichkeit", "Die Parteien behandeln alle nicht offenkundigen Informationen vertraulich."),
        ("Schlussbestimmungen", "Es gilt deutsches Recht. Gerichtsstand ist Lübeck."),
    ),
)
CONSEIL = Contract(
    "Contrat de conseil",
    "entre la société Valmorel Conseil SAS et la société Brume & Fils SARL",
    (
        ("Objet", "Le Prestataire réalise l’étude décrite à l’annexe A et remet un rapport au Client."),
        ("Durée", "Le contrat est conclu pour une durée de huit mois à compter de sa signature."),
        ("Prix", "Le Client paie 950 euros par jour ; chaque facture est payable à quarante-cinq jours."),
        ("Propriété", "Les résultats appartiennent au Client après paiement complet du prix."),
        ("Responsabilité", "La responsabilité du Prestataire est limitée au montant payé par le Client."),
        ("Résiliation", "Chaque partie peut résilier le contrat avec un préavis écrit de trente jours."),
        ("Droit applicable", "Le contrat est soumis au droit français."),
    ),
)
NOTHING = Contract("", "", ())
"""A blank page."""
ENGLISH = (HOSTING, SUPPLY)
EVERY = (HOSTING, LIZENZ, SUPPLY, CONSEIL)

_SECRETS = (
    (
        "The fees rise by eighteen per cent on each anniversary and the rise may not be disputed by anybody.",
        "eighteen per cent on each anniversary",
    ),
    (
        "Upon expiry the receiving party transfers every patent it owns to the other party for one dollar.",
        "transfers every patent it owns",
    ),
    (
        "Any credit for downtime is forfeited unless it is claimed by fax between midnight and one in the morning.",
        "forfeited unless it is claimed by fax",
    ),
    (
        "The recipient guarantees personally the debts of all of its affiliates without any limit in amount or time.",
        "guarantees personally the debts",
    ),
    (
        "Die Lizenznehmerin verzichtet auf jedes Recht zur Kündigung und auf sämtliche Ansprüche wegen Mängeln.",
        "verzichtet auf jedes Recht zur Kündigung",
    ),
    (
        "All sums become payable in full on signature, whether or not anything has been delivered.",
        "payable in full on signature",
    ),
    (
        "Le Client renonce à toute action en justice et accepte par avance toute augmentation du prix.",
        "renonce à toute action en justice",
    ),
    (
        "A penalty of two hundred thousand dollars is owed for each day on which a report is late.",
        "penalty of two hundred thousand dollars",
    ),
    (
        "The other side may publish trade secrets received under this document once ninety hours have gone by.",
        "may publish trade secrets",
    ),
    (
        "Claims for defects lapse seventy-two hours after delivery even if the defect could not be found.",
        "lapse seventy-two hours after delivery",
    ),
    (
        "El cliente cede gratuitamente todos sus derechos sobre los datos y no podrá reclamarlos nunca.",
        "cede gratuitamente todos sus derechos",
    ),
    (
        "Insurance is to be bought from the drafter's sister company at whatever premium it chooses to name.",
        "bought from the drafter's sister company",
    ),
)


_UNSAID: ContextVar[bool] = ContextVar("_UNSAID", default=False)


@contextmanager
def unsaid() -> Iterator[None]:
    """Cases made within have nothing to hide: the same files, without the sentences."""
    token = _UNSAID.set(True)
    try:
        yield
    finally:
        _UNSAID.reset(token)


def secrets(count: int) -> list[tuple[str, str]]:
    """So many sentences that one side would hide, each with words of its middle."""
    found = list(islice(cycle(_SECRETS), count))
    return [("", words) for _, words in found] if _UNSAID.get() else found
