"""The elements of a document's head, after GB/T 9704—2012 chapter 7, as frozen values; `policy.header` reads them."""

from datetime import date
from typing import Literal

from policy.values import Frozen, Span

Genre = Literal[
    "notice", "opinion", "plan", "work_points", "measures", "regulation", "report", "interview", "announcement",
    "decision", "letter", "standard", "other",
]  # fmt: skip
Status = Literal["in_force", "draft_for_comment", "repealed", "interview", "digest", "unknown"]

GENRE_NAMES: dict[Genre, str] = {
    "notice": "通知", "opinion": "意见", "plan": "方案", "work_points": "工作要点", "measures": "措施办法",
    "regulation": "法规规章", "report": "报告", "interview": "访谈", "announcement": "公告", "decision": "决定",
    "letter": "函", "standard": "标准规程", "other": "其他",
}  # fmt: skip
STATUS_NAMES: dict[Status, str] = {
    "in_force": "现行有效", "draft_for_comment": "征求意见稿", "repealed": "已废止", "interview": "访谈表态",
    "digest": "摘编", "unknown": "效力未注明",
}  # fmt: skip


class DocumentNumber(Frozen):
    """发文字号 (GB/T 9704—2012 7.2.5): 东丽政发〔2017〕32号 → agency_code 东丽政发, year 2017, serial 32."""

    agency_code: str
    year: int
    serial: int
    printed: str

    def __str__(self) -> str:
        """The normal form: without spaces, with hexagonal brackets or, for an order, as 税务总局公告2018年第28号."""
        if self.agency_code.endswith(("公告", "令")) and "年" in self.printed:
            return f"{self.agency_code}{self.year}年第{self.serial}号"
        return f"{self.agency_code}〔{self.year}〕{self.serial}号"


class CitedDocument(Frozen):
    """Another document that the text names: 《…》（…〔…〕…号）; number is None where none is printed."""

    title: str
    number: DocumentNumber | None
    start: int
    end: int


class LabelledField(Frozen):
    """A 'label: value' line of the 信息公开 table, the contact block or the like; start and end are the value's."""

    label: str
    value: str
    start: int
    end: int


class Region(Frozen):
    """The place a document is of. name is the narrowest one (东丽区); parents go upwards (天津市)."""

    name: str
    level: Literal["nation", "province", "city", "district", "development_zone"]
    parents: tuple[str, ...] = ()


class DocumentHeader(Frozen):
    """The elements of GB/T 9704—2012 chapter 7 that were found; None or empty where the document has none.

    title is the outer title; inner_title that of the plan a notice forwards. signing_date 成文日期, issue_date 印发日期
    (版记), publish_date the day it was put online; comment_deadline only in a draft for comment. year is the year that
    the tasks are for: printed in the title, else that of the earliest date. corrected: the fields that a person has set
    (see `policy.corrections`).
    """

    title: str
    inner_title: str | None = None
    document_number: DocumentNumber | None = None
    issuing_agencies: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signing_date: date | None = None
    issue_date: date | None = None
    publish_date: date | None = None
    effective_date: date | None = None
    expiry_date: date | None = None
    comment_deadline: date | None = None
    copied_to: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    genre: Genre = "other"
    region: Region | None = None
    status: Status = "unknown"
    index_code: str | None = None
    subject_category: str | None = None
    year: int | None = None
    cited_documents: tuple[CitedDocument, ...] = ()
    fields: tuple[LabelledField, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()
    corrected: tuple[str, ...] = ()

    def span_of(self, name: str) -> Span | None:
        """Where the field of that name was read, or None when it was not read from the text."""
        return next((span for field, span in self.spans if field == name), None)
