"""Kinds of damage to content files. What staff are shown for each stands in data/faults.txt."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], None]
"""Damages a content folder."""
FIRST = "cards/samples/first_card"
SECOND = "cards/samples/second_card"


@dataclass(frozen=True)
class Damage:
    """A change of the good folder."""

    name: str
    change: Change


def swap(name: str, old: str, new: str) -> Change:
    """Replace the first `old` in a file."""

    def change(content: Path) -> None:
        path = content / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def cut(name: str, start: str) -> Change:
    """Delete the rest of a file from `start` on."""

    def change(content: Path) -> None:
        path = content / name
        path.write_text(path.read_text(encoding="utf-8").split(start)[0], encoding="utf-8")

    return change


def put(name: str, data: bytes | str) -> Change:
    """Write a file anew."""
    return lambda content: (content / name).write_bytes(data if isinstance(data, bytes) else data.encode()) and None


def drop(name: str) -> Change:
    """Delete a file."""
    return lambda content: (content / name).unlink()


def make_folder(name: str) -> Change:
    """Put a folder where a file was."""

    def change(content: Path) -> None:
        (content / name).unlink()
        (content / name).mkdir()

    return change


def recode(name: str, encoding: str) -> Change:
    """Save a file in another encoding."""
    return lambda content: put(name, (content / name).read_text(encoding="utf-8").encode(encoding, "replace"))(content)


def exchange(one: str, other: str) -> Change:
    """Swap two files."""

    def change(content: Path) -> None:
        first, second = (content / one).read_bytes(), (content / other).read_bytes()
        (content / one).write_bytes(second)
        (content / other).write_bytes(first)

    return change


def rename(one: str, other: str) -> Change:
    """Rename a file or folder."""
    return lambda content: (content / one).rename(content / other) and None


def copy_card(content: Path) -> None:
    """Put a card with the id of another one onto another shelf."""
    target = content / "cards" / "another" / "first_card"
    target.mkdir(parents=True)
    for path in (content / FIRST).iterdir():
        (target / path.name).write_bytes(path.read_bytes())


CARD = f"{FIRST}/card.yaml"
EN = f"{FIRST}/en.md"
UR = f"{FIRST}/ur.md"
ROMAN = f"{FIRST}/ur-Latn.md"
LONG = "Keep the messages. " * 40

DAMAGES = (
    # files
    Damage("missing card file", drop(CARD)),
    Damage("missing language", drop(ROMAN)),
    Damage("empty file", put(UR, "")),
    Damage("only spaces", put(CARD, "  \n\n")),
    Damage("only comments", put(CARD, "# id: first_card\n")),
    Damage("huge file", put(EN, "a" * 300_000)),
    Damage("folder instead of a file", make_folder(EN)),
    Damage("wrong encoding", recode(UR, "cp1256")),
    Damage("UTF-16", recode(UR, "utf-16")),
    Damage("byte order mark", recode(EN, "utf-8-sig")),
    Damage("control character", swap(EN, "Stay", "\x00Stay")),
    Damage("strange file", put(f"{FIRST}/ur (copy).md", "x")),
    # YAML
    Damage("tab", swap(CARD, "sources:", "\tsources:")),
    Damage("wrong indent", swap(CARD, "links:", " links:")),
    Damage("key without colon", swap(CARD, "confidence: medium", "confidence medium")),
    Damage("open bracket", swap(CARD, "[UNICEF-CB, RULE]", "[UNICEF-CB, RULE")),
    Damage("open quotation mark", swap(CARD, 'phone."}', "phone.}")),
    Damage("colon in a value", swap(CARD, "situation: disclose", "situation: help: disclose")),
    Damage("second document", swap(CARD, "intents:", "---\nintents:")),
    Damage("key twice", swap(CARD, "intents: []", "intents: []\nid: other")),
    Damage("alias", swap(CARD, "[UNICEF-CB, RULE]", "&a [*a]")),
    Damage("tag", swap(CARD, "id: first_card", "id: !python/name:os first_card")),
    Damage("deep nesting", put(CARD, "id: " + "[" * 5000)),
    # form
    Damage("missing key", swap(CARD, "checked: 2026-11-22\n", "")),
    Damage("misspelt key", swap(CARD, "sensitive:", "sensitiv:")),
    Damage("unknown key", swap(CARD, "sensitive:", "colour: red\nsensitive:")),
    Damage("neither true nor false", swap(CARD, "sensitive: true", "sensitive: perhaps")),
    Damage("no day", swap(CARD, "checked: 2026-11-22", "checked: 22 November")),
    Damage("impossible day", swap(CARD, "until: 2027-02-22", "until: 2027-02-31")),
    Damage("text instead of a list", swap(CARD, "intents: []", "intents: all")),
    Damage("list instead of a text", swap(CARD, "id: first_card", "id: [first_card]")),
    Damage("unknown intent", swap(CARD, "disclose_bullying", "disclose_buling")),
    Damage("unknown platform", swap(f"{SECOND}/card.yaml", "instagram", "orkut")),
    Damage("unknown confidence", swap(CARD, "medium", "very sure")),
    Damage("id in capitals", swap(CARD, "id: first_card", "id: First Card")),
    Damage("renamed folder", rename(SECOND, "cards/samples/second")),
    Damage("duplicate id", copy_card),
    Damage("missing head", swap(EN, "---\nbutton: Somebody is mean to me\nwritten: 2026-11-22\n---\n", "")),
    Damage("missing button", swap(EN, "button: Somebody is mean to me\n", "")),
    Damage("empty button", swap(EN, "button: Somebody is mean to me", "button:")),
    Damage("unknown section", swap(EN, "## child", "## children")),
    Damage("section twice", swap(EN, "## adult", "## child")),
    Damage("text before the first heading", swap(EN, "## child", "Hello.\n## child")),
    Damage("empty step", swap(EN, "---\nKeep", "---\n---\nKeep")),
    Damage("no text at all", put(EN, "---\nbutton: A\nwritten: 2026-11-22\n---\n")),
    # rules
    Damage("dead link", swap(CARD, "- to: second_card", "- to: secnd_card")),
    Damage("link to itself", swap(CARD, "- to: second_card", "- to: first_card")),
    Damage("same link twice", swap(CARD, "- to: second_card", "- to: second_card\n- to: second_card")),
    Damage("section missing in Urdu", cut(UR, "## adult")),
    Damage("step missing in Roman Urdu", swap(ROMAN, "---\nKabhi", "\nKabhi")),
    Damage("long message", swap(EN, "Stay calm", LONG + "Stay calm")),
    Damage("long button", swap(EN, "Somebody is mean to me", "Somebody is always very mean to me")),
    Damage("phone number", swap(EN, "help:", "help: 0800-12345678.")),
    Damage("number in Urdu digits", swap(UR, "ثبوت رکھیں۔", "ثبوت رکھیں، ۰۳۰۰ ۱۲۳۴۵۶۷ پر۔")),
    Damage("number broken by marks", swap(UR, "ثبوت", "\u20660300\u2069 \u20661234567\u2069 ثبوت")),
    Damage("short code", swap(ROMAN, "saboot rakhein.", "saboot rakhein, 1099 par call karein.")),
    Damage("blame", swap(EN, "Stay calm", "You should not have answered. Stay calm")),
    Damage("blame in other letters", swap(UR, "پرسکون رہیں", "يه آپ كا قصور ہے، پرسکون رہیں")),
    Damage("sexual word", swap(EN, "the messages. These", "the n.u.d.e messages. These")),
    Damage("topic on the lock screen", swap(EN, "It is good", "Cyber abuse is bad. It is good")),
    Damage("script tag", swap(EN, "Stay calm", "<script>alert(1)</script> Stay calm")),
    Damage("bold", swap(EN, "Stay calm", "**Stay calm**")),
    Damage("unknown placeholder", swap(EN, "Stay calm", "{name}, stay calm")),
    Damage("helplines inside a line", swap(EN, "\n\n{helplines}", " {helplines}")),
    Damage("helplines twice", swap(EN, "{helplines}", "{helplines}\n---\n{helplines}")),
    Damage("link inside a line", swap(EN, "Stay calm", "See https://example.org and stay calm")),
    Damage("unsafe link", swap(EN, "Stay calm", "http://example.org\nStay calm")),
    Damage("Arabic letter", swap(UR, "پرسکون", "پرسکون كھیں")),
    Damage("Urdu digit", swap(UR, "پرسکون", "۲ پرسکون")),
    Damage("open direction", swap(UR, "پرسکون", "\u2067پرسکون")),
    Damage("closed direction", swap(UR, "پرسکون", "\u2069پرسکون")),
    Damage("turned letters", swap(UR, "پرسکون", "\u202eپرسکون")),
    Damage("tab in a text", swap(EN, "Stay calm", "Stay\tcalm")),
    Damage("swapped languages", exchange(EN, ROMAN)),
    Damage(
        "English in the Urdu file",
        put(
            f"{SECOND}/ur.md",
            "---\nbutton: Private\nwritten: 2026-11-22\n---\n## child\nOpen the settings of the app to see it.\n",
        ),
    ),
    Damage("older translation", swap(EN, "written: 2026-11-22", "written: 2026-11-23")),
    Damage("unknown source", swap(CARD, "UNICEF-CB", "UNICEF-BC")),
    Damage("no source", swap(CARD, "[UNICEF-CB, RULE]", "[]")),
    Damage("missing review note", swap(CARD, '"Read the steps on a phone."', '""')),
    Damage("memory with high confidence", swap(f"{SECOND}/card.yaml", "[UNICEF-CB]", "[MEM]")),
    Damage("review that is past", swap(CARD, "until: 2027-02-22", "until: 2026-11-01")),
    Damage("long sentence", swap(EN, "Stay calm and", "Stay calm and " + "go on and " * 10)),
    Damage(
        "long words",
        swap(
            f"{SECOND}/en.md",
            "Open the settings",
            "Confidentiality considerations notwithstanding, configuration recommendations: open the settings",
        ),
    ),
    Damage("helplines without a situation", swap(CARD, "situation: disclose_bullying\n", "")),
    Damage("card that nothing leads to", swap(f"{SECOND}/card.yaml", "- to: first_card", "")),
    Damage("voice note that is none", put(f"{FIRST}/voice.ur.ogg", "ID3")),
)
