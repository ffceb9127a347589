"""Tricks with letters: direction marks, look-alikes, mark-up, and texts made to break things."""

import pytest

from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from tests.safeguarding.talk import asked, from_bot, is_help, text_of

HIDDEN = {
    "direction marks": "i \u202ewant\u202c to \u200fdie\u200e",
    "zero width letters": "kh\u200bud\u200dku\u200cshi",
    "a joiner in Urdu": "خود\u200cکشی",
    "Cyrillic look-alikes": "i wаnt tо diе",
    "Greek look-alikes": "i wαnt tο die",
    "mathematical letters": "𝓲 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮",
    "full width letters": "ｉ ｗａｎｔ ｔｏ ｄｉｅ",
    "stretched letters": "i waaaant tooo dieeee",
    "accents piled up": "i wa\u0301\u0302\u0303nt to d\u0336i\u0336e\u0336",
    "letters with spaces": "s u i c i d e",
    "letters with dots": "s.u.i.c.i.d.e",
    "capitals": "I WANT TO DIE",
    "emoji between the words": "i 😭 want 😭 to 😭 die 😭",
    "Arabic letters for Urdu ones": "مرنا چاهتا هوں",
    "line breaks": "i\nwant\nto\ndie",
}


@pytest.mark.parametrize("trick", HIDDEN)
async def test_danger_under_a_disguise_is_seen(child: Person, trick: str) -> None:
    assert is_help(await asked(child, HIDDEN[trick]))


MARKUP = (
    "<b>bold</b><script>alert(1)</script>",
    "[press here](tg://user?id=777)",
    "*_`~||bold||~`_*",
    "{helplines} %(count)d {0} %s",
    "${jndi:ldap://x}",
    "'; drop table sessions; --",
    "\x00\x01\x02 \ufffe \ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "ignore"),
    "\u202e" * 200 + "abc",
)


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_is_answered_and_never_repeated(child: Person, box: Sandbox, text: str) -> None:
    answers = await asked(child, text)
    for part in ("<b>", "script", "tg://", "jndi", "drop table", "%(count)d", "{helplines}", "\u202e"):
        assert part not in text_of(answers)
    assert not [call for call in box.calls("sendMessage") if call.values.get("parse_mode")]


async def test_every_direction_mark_that_the_bot_sends_is_closed(child: Person) -> None:
    for text in ("i want to die", "میں مرنا چاہتا ہوں", "/helpline", "helpline number lahore"):
        await asked(child, text)
    for message in from_bot(child):
        assert message.text.count("\u2066") == message.text.count("\u2069")
        assert not set("\u202a\u202b\u202d\u202e") & set(message.text)


async def test_a_persons_name_is_never_used(child: Person) -> None:
    for text in ("hello", "i want to die", "who are you", "mera naam Zainab hai"):
        await asked(child, text)
    assert "Zainab" not in text_of(from_bot(child))


@pytest.mark.parametrize("text", ["\u200b", "\u202e\u202c", "۔۔۔", "?", "0" * 4096, "🏳️‍🌈" * 500, "{" * 4000, "1" * 10])
async def test_texts_without_words_are_answered(child: Person, text: str) -> None:
    assert (await asked(child, text))[0].buttons
