"""Attack the disclosure control of generated platforms and print what was recovered.

Run from the repository: python -m tools.attack_statistics --platforms 1000, and once more with --subtract.
"""

import argparse
from random import Random
from statistics import median

from tests.build.attacks import Attack, extreme_value, one_deal_gone, one_new_deal, ten_new_deals, uploads
from tests.build.linear import bounds
from tests.build.platforms import platform, released

BUYERS = ("new", "one", "any", "against")


def main() -> None:
    """Attack, and print one line for each attack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platforms", type=int, default=1000)
    parser.add_argument("--subtract", action="store_true", help="only the attack by linear programming")
    args = parser.parse_args()
    seeds = range(args.platforms)
    if args.subtract:
        for known in (True, False):
            _linear(seeds, samples_known=known)
        return
    for name, attack in (("one new deal", one_new_deal), ("ten new deals, nine known", ten_new_deals)):
        pairs = [attack(Random(seed)) for seed in seeds]
        _say(name, sum((pair[0] for pair in pairs), Attack(0, 0)))
        other = {"one new deal": "  without a ledger, rounding alone"}.get(name, "  all older terms known too")
        _say(other, sum((pair[1] for pair in pairs), Attack(0, 0)))
    _say("one deal removed", sum((one_deal_gone(Random(seed)) for seed in seeds), Attack(0, 0)))
    _say("extreme value", sum((extreme_value(Random(seed)) for seed in seeds), Attack(0, 0)))
    for kind in BUYERS:
        moved = [found for seed in seeds if (found := uploads(Random(seed), kind))]
        alone, mixed, raw = (sorted(found[at] for found in moved) for at in range(3))
        print(
            f"300 uploads of one seller, buyers {kind}: {len(moved)} rows; alone at most {alone[-1]} points; with ten "
            f"honest deals median {median(mixed):g}, at most {mixed[-1]}; uncontrolled median {median(raw):g}",
            flush=True,
        )


def _linear(seeds: range, *, samples_known: bool) -> None:
    found = []
    for seed in seeds:
        deals = platform(Random(seed), single=True)
        found += list(bounds(deals, released(deals), samples_known=samples_known))
    _say(
        f"subtracting, samples {'known' if samples_known else 'unknown'}",
        Attack(len(found), sum(b.recovered for b in found)),
    )
    sample = min(item.sample[1] - item.sample[0] for item in found)
    count = min(item.count[1] - item.count[0] for item in found)
    print(f"  narrowest feasible interval: of a sample {sample:.1f} deals, of a count {count:.1f}", flush=True)


def _say(name: str, attack: Attack) -> None:
    print(f"{name}: {attack.recovered} of {attack.tried} recovered", flush=True)


if __name__ == "__main__":
    main()
