"""Groups, floods, and people who ask how to get at a child."""

import asyncio
import time
from pathlib import Path

import pytest
import yaml

from bot.app import Service
from bot.core.limits import BURST, Pace
from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from tests.safeguarding.talk import EMERGENCY, asked, from_bot, is_help, text_of

TALKS = yaml.safe_load((Path(__file__).parent / "talks_offender.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_is_refused_once_and_left(child: Person, box: Sandbox, kind: str) -> None:
    group = box.group(-100501, kind=kind)
    group.is_joined(child)
    for _ in range(10):
        group.says(EMERGENCY["en"], child)
    await asked(child, "hello")
    said = [message.text for message in group.messages if message.by_bot]
    assert len(said) == 1
    assert not group.bot_is_member


async def test_a_group_is_left_as_soon_as_the_bot_is_added(child: Person, box: Sandbox) -> None:
    group = box.group(-100502)
    group.is_joined(child)
    await asked(child, "hello")
    assert not group.bot_is_member


async def test_a_channel_is_refused_and_left(child: Person, box: Sandbox) -> None:
    channel = box.group(-100503, kind="channel")
    channel.posts("hello everybody")
    await asked(child, "hello")
    assert not channel.bot_is_member


async def test_a_button_pressed_in_a_group_is_ignored(child: Person, box: Sandbox) -> None:
    group = box.group(-100504)
    shown = (await asked(child, "hello"))[0]
    group.presses_data(shown.buttons[0][0].data, shown, child)
    await asked(child, "hello")
    assert not [message for message in group.messages if message.by_bot]


async def test_a_group_that_cannot_be_left_is_not_answered_again(child: Person, box: Sandbox) -> None:
    box.only({"getMe", "getUpdates", "sendMessage", "answerCallbackQuery", "deleteMessage"})
    group = box.group(-100505)
    for _ in range(20):
        group.says("hello", child)
    await asked(child, "hello")
    assert len([message for message in group.messages if message.by_bot]) == 1


async def test_a_group_that_answers_with_errors_holds_up_nobody(child: Person, box: Sandbox) -> None:
    box.fail("sendMessage", 500, times=1000, chat_id=-100506)
    group = box.group(-100506)
    group.says("hello", child)
    assert is_help(await asked(child, EMERGENCY["en"]))


async def flood(person: Person, count: int) -> None:
    for _ in range(count):
        person.says("/help")
    await asyncio.wait_for(person.until_confirmed(), 60)


async def test_a_flood_is_asked_once_to_slow_down(child: Person, service: Service) -> None:
    await flood(child, int(BURST) + 60)
    phrases = service.keeper.current().phrases
    told = [m for m in from_bot(child) if m.text == phrases("ur", "flood.slow_down")]
    assert len(told) == 1
    assert len(from_bot(child)) <= BURST + 20


def has_flooded(service: Service, person: Person) -> None:
    """Put a person where a flood has brought them: nothing free any more, and told so."""
    service.desk._paces.put(person.id, Pace(0.0, time.monotonic() + 60, told=True))


async def test_danger_in_a_flood_is_answered(child: Person, service: Service) -> None:
    has_flooded(service, child)
    for form, text in EMERGENCY.items():
        for _ in range(10):
            child.says("/help")
        assert is_help(await asked(child, text)), form


@pytest.mark.parametrize("word", ["bas", "/exit"])
async def test_leaving_works_in_a_flood(child: Person, service: Service, word: str) -> None:
    has_flooded(service, child)
    for _ in range(20):
        child.says("/help")
    child.says(word)
    await child.until_confirmed()
    assert len(child.messages) == 1


async def test_forgetting_and_the_numbers_work_in_a_flood(child: Person, service: Service) -> None:
    has_flooded(service, child)
    child.says("/help")
    assert is_help(await asked(child, "/helpline"))
    phrases = service.keeper.current().phrases
    assert phrases("ur", "forget.receipt") in text_of(await asked(child, "/forget"))


async def test_pictures_sent_in_a_flood_are_deleted_unanswered(child: Person, service: Service) -> None:
    has_flooded(service, child)
    sent = child.sends_file("photo")
    await child.until_confirmed()
    assert sent.id not in {message.id for message in child.messages}
    assert from_bot(child) == []


async def test_a_flood_of_one_person_does_not_hold_up_another(child: Person, stranger: Person) -> None:
    for _ in range(300):
        stranger.says("/help")
    assert is_help(await asked(child, EMERGENCY["en"]))


async def test_a_person_who_types_fast_is_not_limited(child: Person) -> None:
    for number in range(40):
        child.says(f"message {number}")
    await asyncio.wait_for(child.until_confirmed(), 60)
    assert len(from_bot(child)) >= 40


@pytest.mark.parametrize("text", TALKS["stop"])
async def test_whoever_asks_how_to_get_at_a_child_is_stopped(child: Person, service: Service, text: str) -> None:
    first = (await asked(child, text))[0]
    card = service.keeper.current().cards.by_id["stop_offender"]
    shown = {step for locale in card.steps.values() for steps in locale.values() for step in steps[:1]}
    assert first.text in shown


async def test_the_stop_gives_the_law_and_a_way_to_help_for_the_forced(child: Person) -> None:
    first = (await asked(child, TALKS["stop"][0]))[0]
    texts = [first.text]
    for _ in range(2):
        child.presses(first.buttons[0][0].data, first)
        first = (await child.answers())[0]
        texts.append(first.text)
    assert "14 to 20" in texts[1]
    assert len(first.labels) > 2


@pytest.mark.parametrize("text", TALKS["help"])
def test_whoever_tells_what_was_asked_of_them_is_never_stopped(offline_understander: object, text: str) -> None:
    assert not offline_understander.understand(text).misuse  # type: ignore[attr-defined]


def test_no_message_of_the_training_and_evaluation_files_is_stopped(offline_understander: object) -> None:
    net = offline_understander._offender  # type: ignore[attr-defined]
    texts = list(_corpus())
    assert len(texts) > 3000
    assert [text for text in texts if net.look(text)] == []


def _corpus() -> list[str]:
    import json

    root = Path(__file__).parents[2] / "nlu"
    found = [json.loads(line)["text"] for path in (root / "evaluation").glob("*.jsonl") for line in path.open()]
    for path in (root / "data").glob("*/*.yml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip().startswith("- ") and ":" not in line[:14]:
                found.append(line.strip()[2:])
    return found
