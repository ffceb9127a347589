"""Danger is met in any kind of update, before any menu and from any step of any flow."""

import pytest

from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from bot.settings import Settings
from tests.safeguarding.talk import EMERGENCY, asked, from_bot, is_help
from tests.support.real_bot import running_bot

FORMS = tuple(EMERGENCY)


@pytest.mark.parametrize("form", FORMS)
async def test_danger_as_the_very_first_message_is_answered_with_numbers(child: Person, form: str) -> None:
    first = (await asked(child, EMERGENCY[form]))[0]
    assert is_help([first])


@pytest.mark.parametrize("form", FORMS)
async def test_danger_in_an_edited_message(child: Person, form: str) -> None:
    said = child.says("hello")
    await child.answer()
    child.edits(said, EMERGENCY[form])
    assert is_help(await child.answers())


@pytest.mark.parametrize("kind", ["photo", "video", "document", "voice"])
async def test_danger_in_the_caption_of_a_file(child: Person, kind: str) -> None:
    sent = child.sends_file(kind, EMERGENCY["en"])
    answers = await child.answers()
    assert is_help(answers[:1])
    assert sent.id not in {message.id for message in child.messages}


async def test_danger_in_a_caption_changed_afterwards(child: Person) -> None:
    sent = child.sends_file("sticker")
    await child.answer()
    child.edits(sent, EMERGENCY["en"])
    assert is_help(await child.answers())


async def test_danger_in_a_reply_to_an_old_message(child: Person) -> None:
    child.says("hello")
    shown = await child.answer()
    child.replies(EMERGENCY["ur-Latn"], shown)
    assert is_help(await child.answers())


async def test_danger_in_a_forwarded_message(child: Person) -> None:
    child.forwards(EMERGENCY["ur"])
    assert is_help(await child.answers())


async def test_danger_written_while_the_bot_was_down(settings: Settings, box: Sandbox) -> None:
    people = [box.person(900 + number) for number in range(5)]
    for person in people:
        person.says(EMERGENCY["en"])
    async with running_bot(settings, box):
        for person in people:
            assert is_help(await person.answers())


@pytest.mark.parametrize(
    "text", ["/suicide", "/self_harm", "/help i want to die", "/start i want to die", "//khudkushi"]
)
async def test_danger_behind_a_slash_is_no_command(child: Person, text: str) -> None:
    assert is_help(await asked(child, text))


async def test_danger_in_the_middle_of_a_text_of_full_length(child: Person) -> None:
    around = "aaj school mein bohat kuch hua aur phir ghar aaya "
    text = (around * 40)[:2000] + " i want to kill myself " + (around * 40)[:2000]
    assert is_help(await asked(child, text[:4096]))


async def test_danger_at_the_end_of_a_text_of_full_length(child: Person) -> None:
    text = ("cricket ka match bohat acha tha " * 200)[:4050] + " i want to kill myself"
    assert is_help(await asked(child, text))


@pytest.mark.parametrize("question", ["/place", "/language", "how do i make my instagram private"])
async def test_danger_in_answer_to_a_question(child: Person, question: str) -> None:
    await asked(child, question)
    assert is_help(await asked(child, EMERGENCY["en"]))


async def test_a_relapse_into_danger_is_met_afresh(child: Person) -> None:
    first = (await asked(child, EMERGENCY["en"]))[0]
    next_step = next(button for row in first.buttons for button in row)
    child.presses(next_step.data, first)
    await child.answers()
    await asked(child, "thank you")
    again = (await asked(child, EMERGENCY["en"]))[0]
    assert again.text == first.text


async def test_an_open_flow_is_offered_again_after_a_greeting(child: Person) -> None:
    first = (await asked(child, "koi mujhe blackmail kar raha hai meri tasveer se"))[0]
    child.presses(first.buttons[0][0].data, first)
    second = (await child.answers())[0]
    greeted = (await asked(child, "assalam o alaikum jee"))[0]
    go_on = greeted.buttons[0][0]
    assert go_on.label.startswith("▶")
    child.presses(go_on.data, greeted)
    assert (await child.answers())[0].text == second.text


async def test_somebody_new_is_offered_nothing_to_go_on_with(child: Person) -> None:
    greeted = (await asked(child, "hello"))[0]
    assert not greeted.buttons[0][0].label.startswith("▶")


async def test_nothing_is_sent_unasked_and_everything_is_silent(child: Person) -> None:
    await asked(child, EMERGENCY["en"])
    assert all(message.silent for message in from_bot(child))
