"""Files that are broken, hostile or absurd, made of sound ones: each with the name it comes under.

Not covered: encrypted files and scans (tests of `policy.readers`), which need writers that nothing else here needs.
"""

import io
import random
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

PLAN = "甲区2025年工作要点\n一、招商引资\n（一）拓展渠道。2025年底前引进项目30个以上。（责任单位：区合作交流办）\n"
_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈哈哈">{_ENTITIES}]>'
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

File = tuple[str, bytes]


def broken_files(sound: Sequence[Path], *, count: int, seed: int = 0) -> Iterator[File]:
    """At least `count` of them: first each absurdity once, then the sound ones mutilated at random."""
    made = 0
    for file in (*_absurd_texts(), *_absurd_packages(sound), *_under_wrong_names(sound)):
        made += 1
        yield file
    yield from _mutilated(sound, count=max(0, count - made), chance=random.Random(seed))


def _absurd_texts() -> Iterator[File]:
    yield "空.txt", b""
    yield "空白.md", b" \r\n\t" * 1000
    yield "空字节.txt", b"\0" * 10_000
    yield "夹空字节.txt", PLAN.encode().replace(b"\n", b"\n\0")
    yield "半个字.txt", PLAN.encode()[:-2]
    yield "孤立代理.txt", PLAN.encode() + b"\xed\xa0\x80" + PLAN.encode()
    yield "反向书写.txt", ("\u202e" + PLAN + "\u2066" * 500).encode()
    yield "零宽.txt", "\u200b".join(PLAN).encode()
    yield "控制符.txt", "".join(chr(n) for n in range(1, 32)).encode() + PLAN.encode()
    yield "万个标题.txt", "".join(f"{n}．加强第{n}项工作。\n" for n in range(10_000)).encode()
    yield "万层括号.txt", ("（" * 10_000 + "一" + "）" * 10_000 + PLAN).encode()
    yield "一行到底.txt", ("坚持稳中求进，" * 400_000).encode()
    yield "超长一行.txt", ("坚" * 21_000_000).encode()
    yield "数字成海.txt", ("2025年12月31日前达到100.5%以上，" * 20_000).encode()
    yield "责任单位成海.txt", ("（责任单位：" + "区发改委、" * 100_000 + "）").encode()
    yield "编码谎言.html", b'<meta charset="gb2312">' + PLAN.encode()
    yield "深.html", b"<div>" * 100_000 + PLAN.encode()
    yield "宽表.html", ("<table><tr>" + '<td rowspan="9999" colspan="9999">甲' * 3000 + "</table>").encode()
    yield "脚本.html", b"<script>while(1){}</script>" * 10_000
    yield "万列.md", ("|甲" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|乙" * 10_000 + "|\n").encode()


def _absurd_packages(sound: Sequence[Path]) -> Iterator[File]:
    yield "压缩炸弹.docx", _docx(_WORD.format(_PARAGRAPH.format("坚" * 60_000_000)))
    yield "实体炸弹.docx", _docx(_BILLION + _WORD.format(_PARAGRAPH.format("&a9;")))
    yield "外部实体.docx", _docx(_OUTSIDE + _WORD.format(_PARAGRAPH.format("&a9;")))
    yield "万层嵌套.docx", _docx(_WORD.format("<w:p>" * 20_000 + "</w:p>" * 20_000))
    yield "深表.docx", _docx(_WORD.format("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000))
    yield "重名.docx", _docx(*[_WORD.format(_PARAGRAPH.format(PLAN))] * 2)
    yield "上级路径.docx", _zipped({"../../上级.txt": "越界", "[Content_Types].xml": "wordprocessingml"})
    yield (
        "实体炸弹.xlsx",
        _zipped({"[Content_Types].xml": "spreadsheetml", "xl/workbook.xml": _BILLION + "<x>&a9;</x>"}),
    )
    yield "实体炸弹.ofd", _zipped({"OFD.xml": _BILLION + "<OFD>&a9;</OFD>"})
    yield "套娃.docx", _zipped({"[Content_Types].xml": "wordprocessingml", "word/document.xml": _docx("<x/>")})
    for path in sound:
        if path.suffix == ".docx":
            yield "带宏.docx", _with_part(path.read_bytes(), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 100)


def _under_wrong_names(sound: Sequence[Path]) -> Iterator[File]:
    suffixes = [".txt", ".md", ".html", ".docx", ".pdf", ".xlsx", ".ofd", ".doc", ".png", ".exe", ""]
    for path in sound:
        for suffix in suffixes:
            if suffix != path.suffix:
                yield f"{path.stem}冒名{suffix}", path.read_bytes()


def _mutilated(sound: Sequence[Path], *, count: int, chance: random.Random) -> Iterator[File]:
    for number in range(count):
        path = sound[number % len(sound)]
        way = chance.choice(_WAYS)
        yield f"{way.__name__.strip('_')}-{number}{path.suffix}", way(path.read_bytes(), chance)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _turned(data: bytes, chance: random.Random) -> bytes:
    turned = bytearray(data)
    for _ in range(chance.choice([1, 10, 1000])):
        turned[chance.randrange(len(turned))] = chance.randrange(256)
    return bytes(turned)


def _doubled(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at // 2 :] * chance.choice([2, 20])


def _swapped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[at:] + data[:at]


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 5000))
    return data[:start] + b"\0" * (end - start) + data[end:]


_WAYS = (_cut, _turned, _doubled, _swapped, _zeroed)


def mutilated(data: bytes, chance: random.Random) -> bytes:
    """The same bytes, hurt in one way."""
    return chance.choice(_WAYS)(data, chance)


def _docx(*documents: str) -> bytes:
    return _zipped([("[Content_Types].xml", "wordprocessingml"), *(("word/document.xml", each) for each in documents)])


def _zipped(parts: dict[str, str | bytes] | Sequence[tuple[str, str | bytes]]) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a second part of one name is meant
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, content)
    return made.getvalue()
