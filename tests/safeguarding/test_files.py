"""Files are never fetched: they are deleted unseen, and the person is told kindly, once."""

import pytest

from bot.app import Service
from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from tests.safeguarding.talk import EMERGENCY, asked, from_bot, is_help, text_of

FETCHING = ("getFile", "file")


@pytest.mark.parametrize(
    "kind",
    ["photo", "video", "voice", "video_note", "audio", "document", "contact", "location", "venue", "story", "unknown"],
)
async def test_a_file_is_deleted_unseen_and_answered_once(child: Person, box: Sandbox, kind: str) -> None:
    sent = child.sends_file(kind)
    assert len(await child.answers()) == 1
    assert sent.id not in {message.id for message in child.messages}
    assert not [call for name in FETCHING for call in box.calls(name)]


@pytest.mark.parametrize("kind", ["sticker", "dice", "animation"])
async def test_a_sticker_is_answered_without_alarm(child: Person, kind: str) -> None:
    child.sends_file(kind)
    assert (await child.answer()).buttons


async def test_an_album_is_deleted_whole_and_answered_once(child: Person) -> None:
    sent = child.sends_album(["photo", "photo", "video", "photo"])
    await child.until_confirmed()
    left = {message.id for message in child.messages}
    assert not left & {message.id for message in sent}
    assert len(from_bot(child)) == 1


async def test_the_words_of_an_album_are_answered_and_the_notice_comes_once(child: Person) -> None:
    child.sends_album(["photo", "photo", "photo"], EMERGENCY["en"])
    await child.until_confirmed()
    said = [message.text for message in from_bot(child)]
    assert is_help(from_bot(child))
    assert len(said) == len(set(said))


async def test_two_albums_are_two_notices(child: Person, box: Sandbox) -> None:
    child.sends_album(["photo", "photo"])
    await child.until_confirmed()
    box.later(1)
    child.sends_album(["photo", "photo"])
    await child.until_confirmed()
    assert len(from_bot(child)) == 2


async def test_a_live_location_is_refused_once_however_often_it_moves(child: Person, box: Sandbox) -> None:
    sent = child.sends_file("live_location")
    await child.answer()
    for _ in range(5):
        box.update("edited_message", {**sent.raw, "edit_date": sent.raw["date"] + 5})
    box.update("edited_message", {**sent.raw, "edit_date": sent.raw["date"] + 99})
    await asked(child, "hello")
    assert len(from_bot(child)) == 2


async def test_a_file_that_cannot_be_deleted_is_answered_all_the_same(child: Person, box: Sandbox) -> None:
    box.only({"getMe", "getUpdates", "sendMessage", "answerCallbackQuery"})
    child.sends_file("photo")
    assert (await child.answer()).buttons


async def test_forwarded_pictures_are_deleted_too(child: Person) -> None:
    sent = child.forwards(kind="photo")
    await child.answers()
    assert sent.id not in {message.id for message in child.messages}


@pytest.mark.parametrize(
    "text",
    [
        "my cnic is 35202-1234567-1",
        "his number 0300 1234567 he calls",
        "his id is @bad_person_99",
        "mera naam Ayesha hai",
    ],
)
async def test_private_details_are_noticed_once_and_not_repeated(child: Person, text: str) -> None:
    notice = "You need not" if text.startswith(("my", "his")) else ""
    answers = await asked(child, text)
    again = await asked(child, text)
    told = {message.text for message in answers} - {message.text for message in again}
    assert len(told) == 1
    assert notice.lower()[:8] in told.pop().lower()
    for part in ("35202", "0300 1234567", "@bad_person_99", "Ayesha"):
        assert part not in text_of(from_bot(child))


async def test_no_file_is_ever_asked_of_telegram(service: Service, box: Sandbox) -> None:
    people = [box.person() for _ in range(3)]
    for person, kind in zip(people, ("photo", "document", "voice"), strict=True):
        person.sends_file(kind, "dekho")
        await person.answers()
    assert service.bot is not None
    assert not [call for name in FETCHING for call in box.calls(name)]
