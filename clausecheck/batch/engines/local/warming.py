"""Loads what all workers share, and warms it: a small contract is read and reviewed once."""

import json
from dataclasses import replace
from typing import Final

from clausecheck import read
from clausecheck.batch.engines.local.guard import Doing
from clausecheck.batch.engines.local.order import Order
from clausecheck.batch.wire import done_json
from clausecheck.model import Side
from clausecheck.model.batch import Task

KEY: Final = "warming"
"""The key of the task that warms."""
CONTRACT: Final = b"""CONSULTING AGREEMENT

This Consulting Agreement is made as of 1 March 2024 between Acme Inc., a Delaware corporation ("Customer"), and
Widget Ltd. ("Consultant").

1. Definitions. "Confidential Information" means all information that either party discloses to the other.
2. Services. Consultant shall provide the services of each statement of work.
3. Fees. Customer shall pay USD 10,000 within 45 days after receipt of an invoice. Late amounts bear interest at 1.5%
per month.
4. Intellectual Property. All work product is work made for hire and is hereby assigned to Customer.
5. Warranty. Consultant warrants that the services will be performed in a professional manner for 90 days.
6. Indemnification. Consultant shall indemnify, defend and hold harmless Customer from any third-party claim.
7. Limitation of Liability. NEITHER PARTY IS LIABLE FOR INDIRECT DAMAGES. The total liability of either party shall
not exceed the fees paid in the 12 months before the claim, except for breach of Section 8.
8. Confidentiality. Each party shall keep Confidential Information secret for 5 years after termination.
9. Non-Solicitation. For 12 months after the term Consultant shall not solicit employees of Customer.
10. Term and Termination. This Agreement renews for 1 year unless either party gives notice of 60 days. Customer may
terminate for convenience upon 30 days' notice.
11. Governing Law. This Agreement is governed by the laws of the State of New York. Any dispute shall be settled by
arbitration.
12. General. Neither party may assign this Agreement without consent. This is the entire agreement.
"""


def warmed(order: Order) -> Doing:
    """Whoever does tasks, with all loaded that it will need. Raises UsageError for options that cannot be used."""
    doing = order.makes(order.reviewing)
    _load(order)
    silent = order.makes(replace(order.reviewing, asking=None))
    done = silent.do(Task(key=KEY, file="warming.txt", data=CONTRACT, sides=tuple(Side)))
    json.dumps(done_json(done))
    return doing


def _load(order: Order) -> None:
    """Modules that are imported late, and readers, which work in processes of their own."""
    read.warm()
    asking = order.reviewing.asking
    if asking is not None and asking.reviewer == "claude":
        import clausecheck.reviewers.claude.reviewer
    elif asking is not None:
        import clausecheck.reviewers.bots.reviewer  # noqa: F401
