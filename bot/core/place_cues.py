"""Words around a name that show it is meant as a place: "se hoon", "mein rehti hoon", "from", "zila"."""

from collections.abc import Sequence
from dataclasses import dataclass

NEAR = 2
"""Words between a postposition and its verb."""
MOST_FILLER = 8
"""Words of a message that is nothing but a name and filler."""
BACK = 4
"""Words before a name in which the speaker may be named."""


@dataclass(frozen=True)
class Cues:
    """The lists of content/places/cues.yaml, with letters unified."""

    kinds: frozenset[str]
    """City, district, zila, شہر: before or after a name."""
    from_words: frozenset[str]
    """se, سے: after a name."""
    in_words: frozenset[str]
    """mein, میں: after a name."""
    of_words: frozenset[str]
    """ka, کا: after a name."""
    am: frozenset[str]
    """hoon, ہوں, belong: the speaker is."""
    live: frozenset[str]
    """rehti, رہتے, ghar: somebody lives."""
    residents: frozenset[str]
    """rehne, رہائشی: after `of_words`."""
    english_from: frozenset[str]
    english_in: frozenset[str]
    english_live: frozenset[str]
    speaker: frozenset[str]
    """I, we, hum."""
    speaker_am: frozenset[str]
    """hoon, ہوں: only the speaker is."""
    others: frozenset[str]
    """he, she, woh: somebody else is spoken of."""
    verb_after: frozenset[str]
    """گا, gi: what stands before them is a verb (بنوں گا), not Bannu."""
    filler: frozenset[str]
    """Words that may stand beside a name that is the whole message."""

    @property
    def plain(self) -> frozenset[str]:
        """Every word of the lists but the kinds of places: none of them is a place by likeness."""
        urdu = self.from_words | self.in_words | self.of_words | self.am | self.live | self.residents | self.verb_after
        english = self.english_from | self.english_in | self.english_live
        return urdu | english | self.speaker | self.speaker_am | self.others | self.filler

    def strong(self, words: Sequence[str], start: int, end: int) -> bool:
        """Say whether the words around words[start:end] can only mean a place."""
        before, after = words[max(0, start - 2) : start], words[end : end + 2 + NEAR]
        if before and before[-1].isdecimal():
            return False
        if (after and after[0] in self.kinds) or (before and before[-1] in self.kinds):
            return True
        if before and before[-1] in self.english_from:
            return True
        if before and before[-1] in self.english_in and self._lived_in(words[max(0, start - BACK) : start - 1]):
            return True
        return self._urdu(after)

    def _lived_in(self, before: Sequence[str]) -> bool:
        """Say whether "in" goes with a verb of living or a kind of place: "my village in Dir"."""
        return bool(before) and (before[-1] in self.english_live or any(word in self.kinds for word in before))

    def _urdu(self, after: Sequence[str]) -> bool:
        if not after:
            return False
        first, rest = after[0], after[1 : 2 + NEAR]
        if first in self.from_words:
            return any(word in self.am for word in rest)
        if first in self.in_words:
            return any(word in self.am or word in self.live for word in rest)
        return first in self.of_words and any(word in self.residents or word in self.am for word in rest)

    def slight(self, words: Sequence[str], start: int, end: int) -> bool:
        """Say whether a word beside the name often goes with places."""
        before = words[start - 1] if start else ""
        after = words[end] if end < len(words) else ""
        place_after = self.from_words | self.in_words | self.of_words | self.kinds
        return after in place_after or before in self.english_from | self.english_in | self.kinds

    def alone(self, words: Sequence[str], start: int, end: int) -> bool:
        """Say whether the name is all that the message says."""
        if len(words) > end - start + MOST_FILLER:
            return False
        return all(word in self.filler for word in (*words[:start], *words[end:]))

    def of_speaker(self, words: Sequence[str], start: int, end: int) -> bool:
        """Say whether the person writing is the one who is there."""
        back, ahead = words[max(0, start - BACK) : start], words[end : end + 2 + NEAR]
        if any(word in self.others for word in back):
            return False
        return any(word in self.speaker for word in back) or any(word in self.speaker_am for word in ahead)
