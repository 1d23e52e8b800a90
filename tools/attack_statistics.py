"""Attack the disclosure control of generated platforms and print what was recovered.

Run from the repository: python -m tools.attack_statistics --platforms 1000.
"""

import argparse
from random import Random
from statistics import median

from tests.build.attacks import Attack, extreme_value, one_deal_gone, one_new_deal, ten_new_deals, uploads
from tests.build.linear import Known, intervals, recovered
from tests.build.platforms import platform, released

BUYERS = ("new", "one", "any", "against")


def main() -> None:
    """Attack, and print one line for each attack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platforms", type=int, default=1000)
    args = parser.parse_args()
    seeds = range(args.platforms)
    _subtract(seeds)
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


def _subtract(seeds: range) -> None:
    tried = found = 0
    samples, counts = [], []
    for seed in seeds:
        deals = platform(Random(seed), single=True)
        known = Known(deals, released(deals))
        for _, certain in recovered(known):
            tried += 1
            found += certain
    _say("subtracting, by one who knows every sample", Attack(tried, found))
    for seed in seeds[::50]:
        deals = platform(Random(seed), single=True)
        for _, sample, count in intervals(Known(deals, released(deals))):
            samples.append(sample[1] - sample[0])
            counts.append(count[1] - count[0])
    print(
        f"  by one who knows none, {len(samples)} cells: the narrowest interval of a sample {min(samples):.1f} deals, "
        f"of a count {min(counts):.1f}",
        flush=True,
    )


def _say(name: str, attack: Attack) -> None:
    print(f"{name}: {attack.recovered} of {attack.tried} recovered", flush=True)


if __name__ == "__main__":
    main()
