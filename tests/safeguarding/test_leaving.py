"""Leaving fast, forgetting, and the phone that is shared: what is done, and whether what is said of it is true."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.keys import rotate_key
from bot.app import Service
from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from bot.settings import Settings
from tests.safeguarding.talk import EMERGENCY, asked, from_bot, text_of
from tests.support.real_bot import running_bot

SECRET = "koi mujhe blackmail kar raha hai"


def phrases_of(service: Service, name: str) -> set[str]:
    phrases = service.keeper.current().phrases
    return {phrases(locale, name) for locale in ("en", "ur", "ur-Latn")}


def says(service: Service, text: str, name: str) -> bool:
    return any(phrase in text for phrase in phrases_of(service, name))


async def left_after(person: Person, word: str) -> list[str]:
    await asked(person, SECRET)
    await asked(person, EMERGENCY["en"])
    person.says(word)
    await person.until_confirmed()
    return [message.text for message in person.messages]


@pytest.mark.parametrize(
    "word", ["/exit", "bas", "Bas!", "بس", "exit", "  EXIT  ", "chat clear karo", "/exit@mehfooz_sandbox_bot"]
)
async def test_a_word_empties_the_chat_and_leaves_one_harmless_line(child: Person, service: Service, word: str) -> None:
    left = await left_after(child, word)
    assert len(left) == 1
    assert left[0] in phrases_of(service, "leave.harmless")


async def test_the_button_on_a_sensitive_card_empties_the_chat(child: Person, service: Service) -> None:
    shown = (await asked(child, SECRET))[0]
    child.presses(next(b.data for row in shown.buttons for b in row if b.data.startswith("exit")), shown)
    await child.until_confirmed()
    assert [message.text in phrases_of(service, "leave.harmless") for message in child.messages] == [True]


async def test_an_edited_message_can_be_the_word(child: Person) -> None:
    said = child.says(SECRET)
    await child.answers()
    child.edits(said, "bas")
    await child.until_confirmed()
    assert len(child.messages) == 1


async def test_leaving_also_forgets_where_the_person_was(child: Person, service: Service) -> None:
    await left_after(child, "bas")
    session = service.sessions.load(child.id)
    assert (session.card, session.situation, session.who, session.region) == ("", "", "", "")


async def test_ones_own_word_empties_the_chat(child: Person) -> None:
    await asked(child, SECRET)
    child.says("/exitword Mango")
    await child.until_confirmed()
    assert "Mango" not in text_of(child.messages)  # the word itself is deleted from the chat
    child.says("mango")
    await child.until_confirmed()
    assert len(child.messages) == 1
    child.says("mango")
    await child.until_confirmed()
    assert len(child.messages) == 1  # it stays in force


async def test_ones_own_word_is_stored_as_a_keyed_hash_only(
    child: Person, service: Service, settings: Settings
) -> None:
    child.says("/exitword Mango")
    await child.until_confirmed()
    word = service.sessions.load(child.id).exit_word
    assert len(word) == 32
    assert b"mango" not in b"".join(path.read_bytes().lower() for path in settings.database.parent.iterdir())


async def test_somebody_elses_word_does_nothing(child: Person, stranger: Person) -> None:
    child.says("/exitword mango")
    await child.until_confirmed()
    await asked(stranger, SECRET)
    stranger.says("mango")
    await stranger.until_confirmed()
    assert len(stranger.messages) > 2


async def test_a_cry_for_help_is_no_exit_word(child: Person, service: Service) -> None:
    answers = await asked(child, "/exitword khudkushi")
    assert "1122" in text_of(answers)
    assert service.sessions.load(child.id).exit_word == ""


async def test_exitword_alone_says_how_and_drops_the_old_word(child: Person, service: Service) -> None:
    child.says("/exitword mango")
    await child.until_confirmed()
    assert says(service, text_of(await asked(child, "/exitword")), "exitword.how")
    assert service.sessions.load(child.id).exit_word == ""


async def test_what_telegram_refuses_to_delete_is_said(child: Person, service: Service, box: Sandbox) -> None:
    await asked(child, SECRET)
    box.fail("deleteMessage", 400, times=2, description="Bad Request: message can't be deleted for everyone")
    child.says("bas")
    await child.until_confirmed()
    assert says(service, from_bot(child)[-1].text, "leave.refused")


async def test_messages_of_the_day_before_yesterday_are_admitted(
    child: Person, service: Service, settings: Settings
) -> None:
    await asked(child, SECRET)
    long_ago = (datetime.now(UTC) - timedelta(hours=60)).isoformat()
    with sqlite3.connect(settings.database) as database:
        database.execute("update messages set sent_at = ?", (long_ago,))
        database.execute("update sessions set since = ?", (long_ago,))
    service.sessions.expire()
    child.says("bas")
    await child.until_confirmed()
    assert says(service, from_bot(child)[-1].text, "leave.older")


async def test_no_clean_chat_is_claimed_while_the_database_fails(
    child: Person, service: Service, settings: Settings
) -> None:
    await asked(child, SECRET)
    database = sqlite3.connect(settings.database, isolation_level=None)
    database.execute("alter table messages rename to hidden")
    child.says("bas")
    await child.until_confirmed()
    assert says(service, from_bot(child)[-1].text, "leave.refused")
    database.execute("alter table hidden rename to messages")
    database.close()


async def test_a_server_that_cannot_delete_is_admitted(child: Person, service: Service, box: Sandbox) -> None:
    await asked(child, SECRET)
    box.only({"getMe", "getUpdates", "sendMessage", "answerCallbackQuery"})
    child.says("bas")
    await child.until_confirmed()
    assert says(service, from_bot(child)[-1].text, "leave.refused")


async def test_a_flood_limit_of_telegram_on_deleting_is_waited_out(child: Person, box: Sandbox) -> None:
    await asked(child, SECRET)
    box.fail("deleteMessage", 429, times=3, retry_after=1)
    child.says("bas")
    await child.until_confirmed()
    assert len(child.messages) == 1


async def test_the_newest_messages_go_first(child: Person, box: Sandbox) -> None:
    await left_after(child, "bas")
    numbers = [int(call.values["message_id"]) for call in box.calls("deleteMessage")]
    assert numbers[0] == max(numbers)


async def test_forgetting_gives_a_receipt_and_leaves_nothing(
    child: Person, service: Service, settings: Settings
) -> None:
    await asked(child, EMERGENCY["en"])
    name = service.keys.of_chat(child.id).encode()
    assert says(service, (await asked(child, "/forget"))[-1].text, "forget.receipt")
    stored = b"".join(path.read_bytes() for path in settings.database.parent.iterdir())
    assert name not in stored


@pytest.mark.parametrize("words", ["/forget", "/stop", "delete all my data please"])
async def test_forgetting_by_any_way_deletes_the_row(child: Person, settings: Settings, words: str) -> None:
    await asked(child, EMERGENCY["en"])
    await asked(child, words)
    with sqlite3.connect(settings.database) as database:
        assert database.execute("select count(*) from sessions").fetchone() == (0,)
        assert database.execute("select count(*) from messages").fetchone() == (0,)


async def test_no_receipt_is_given_for_what_could_not_be_deleted(
    child: Person, service: Service, settings: Settings
) -> None:
    await asked(child, EMERGENCY["en"])
    database = sqlite3.connect(settings.database, isolation_level=None)
    database.execute("begin immediate")
    answer = (await asked(child, "/forget"))[-1].text
    assert says(service, answer, "forget.failed")
    database.execute("rollback")
    await asyncio.sleep(2.8)
    assert database.execute("select count(*) from sessions").fetchone() == (0,)  # and then it is done after all
    database.close()


async def test_forgetting_takes_back_a_row_under_a_retired_key(settings: Settings, box: Sandbox) -> None:
    child = box.person(31)
    async with running_bot(settings, box):
        await asked(child, EMERGENCY["en"])
    rotate_key(settings.key_file)
    async with running_bot(settings, box):
        await asked(child, "/forget")
    with sqlite3.connect(settings.database) as database:
        assert database.execute("select count(*) from sessions").fetchone() == (0,)


async def test_a_parent_who_takes_over_sees_nothing_of_the_child(child: Person, service: Service) -> None:
    await asked(child, SECRET)
    asking = next(message for message in from_bot(child) if _has(message, "who:adult"))
    child.presses(_has(asking, "who:child"), asking)
    await child.answers()
    child.presses(_has(asking, "who:adult"), asking)
    await child.until_confirmed()
    session = service.sessions.load(child.id)
    assert (session.who, session.situation, session.card, session.harm_at_home) == ("adult", "", "", False)
    assert len(child.messages) == 1


def _has(message: object, action: str) -> str:
    rows = getattr(message, "buttons", ())
    return next((button.data for row in rows for button in row if button.data.startswith(action)), "")


async def test_a_lock_screen_shows_nothing_of_the_topic(child: Person) -> None:
    for text in (SECRET, "someone touched me", EMERGENCY["en"]):
        first = (await asked(child, text))[0].text[:40].lower()
        assert not any(
            word in first for word in ("blackmail", "sextortion", "abuse", "suicide", "touch", "picture", "sex")
        )


async def test_the_bots_name_and_descriptions_are_neutral(service: Service, box: Sandbox) -> None:
    assert service is not None
    await asked(box.person(), "hello")
    said = str(box.world.about_bot).lower()
    assert said
    assert not any(word in said for word in ("abuse", "sex", "suicide", "blackmail", "exploit", "بلیک", "زیادتی"))


async def test_two_people_never_see_each_others_answers(child: Person, stranger: Person) -> None:
    child.says(SECRET)
    stranger.says("how do i make my instagram private")
    await child.answers()
    await stranger.answers()
    assert not {m.text for m in from_bot(child)} & {m.text for m in from_bot(stranger)}
