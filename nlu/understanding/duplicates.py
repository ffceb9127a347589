"""Finds training messages that say the same thing twice: they teach nothing and make every figure look better."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from understanding.normalise import normalise, tokens
from understanding.training_files import Example, Fault

TOO_ALIKE = 0.75
"""Share of letter triples two messages may have in common."""
_RAREST = 6
_SHORT = 16
"""Messages of fewer triples ("thanks", "haan ji") may be alike."""


def find_duplicates(examples: Sequence[Example]) -> list[Fault]:
    """Each message that repeats, or nearly repeats, an earlier one."""
    plain = [" ".join(tokens(normalise(example.text))) for example in examples]
    triples = [frozenset(f" {text} "[at : at + 3] for at in range(len(text))) for text in plain]
    common = Counter(triple for found in triples for triple in found)
    seen: dict[str, list[int]] = defaultdict(list)
    faults = []
    for place, example in enumerate(examples):
        rarest = sorted(triples[place], key=lambda triple: (common[triple], triple))[:_RAREST]
        others = dict.fromkeys(other for triple in rarest for other in seen[triple])
        twin = next((other for other in others if _alike(plain, triples, place, other)), None)
        if twin is not None:
            first = examples[twin]
            kind = "the same message as" if plain[place] == plain[twin] else "nearly the same message as"
            faults.append(Fault(example.path, example.line, f"{kind} {first.path}:{first.line}: change or remove it"))
        for triple in rarest:
            seen[triple].append(place)
    return faults


def _alike(plain: Sequence[str], triples: Sequence[frozenset[str]], one: int, other: int) -> bool:
    if plain[one] == plain[other]:
        return True
    if min(len(triples[one]), len(triples[other])) <= _SHORT:
        return False
    both = len(triples[one] & triples[other])
    return both / (len(triples[one]) + len(triples[other]) - both) > TOO_ALIKE
