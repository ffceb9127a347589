"""`kill -9` at random points: no message is lost, and an answer is repeated only where nobody can know better."""

import asyncio
import json
import random
from collections import Counter
from pathlib import Path

from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from tests.safeguarding.talk import EMERGENCY, from_bot
from tests.safeguarding.warm import WarmBots, warm_bots

KILLS = 200
PEOPLE = 500
SLOWLY = 0.04
"""Seconds that the server takes for a message, so that many kills fall between the messages of one answer."""
TEXTS = [*EMERGENCY.values(), "koi mujhe blackmail kar raha hai", "how do i make my instagram private", "hello"]


async def test_two_hundred_kills_lose_no_message(box: Sandbox, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    async with warm_bots(box, tmp_path) as bots:
        expected = await _answers_without_kills(box, bots)
        people = [
            (text, box.person(50_000 + number)) for number in range(PEOPLE) for text in [TEXTS[number % len(TEXTS)]]
        ]
        box.hang("sendMessage", seconds=SLOWLY, times=10**9)
        writing = asyncio.ensure_future(_write(people, chance))
        kills = 0
        while kills < KILLS or not writing.done():
            said = len(box.calls("sendMessage"))
            number = await bots.start()
            if kills % 2 and not writing.done():  # half of the kills at any time, half while an answer is going out
                await _speaks(box, said)
                await asyncio.sleep(chance.uniform(0.0, 0.12))
            else:
                await asyncio.sleep(chance.uniform(0.02, 0.35))
            bots.kill(number)
            kills += 1
        await bots.start()
        for _, person in people:
            await asyncio.wait_for(person.until_confirmed(), 60)
        lost, repeated = _compare(expected, people)
    told = _told_as_perhaps_repeated(tmp_path / "bot.log")
    print(
        f"\n{kills} kills, {PEOPLE} messages: {len(lost)} answers lost, {len(told)} answers taken up again, "
        f"{sum(repeated.values())} messages sent twice"
    )
    assert len(told) > kills / 20  # else the kills fell beside the work, and this test proves nothing
    assert lost == []
    # A kill can fall between Telegram's taking a message and the note that it is out, in each chat that is being
    # answered just then: that one message is said again, and the log names the update each time.
    assert all(times <= told[update] for update, times in repeated.items())


async def _answers_without_kills(box: Sandbox, bots: WarmBots) -> dict[str, Counter[str]]:
    number = await bots.start()
    expected = {}
    for place, text in enumerate(TEXTS):
        person = box.person(40_000 + place)
        person.says(text)
        await asyncio.wait_for(person.until_confirmed(), 30)
        expected[text] = Counter(message.text for message in from_bot(person))
    bots.kill(number)
    return expected


async def _speaks(box: Sandbox, said: int) -> None:
    """Wait until the bot sends something new, for a second at most."""
    for _ in range(50):
        if len(box.calls("sendMessage")) > said:
            return
        await asyncio.sleep(0.02)


async def _write(people: list[tuple[str, Person]], chance: random.Random) -> None:
    for text, person in people:
        person.says(text)
        await asyncio.sleep(chance.uniform(0.0, 0.14))


def _compare(expected: dict[str, Counter[str]], people: list[tuple[str, Person]]) -> tuple[list[int], dict[int, int]]:
    lost: list[int] = []
    repeated: dict[int, int] = {}
    for text, person in people:
        seen = Counter(message.text for message in from_bot(person))
        update = person.updates[0]["update_id"]
        if expected[text] - seen:
            lost.append(update)
        if more := (seen - expected[text]).total():
            repeated[update] = more
    return lost, repeated


def _told_as_perhaps_repeated(log: Path) -> Counter[int]:
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    return Counter(entry["update"] for entry in entries if entry["event"] == "answer_resumed")
