"""The trained model: safe on any text, fast, explained, and refused when it does not fit."""

import dataclasses
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from understanding.archive import read_archive, read_files
from understanding.errors import ModelMissing, ModelUnfit
from understanding.explain import explain
from understanding.model import Model
from understanding.parse import parse
from understanding.platforms import Platforms

NLU = Path(__file__).parents[2] / "nlu"
ARCHIVE = NLU / "models" / "mehfooz.tar.gz"
ZALGO = "h\u0335\u0321\u0322e\u0336\u0315l\u0337p\u0334" * 500


@pytest.fixture(scope="session")
def trained() -> tuple[Model, Platforms]:
    return read_archive(ARCHIVE)


WILD = st.one_of(
    st.text(max_size=4096),
    st.text(alphabet="\u202a\u202e\u200f\u0000\u0301\u0651 اa1😀", max_size=4096),
    st.sampled_from(["", " ", "😀" * 4096, "a" * 4096, "؟" * 4096, "ی " * 2048, "1" * 4096, ZALGO, "ﷺ" * 4096]),
    st.sampled_from(["SELECT * FROM users; --", "<script>alert(1)</script>", "def f(x):\n\treturn x", "/self_harm{}"]),
    st.sampled_from(["मुझे मदद चाहिए", "帮帮我", "помогите мне", "ساعدني من فضلك", "ช่วยด้วย", "도와주세요"]),
)


@settings(max_examples=150, deadline=None)
@given(text=WILD)
def test_any_text_is_read_without_fault(trained: tuple[Model, Platforms], text: str) -> None:
    model, platforms = trained
    found = parse(text, model, platforms)
    assert found.intent == found.ranking[0][0]
    assert 0.0 < found.confidence <= 1.0
    assert sum(chance for _, chance in found.ranking) == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["a b " * 1024, "ی ک " * 1024, ZALGO[:4096], "x" * 4096, "why " * 1000, "😀" * 4096])
def test_no_text_takes_over_20_ms(trained: tuple[Model, Platforms], text: str) -> None:
    model, platforms = trained
    parse(text, model, platforms)
    taken = min(_seconds(text, model, platforms) for _ in range(5))
    assert taken < 0.020


def _seconds(text: str, model: Model, platforms: Platforms) -> float:
    start = time.process_time()
    parse(text, model, platforms)
    return time.process_time() - start


def test_what_is_saved_is_what_is_loaded(trained: tuple[Model, Platforms]) -> None:
    model, platforms = trained
    again = Model.from_files(model.to_files())
    for text in ("koi mujhe blackmail kar raha hai", "کوئی مجھے تنگ کر رہا ہے", "is pubg safe for kids"):
        assert parse(text, again, platforms) == parse(text, model, platforms)


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no model at"):
        read_archive(tmp_path / "none.tar.gz")


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.tar.gz").write_bytes(b"not an archive")
    with pytest.raises(ModelUnfit, match="damaged"):
        read_archive(tmp_path / "bad.tar.gz")


@pytest.mark.parametrize(("key", "value"), [("version", 0), ("reading", "other")])
def test_a_model_of_other_code_is_refused(key: str, value: object) -> None:
    files = read_files(ARCHIVE)
    about = json.loads(files["model.json"])
    files["model.json"] = json.dumps({**about, key: value}).encode()
    with pytest.raises(ModelUnfit):
        Model.from_files(files)


def test_weights_that_do_not_belong_are_refused(trained: tuple[Model, Platforms]) -> None:
    model, _ = trained
    heads = dataclasses.replace(model.heads, weights=model.heads.weights[:-1])
    with pytest.raises(ModelUnfit, match="belong together"):
        Model.from_files(dataclasses.replace(model, heads=heads).to_files())


def test_an_explanation_names_features_and_runner_up(trained: tuple[Model, Platforms]) -> None:
    found = explain("he says he will post my pictures unless i pay", trained[0])
    assert found["for"]
    assert found["rather_than"]["intent"] != found["ranking"][0]["intent"]


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("insta aur وٹس ایپ", {"instagram", "whatsapp"}),
        ("free fire ki id", {"freefire"}),
        ("وائی فائی بند", {"wifi"}),
        ("snapping turtles", set()),
        ("solve x + 5", set()),
    ],
)
def test_platforms_in_any_spelling(trained: tuple[Model, Platforms], text: str, platforms: set[str]) -> None:
    assert {mention.value for mention in trained[1].find(text)} == platforms
