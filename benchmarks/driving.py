"""Driving a bot: many people who each write, wait for the whole answer, and write again."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from benchmarks.subject import Subject, SubjectFailed
from bot.sandbox.box import Sandbox
from bot.sandbox.people import NoAnswer, Person

START = 60.0
"""Seconds a bot has for its first answer."""
PATIENCE = 30.0
"""Seconds a bot has for any other answer."""
QUIET = 0.3
"""Seconds without a message after which a confirmed update counts as answered in full, in the rehearsal."""


@dataclass(frozen=True)
class Step:
    """A message and the number of messages the bot answers it with."""

    text: str
    answers: int


@dataclass(frozen=True)
class Figures:
    """What one run measured."""

    rate: float
    """Messages of people answered in full, a second, with all chats at once."""
    sent_rate: float
    """Messages sent by the bot a second, with all chats at once."""
    median: float
    p99: float
    """Milliseconds to the first message of the answer, with all chats at once."""
    alone_median: float
    alone_p99: float
    """The same with one chat only."""
    work: float
    """Processor milliseconds of the bot for each message of a person."""
    memory: float
    """Peak resident memory in MB."""

    def to_json(self) -> dict[str, float]:
        """Return the figures as plain numbers."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


async def measure(box: Sandbox, subject: Subject, texts: Sequence[str], chats: int, messages: int) -> Figures:
    """Drive a bot that was just started. Raises SubjectFailed."""
    script = await _rehearse(box, subject, list(itertools.islice(itertools.cycle(texts), messages)))
    try:
        alone = await _talk(box.person(), script)
        people = [box.person() for _ in range(chats)]
        worked, began = subject.work_time(), time.perf_counter()
        times = await asyncio.gather(*(_talk(person, script) for person in people))
        seconds, worked = time.perf_counter() - began, subject.work_time() - worked
    except NoAnswer as error:
        raise SubjectFailed(f"under load: {error}\n{subject.tail()}") from None
    await _check_nothing_more(people, script)
    hurried = sorted(itertools.chain.from_iterable(times))
    return Figures(
        rate=chats * messages / seconds,
        sent_rate=chats * sum(step.answers for step in script) / seconds,
        median=1000 * statistics.median(hurried),
        p99=1000 * percentile(hurried, 99),
        alone_median=1000 * statistics.median(alone),
        alone_p99=1000 * percentile(sorted(alone), 99),
        work=1000 * worked / (chats * messages),
        memory=subject.peak_memory(),
    )


def percentile(ordered: Sequence[float], percent: float) -> float:
    """Return the value below which so many percent of ordered values lie (nearest rank)."""
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(int(rank), 1) - 1]


async def _rehearse(box: Sandbox, subject: Subject, texts: Sequence[str]) -> list[Step]:
    """Walk through the talk slowly with one person, to learn how many messages each answer has."""
    person, steps = box.person(), []
    for number, text in enumerate(texts):
        person.says(text)
        await _first_answer(person, subject, START if number == 0 else PATIENCE)
        async with asyncio.timeout(PATIENCE):
            await person.until_confirmed()
        answers = 1
        while await _another(person):
            answers += 1
        steps.append(Step(text, answers))
    return steps


async def _first_answer(person: Person, subject: Subject, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            await person.answer(0.5)
        except NoAnswer as error:
            subject.check("rehearsal")
            if time.monotonic() > deadline:
                raise SubjectFailed(f"rehearsal: {error}\n{subject.tail()}") from None
        else:
            return


async def _another(person: Person) -> bool:
    try:
        await person.answer(QUIET)
    except NoAnswer:
        return False
    return True


async def _talk(person: Person, script: Sequence[Step]) -> list[float]:
    """Walk through the talk; return the seconds to the first message of each answer."""
    times = []
    for step in script:
        began = time.perf_counter()
        person.says(step.text)
        await person.answer(PATIENCE)
        times.append(time.perf_counter() - began)
        for _ in range(step.answers - 1):
            await person.answer(PATIENCE)
    return times


async def _check_nothing_more(people: Sequence[Person], script: Sequence[Step]) -> None:
    """Fail when a chat has more or fewer messages than the rehearsal: the times would belong to other messages."""
    await asyncio.sleep(QUIET)
    expected = sum(step.answers for step in script)
    odd = [person for person in people if sum(message.by_bot for message in person.messages) != expected]
    if odd:
        raise SubjectFailed(f"{len(odd)} chats had another number of answers than the rehearsal ({expected})")
