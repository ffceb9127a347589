"""Forged, foreign, replayed and broken updates change nothing and stop nobody."""

import pytest

from bot.app import Service
from bot.core.replies import Button
from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from tests.safeguarding.talk import EMERGENCY, asked, from_bot, is_help

MENU_SIGNS = "old_button"


def is_menu(service: Service, text: str) -> bool:
    phrases = service.keeper.current().phrases
    return text in {phrases(locale, "menu.old_button") for locale in ("en", "ur", "ur-Latn")}


@pytest.mark.parametrize(
    "data",
    [
        "forget",
        "forget00000000",
        "exit:00000000",
        "lang:ur00000000",
        "x" * 64,
        "card:../../etc00000000",
        "0",
        "\u202eforget1234",
    ],
)
async def test_a_forged_button_does_nothing(child: Person, service: Service, data: str) -> None:
    shown = (await asked(child, "hello"))[0]
    child.presses_data(data, shown)
    assert is_menu(service, (await child.answer()).text)
    assert service.sessions.load(child.id).locale == "en"


async def test_a_button_of_another_chat_does_nothing(child: Person, stranger: Person, service: Service) -> None:
    theirs = (await asked(stranger, "hello"))[0]
    mine = (await asked(child, "hello"))[0]
    child.presses_data(theirs.buttons[-1][0].data, mine)
    assert is_menu(service, (await child.answer()).text)


async def test_a_press_in_somebody_elses_chat_is_dropped(child: Person, stranger: Person, box: Sandbox) -> None:
    shown = (await asked(child, EMERGENCY["en"]))[0]
    before = len(child.messages)
    query = {
        "id": "7",
        "from": stranger.user,
        "message": shown.raw,
        "chat_instance": "1",
        "data": shown.buttons[-1][-1].data,
    }
    box.update("callback_query", query)
    await asked(stranger, "hello")
    assert len(child.messages) == before


async def test_a_signed_button_with_a_changed_action_does_nothing(child: Person, service: Service) -> None:
    shown = (await asked(child, "hello"))[0]
    data = shown.buttons[0][0].data
    child.presses_data("forget" + data[-8:], shown)
    assert is_menu(service, (await child.answer()).text)


async def test_a_button_pressed_twice_is_answered_twice_the_same(child: Person) -> None:
    shown = (await asked(child, EMERGENCY["en"]))[0]
    texts = []
    for _ in range(2):
        child.presses(shown.buttons[0][0].data, shown)
        texts.append((await child.answer()).text)
    assert texts[0] == texts[1]


async def test_an_update_delivered_twice_is_answered_once(child: Person, box: Sandbox) -> None:
    await asked(child, EMERGENCY["en"])
    before = len(from_bot(child))
    box.replay(child.updates[-1])
    await child.until_confirmed()
    assert len(from_bot(child)) == before


async def test_a_replayed_forget_or_press_does_nothing_again(child: Person, box: Sandbox) -> None:
    shown = (await asked(child, EMERGENCY["en"]))[0]
    child.presses(shown.buttons[0][0].data, shown)
    await child.answers()
    before = len(from_bot(child))
    box.replay(child.updates[-1])
    await child.until_confirmed()
    assert len(from_bot(child)) == before


async def test_a_server_that_counts_anew_is_no_replay(child: Person, service: Service, box: Sandbox) -> None:
    await asked(child, "hello")
    old = child.updates[-1]
    fresh = {**old, "message": {**old["message"], "message_id": 99_999, "text": EMERGENCY["en"]}}
    box.replay(fresh)
    await child.until_confirmed()
    assert service.sessions.load(child.id).situation == "self_harm"


async def test_a_button_without_data_or_message_stops_nobody(child: Person, box: Sandbox) -> None:
    box.update(
        "callback_query", {"id": "1", "from": child.user, "chat_instance": "1", "inline_message_id": "9", "data": "x"}
    )
    box.update("callback_query", {"id": "2", "from": child.user, "chat_instance": "1", "game_short_name": "g"})
    assert is_help(await asked(child, EMERGENCY["en"]))


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"message_id": "x", "date": "y", "chat": {"id": "z"}},
        {"chat": None},
        {"message_id": 5, "date": 10**40, "chat": {"id": 1, "type": "private"}, "text": "hello"},
        {"message_id": 5, "date": 1, "chat": {"id": 1}, "from": {"id": []}, "text": ["a"]},
    ],
)
async def test_a_broken_update_stops_nobody(child: Person, box: Sandbox, content: dict[str, object]) -> None:
    box.update("message", content)
    assert is_help(await asked(child, EMERGENCY["en"]))


async def test_the_words_of_an_unreadable_update_still_count(child: Person, box: Sandbox) -> None:
    await asked(child, "hello")
    raw = {**child.updates[-1]["message"], "message_id": 4242, "text": EMERGENCY["en"], "entities": [{"type": 7}]}
    box.update("message", raw)
    assert is_help(await child.answers()) or is_help(from_bot(child))


async def test_an_update_of_an_unknown_kind_stops_nobody(child: Person, box: Sandbox) -> None:
    box.update("message", {**(child.says("hello")).raw, "message_id": 88, "new_thing": {"a": 1}, "text": None})
    assert is_help(await asked(child, EMERGENCY["en"]))


def test_every_button_of_the_bot_carries_a_signature(service: Service) -> None:
    button = Button("label", "menu")
    signature = service.keys.signature(1, button.action)
    assert service.keys.is_signature(signature, 1, "menu")
    assert not service.keys.is_signature(signature, 2, "menu")
    assert not service.keys.is_signature(signature, 1, "forget")
