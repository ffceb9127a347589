"""Model, safety net and places joined: either may raise the urgency, neither lowers it, nothing stops the help."""

from understanding.parse import Parse

from bot.core.safety_net import SafetyNet, build
from bot.understand import Understander


class Reading:
    """A reader that always reads the same."""

    def __init__(self, intent: str, sure: bool = True, alarm: str = "") -> None:
        self._intent = intent
        self._sure = sure
        self._alarm = alarm

    def parse(self, text: str) -> Parse:
        ranking = ((self._intent, 0.6), ("menu", 0.2), ("greet", 0.1), ("deny", 0.05), ("affirm", 0.05))
        return Parse(text, self._intent, 0.6, ranking, 0.9, self._sure, "en", "child", ("instagram",), self._alarm)


class Failing:
    """A reader that is out of order."""

    def parse(self, text: str) -> Parse:
        raise OSError(text)


def rules() -> SafetyNet:
    return build({"self_harm": {"en": ["want to die"], "ask_en": ["goodbye forever"]}}, ["not"], ["lol"])


def test_the_net_raises_what_the_model_missed() -> None:
    understood = Understander(Reading("ask_screen_time"), rules()).understand("i want to die")
    assert (understood.intent, understood.urgency, understood.alternatives) == ("self_harm", "emergency", ())


def test_an_alarm_that_only_asks_keeps_the_models_view_as_a_button() -> None:
    understood = Understander(Reading("goodbye"), rules()).understand("goodbye forever")
    assert understood.urgency == "emergency"
    assert understood.alternatives == ("self_harm", "goodbye")


def test_a_disclosure_stays_itself_beside_a_rules_alarm() -> None:
    understood = Understander(Reading("disclose_bullying"), rules()).understand("i want to die")
    assert (understood.intent, understood.urgency, understood.alarm) == ("disclose_bullying", "emergency", "self_harm")


def test_a_disclosure_that_may_be_an_emergency_gets_its_urgency() -> None:
    reader = Reading("disclose_contact_abuse", alarm="danger_now")
    understood = Understander(reader, rules()).understand("nothing the rules know")
    assert (understood.intent, understood.urgency) == ("disclose_contact_abuse", "emergency")
    assert understood.alarm == "danger_now"
    assert "alarm" not in understood.to_json()


def test_the_net_never_lowers_what_the_model_saw() -> None:
    understood = Understander(Reading("danger_now"), rules()).understand("nothing the rules know")
    assert (understood.intent, understood.urgency) == ("danger_now", "emergency")


def test_unsure_offers_four_meanings_best_first() -> None:
    understood = Understander(Reading("ask_law", sure=False), rules()).understand("hm")
    assert understood.alternatives == ("ask_law", "menu", "greet", "deny")


def test_a_failing_model_leaves_the_net_and_the_menu() -> None:
    understander = Understander(Failing(), rules())
    assert understander.understand("hello").intent == "menu"
    assert understander.understand("i want to die").intent == "self_harm"
    assert understander.understand("سلام").language == "ur"


def test_a_failing_place_search_costs_only_the_place() -> None:
    def broken(text: str) -> list[tuple[str, str]]:
        raise KeyError(text)

    understood = Understander(Reading("ask_helpline"), rules(), broken).understand("karachi")
    assert [entity.entity for entity in understood.entities] == ["platform"]


def test_blank_text_is_out_of_scope() -> None:
    assert Understander(Failing(), rules()).understand(" \n").intent == "out_of_scope"


def test_the_json_has_the_keys_of_the_contract_in_order() -> None:
    understander = Understander(Reading("ask_law"), rules(), lambda _: [("sindh", "Karachi", False)])
    found = understander.understand("is it a crime, karachi").to_json()
    assert list(found) == ["text", "intent", "confidence", "urgency", "language", "who", "entities", "alternatives"]
    assert {"entity": "place", "value": "sindh", "name": "Karachi"} in found["entities"]


def test_a_message_that_is_only_a_place_tells_a_place() -> None:
    reader = Understander(Reading("disclose_scam", sure=False), rules(), lambda _: [("balochistan", "Pasni", True)])
    found = reader.understand("pasni")
    assert (found.intent, found.alternatives) == ("inform_place", ())
    assert [(entity.value, entity.name) for entity in found.entities] == [("balochistan", "Pasni")]


def test_a_place_inside_a_message_changes_nothing() -> None:
    reader = Understander(Reading("disclose_scam"), rules(), lambda _: [("balochistan", "Pasni", False)])
    assert reader.understand("cheated by a man in pasni").intent == "disclose_scam"


def test_a_cry_for_help_that_sounds_like_a_town_stays_a_cry() -> None:
    places = lambda _: [("sindh", "Badin", True)]  # noqa: E731
    assert Understander(Reading("danger_now"), rules(), places).understand("bachein").intent == "danger_now"
    alarmed = Understander(Reading("disclose_bullying", alarm="self_harm"), rules(), places).understand("bachein")
    assert alarmed.urgency == "emergency"
