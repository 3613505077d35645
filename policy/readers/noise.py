"""Text that is no text: fonts without a Unicode map, and characters lost in a wrong decoding."""

import re

from policy.errors import BrokenDocumentError

# The private use area holds glyph numbers of fonts without a map.
_NOISE = re.compile(r"\(cid:\d{1,6}\)|\ufffd|[\ue000-\uf8ff]|锟斤拷|烫烫烫")
# Over one in so many printed characters is too much to quote from.
TOLERATED = 10


def is_noise(text: str) -> bool:
    """Whether too much of a text is unreadable.

    >>> is_noise("(cid:31)(cid:7)(cid:12)发展"), is_noise("一、总体要求")
    (True, False)
    """
    lost = sum(map(len, _NOISE.findall(text)))
    return lost > 0 and lost * TOLERATED > len("".join(text.split()))


def noisy(name: str) -> BrokenDocumentError:
    """The error for such a text."""
    return BrokenDocumentError(
        f"《{name}》里的文字是乱码（如“(cid:31)”“\ufffd”，多因字体缺少字符对照表），读不出内容。"
        "请改用 Word 原稿或重新导出，扫描件可安装 OCR 组件后重试。"
    )
