"""规范引注: how an office cites a document or a place in it."""

from datetime import date


def standard_reference(title: str, *, number: str | None, day: date | None, locator: str = "") -> str:
    """《标题》（文号，日期）定位; what is None or empty is left out.

    >>> standard_reference("工作要点", number="东丽政发〔2017〕32号", day=date(2017, 12, 31), locator="二、（四）")
    '《工作要点》（东丽政发〔2017〕32号，2017年12月31日）二、（四）'
    """
    printed = f"{day.year}年{day.month}月{day.day}日" if day else ""
    inside = "，".join(part for part in (number, printed) if part)
    return f"《{title}》{f'（{inside}）' if inside else ''}{locator}"
