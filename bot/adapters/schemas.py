"""The JSON Schemas for editors, made from the forms that content files are read with."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.adapters.content_forms import (
    CardForm,
    PageForm,
    QuizForm,
    QuizLabelsForm,
    SourceForm,
    TextsForm,
    WordsForm,
)

FORMS: dict[str, type[BaseModel]] = {
    "card": CardForm,
    "page-head": PageForm,
    "quiz": QuizForm,
    "quiz-labels": QuizLabelsForm,
    "words": WordsForm,
}
FORMS_OF_ENTRIES: dict[str, type[BaseModel]] = {"sources": SourceForm, "platforms": TextsForm}
"""Files whose every key holds such a form."""


def schemas() -> dict[str, str]:
    """Return file name -> JSON Schema as text."""
    made = {name: form.model_json_schema(by_alias=True) for name, form in FORMS.items()}
    made |= {name: _entries(form.model_json_schema(by_alias=True)) for name, form in FORMS_OF_ENTRIES.items()}
    return {
        f"{name}.schema.json": json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2, ensure_ascii=False
        )
        + "\n"
        for name, schema in made.items()
    }


def _entries(form: dict[str, Any]) -> dict[str, Any]:
    return {"title": f"{form.get('title', '')}s", "type": "object", "additionalProperties": form}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into a folder; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
        paths.append(folder / name)
    return paths
