"""How much one person may write at once."""

from bot.core.limits import BURST, Pace, weigh


def paced(times: list[float]) -> list[tuple[bool, bool]]:
    pace, found = Pace(), []
    for moment in times:
        verdict = weigh(pace, moment)
        pace = verdict.pace
        found.append((verdict.over, verdict.tell))
    return found


def test_a_burst_is_answered_and_then_told_once() -> None:
    found = paced([0.0] * (int(BURST) + 20))
    assert not any(over for over, _ in found[: int(BURST)])
    assert all(over for over, _ in found[int(BURST) :])
    assert sum(tell for _, tell in found) == 1


def test_one_message_a_second_is_never_too_much() -> None:
    assert not any(over for over, _ in paced([float(second) for second in range(2000)]))


def test_after_a_rest_it_begins_anew_and_a_new_flood_is_told_again() -> None:
    first = [0.0] * (int(BURST) + 5)
    again = [1000.0] * (int(BURST) + 5)
    assert sum(tell for _, tell in paced(first + again)) == 2


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    found = paced([100.0] * int(BURST) + [50.0, 40.0])
    assert [over for over, _ in found[-2:]] == [True, True]
