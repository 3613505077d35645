"""JSON Schemas of our types for other programs: without the docstrings, which speak to whoever reads the code."""

from typing import Any

from pydantic import BaseModel

_OURS = ("title", "description")


def arguments_schema(model: type[BaseModel]) -> dict[str, Any]:
    """What to send; each field keeps its Chinese explanation."""
    schema = model.model_json_schema()
    schema.pop("title", None)
    return schema


def result_schema(model: type[BaseModel]) -> dict[str, Any]:
    """What comes back, every field named and typed."""
    cleaned: dict[str, Any] = without_docstrings(model.model_json_schema(mode="serialization"))
    return cleaned


def without_docstrings(schema: Any) -> Any:
    """The schema without titles and descriptions; properties that are called so stay.

    >>> without_docstrings({"title": "Task", "properties": {"title": {"title": "Title", "type": "string"}}})
    {'properties': {'title': {'type': 'string'}}}
    """
    if isinstance(schema, list):
        return [without_docstrings(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: without_docstrings(each) for name, each in value.items()}
        if key in ("properties", "$defs")
        else without_docstrings(value)
        for key, value in schema.items()
        if key not in _OURS
    }
