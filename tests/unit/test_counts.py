"""Numbers without people: what is hidden, what is blurred."""

from bot.core.counts import GROUPS, OTHER, SMALLEST, TOTAL, group_of, noise, shown_days, tell
from bot.core.intents import ALL

DAY = "2026-11-22"


def share(text: str) -> float:
    return (sum(map(ord, text)) * 7919 % 1000) / 1000


def test_every_intent_has_one_group() -> None:
    named = [intent for intents in GROUPS.values() for intent in intents]
    assert len(named) == len(set(named))
    assert set(named) <= set(ALL)
    assert group_of("greet") == OTHER
    assert group_of("what somebody wrote") == OTHER


def test_small_cells_are_hidden() -> None:
    told = tell(DAY, {("danger", "sindh", "ur"): SMALLEST - 1, ("images", "sindh", "ur"): SMALLEST}, share)
    cells = {(row.group, row.region): row.count for row in told if row.language == "ur" and row.region != TOTAL}
    assert cells == {("danger", "sindh"): None, ("images", "sindh"): SMALLEST}


def test_no_hidden_cell_is_found_by_subtracting() -> None:
    right = 0
    for hidden in range(1, SMALLEST):
        for day in range(1, 29):
            name = f"2026-11-{day:02d}"
            told = tell(name, {("danger", "sindh", "ur"): hidden, ("images", "sindh", "ur"): 40}, share)
            total = next(row for row in told if row.group == row.region == row.language == TOTAL)
            assert total.blurred
            assert total.count is not None
            right += total.count - 40 == hidden
    assert right < 0.4 * 9 * 28  # a guess by subtraction is mostly wrong


def test_asking_again_gives_the_same_noise() -> None:
    counts = {("danger", "sindh", "ur"): 3, ("images", "kp", "en"): 80}
    assert tell(DAY, counts, share) == tell(DAY, counts, share)


def test_sums_without_hidden_cells_are_exact() -> None:
    told = tell(DAY, {("danger", "sindh", "ur"): 20, ("images", "kp", "en"): 30}, share)
    assert next(r.count for r in told if (r.group, r.region, r.language) == (TOTAL, TOTAL, TOTAL)) == 50
    assert not any(row.blurred for row in told)


def test_a_sum_under_ten_is_hidden_too() -> None:
    assert all(row.count is None for row in tell(DAY, {("danger", "sindh", "ur"): 4}, share))


def test_noise_falls_to_both_sides_and_is_finite() -> None:
    values = [noise(number / 1000) for number in range(1001)]
    assert min(values) < -3
    assert max(values) > 3
    assert abs(sum(values)) < 100


def test_today_is_not_shown() -> None:
    assert shown_days(["2026-11-22", "2026-11-20", "2026-11-21"], "2026-11-22") == ["2026-11-20", "2026-11-21"]
