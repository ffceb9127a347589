"""Whole conversations with the real bot, turn by turn, in every form of the language."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from bot.sandbox.shown import Shown
from bot.settings import read_settings
from tests.conftest import ROOT
from tests.support.real_bot import running_bot

FORMS = ("en", "ur", "ur-Latn", "mixed")

ARABIC = re.compile("[\u0600-\u06ff]")


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def street(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """A sandbox with the running bot, shared by all talks of this file."""
    database = tmp_path_factory.mktemp("talks") / "mehfooz.db"
    settings = read_settings({"DATABASE_URL": f"sqlite:///{database}"}, ROOT)
    async with Sandbox() as box, running_bot(settings, box):
        yield box


@pytest.fixture
def person(street: Sandbox) -> Person:
    """Somebody new who writes to the running bot."""
    return street.person(max(street.people, default=500) + 1, "Somebody")


def text_of(messages: list[Shown]) -> str:
    return "\n".join(message.text for message in messages)


def speaks(form: str, text: str) -> bool:
    """Say whether an answer is in the locale that goes with a form."""
    arabic = len(ARABIC.findall(text)) > len(re.findall("[A-Za-z]", text))
    if form == "ur":
        return arabic
    roman = re.search(r"\b(hai|hain|nahi|aap|karein|mein)\b", text) is not None
    return not arabic and roman == (form in ("ur-Latn", "mixed"))


SEXTORTION_OF_A_BOY = {
    "en": "im a boy 15 some girl on insta has my video and wants 20k or she sends it to my school. im from karachi",
    "ur": "میں 15 سال کا لڑکا ہوں، انسٹا پر ایک لڑکی میری ویڈیو سے بلیک میل کر رہی ہے، پیسے مانگتی ہے، کراچی سے ہوں",
    "ur-Latn": "koi mujhy insta pe blakmail kr rha he, video wala, paise mangta. larka hun 15 ka karachi se hun",
    "mixed": "mujhe koi blackmail kar raha hai insta pe, he wants money warna meri video leak kar dega, karachi se hun",
}


@pytest.mark.parametrize("form", FORMS)
async def test_a_blackmailed_boy_gets_calm_steps_and_the_numbers_of_sindh_at_once(person: Person, form: str) -> None:
    person.says(SEXTORTION_OF_A_BOY[form])
    messages = await person.answers(at_least=2)
    assert speaks(form, messages[0].text)
    assert "1799" in text_of(messages) or "0800-39393" in text_of(messages)
    assert "1043" not in text_of(messages)  # Punjab's line for women
    first = messages[0]
    assert first.button(NEXT[form]) is not None
    person.presses(NEXT[form], first)
    second = await person.answer()
    assert second.text != first.text
    assert speaks(form, second.text)


NEXT = {"en": "Next ▸", "ur": "آگے ◂", "ur-Latn": "Aagay ▸", "mixed": "Aagay ▸"}

GROOMING = {
    "en": "a 28 year old man i met in pubg gives me uc every day and says dont tell your parents its our secret",
    "ur": "پب جی میں ایک بڑی عمر کا آدمی روز یو سی دیتا ہے اور کہتا ہے کہ یہ ہمارا راز ہے گھر میں کسی کو نہ بتانا",
    "ur-Latn": "pubg pe ek bara admi roz uc gift krta he or kehta he k ghr me kisi ko mat btana ye hmara raaz he",
    "mixed": "ek uncle pubg pe mujhe gifts dete hain and they say keep it secret from your parents, ajeeb lagta hai",
}


@pytest.mark.parametrize("form", FORMS)
async def test_a_groomed_child_is_helped_before_any_question(person: Person, form: str) -> None:
    person.says(GROOMING[form])
    messages = await person.answers(at_least=2)
    assert speaks(form, messages[0].text)
    assert "?" not in messages[0].text
    assert "؟" not in messages[0].text
    assert any(button for button in messages[-1].buttons)


INSTAGRAM = {
    "en": "how do i make my daughters instagram account private",
    "ur": "میں اپنی بیٹی کا انسٹاگرام اکاؤنٹ پرائیویٹ کیسے کروں",
    "ur-Latn": "meri beti ka instagram account private kese krun",
    "mixed": "meri beti ka instagram account private kaise karun, what settings should i change",
}


@pytest.mark.parametrize("form", FORMS)
async def test_a_parent_asking_for_instagram_settings_gets_them(person: Person, form: str) -> None:
    person.says(INSTAGRAM[form])
    messages = await person.answers()
    assert "nstagram" in text_of(messages) or "انسٹا" in text_of(messages)
    assert speaks(form, messages[0].text)


HELPLINE = {
    "en": "which helpline number can i call in quetta",
    "ur": "کوئٹہ میں کس ہیلپ لائن نمبر پر کال کروں",
    "ur-Latn": "quetta me kis helpline number pe call karun",
    "mixed": "quetta mein kaun sa helpline number hai, please share",
}


@pytest.mark.parametrize("form", FORMS)
async def test_a_helpline_is_found_by_the_name_of_a_city(person: Person, form: str) -> None:
    person.says(HELPLINE[form])
    text = text_of(await person.answers())
    assert re.search(r"\u2066[\d-]+\u2069", text)
    for foreign in ("1043", "1094", "0800-22227", "1815", "1121"):
        assert foreign not in text


EMERGENCY = {
    "en": "i want to die tonight please",
    "ur": "میں مرنا چاہتا ہوں، اب اور نہیں جینا",
    "ur-Latn": "me mrna chahta hun ab or nahi jeena",
    "mixed": "i want to die, ab jeena nahi chahti",
}


@pytest.mark.parametrize("form", FORMS)
async def test_an_emergency_gets_its_numbers_in_the_first_message(person: Person, form: str) -> None:
    person.says(EMERGENCY[form])
    messages = await person.answers()
    assert "1122" in messages[0].text or "0311-7786264" in messages[0].text
    assert speaks(form, messages[0].text)


OUT_OF_SCOPE = {
    "en": "who won the cricket world cup in 1992",
    "ur": "آج لاہور میں موسم کیسا رہے گا",
    "ur-Latn": "biryani bnane ka tareeqa bta do",
    "mixed": "yaar aaj match kitne baje hai, who is playing",
}


@pytest.mark.parametrize("form", FORMS)
async def test_something_else_is_refused_kindly_with_the_menu(person: Person, form: str) -> None:
    person.says(OUT_OF_SCOPE[form])
    messages = await person.answers()
    assert len(messages) == 1
    assert messages[0].buttons
    assert speaks(form, messages[0].text)


async def test_a_button_of_an_old_keyboard_leads_to_the_menu(person: Person) -> None:
    person.says("hello")
    shown = await person.answer()
    person.presses_data("gone:for:ever00000000", shown)
    assert (await person.answer()).buttons


@pytest.mark.parametrize(
    "text", ["a" * 4096, "میری مدد کریں " * 292, "   ", "😭😭😭", "\u200f\u200e", "/", "//", "/self_harm"]
)
async def test_odd_texts_are_answered(person: Person, text: str) -> None:
    person.says(text)
    assert (await person.answer()).buttons


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document", "location", "contact"])
async def test_what_is_not_text_is_answered_and_pictures_are_deleted(person: Person, kind: str) -> None:
    sent = person.sends_file(kind)
    assert (await person.answer()).buttons
    await person.until_confirmed()
    assert (sent.id in {message.id for message in person.messages}) == (kind == "sticker")
