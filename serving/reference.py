"""The page at /api: every address with its fields, made from the OpenAPI schema; one HTML file that loads nothing."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

_STYLE = Markup(
    "body{font:16px/1.7 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2733}"
    "h2{margin-top:2.2rem;border-bottom:1px solid #d5dde5}code,pre{font:14px/1.5 ui-monospace,monospace}"
    "pre{background:#f3f6f9;padding:.8rem;overflow:auto}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #d5dde5;padding:.3rem .6rem;text-align:left;vertical-align:top}"
)
_PAGE = Markup(
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>策问接口</title>'
    '<meta name="viewport" content="width=device-width"><style>{style}</style></head><body><h1>策问接口</h1>'
    '<p>{about}</p><p>机器可读的说明：<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）。</p>'
    "{sections}</body></html>"
)
_SECTION = Markup("<h2>{method} <code>{path}</code> {summary}</h2><p>{told}</p>{fields}{example}")
_HEAD = Markup("<table><tr><th>字段</th><th>类型</th><th>说明</th></tr>{rows}</table>")
_ROW = Markup("<tr><td><code>{name}</code>{needed}</td><td><code>{kind}</code></td><td>{told}</td></tr>")
_KINDS = {"string": "文字", "integer": "整数", "boolean": "是否", "number": "数", "object": "对象", "null": "空"}


def reference_html(schema: dict[str, Any]) -> str:
    """The page. Everything in it is escaped; nothing in it comes from documents."""
    sections = Markup("").join(_sections(schema))
    return str(_PAGE.format(style=_STYLE, about=schema["info"]["description"], sections=sections))


def _sections(schema: dict[str, Any]) -> Iterator[Markup]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            body = _body(operation, schema)
            told, summary = operation.get("description", ""), operation.get("summary", "")
            yield _SECTION.format(
                method=method.upper(), path=path, summary=summary, told=told,
                fields=_fields(body, schema), example=_example(method, path, body),
            )  # fmt: skip


def _body(operation: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what is sent; {} where nothing is."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return _followed(content.get("schema", {}), schema)


def _followed(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = str(shape.get("$ref", "")).rpartition("/")[2]
    found: dict[str, Any] = schema["components"]["schemas"].get(name, shape)
    return found


def _fields(body: dict[str, Any], schema: dict[str, Any]) -> Markup:
    needed = body.get("required", [])
    rows = Markup("").join(
        _ROW.format(
            name=name, needed="（必填）" if name in needed else "", kind=_kind(field, schema),
            told=field.get("description", ""),
        )
        for name, field in body.get("properties", {}).items()
    )  # fmt: skip
    return _HEAD.format(rows=rows) if rows else Markup("")


def _kind(field: dict[str, Any], schema: dict[str, Any]) -> str:
    if "enum" in field:
        return "、".join(map(str, field["enum"]))
    if "anyOf" in field:
        return " 或 ".join(dict.fromkeys(_kind(each, schema) for each in field["anyOf"] if each.get("type") != "null"))
    if field.get("type") == "array":
        return f"若干{_kind(field.get('items', {}), schema)}"
    return _KINDS.get(field.get("type", "object"), "对象")


def _example(method: str, path: str, body: dict[str, Any]) -> Markup:
    """How it is called from a shell, with only what must be sent."""
    sent = ", ".join(f'"{name}": …' for name in body.get("required", []))
    data = f" -H 'Content-Type: application/json' -d '{{{sent}}}'" if method == "post" else ""
    return Markup("<pre>curl http://127.0.0.1:7860{}{}</pre>").format(path, data)
