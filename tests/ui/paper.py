"""Two hand-made documents, every span of which slices back to its printed form."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from policy.assignments import Deadline, Indicator, Task, Unit
from policy.documents import Clause, ClauseKind, PolicyDocument
from policy.elements import DocumentHeader, DocumentNumber, Region, Status


class Line(NamedTuple):
    """One clause to be: its own text is number + heading + rest."""

    level: int
    number: str
    heading: str
    rest: str = ""
    units: tuple[str, ...] = ()
    due: str = ""
    goal: str = ""


PLAN = (
    Line(0, "", "", "根据市关于深化经济体制改革重点工作的意见，结合我区实际，制定本方案。"),
    Line(1, "一、", "总体要求", "\n坚持稳中求进工作总基调，以供给侧结构性改革为主线，统筹推进各项改革任务落地见效。"),
    Line(1, "二、", "重点改革任务"),
    Line(
        2, "（一）", "推进科技金融体制改革创新",
        "。健全科技金融服务体系，到2025年基金群规模达到3000亿元。（责任单位：区发改委、区金融办、区科委）",
        ("区发改委", "区金融办", "区科委"), "到2025年", "3000亿元",
    ),
    Line(
        2, "（二）", "完善创新驱动发展体制机制",
        "。支持各类主体打造基层创业服务平台，建成30个低成本、便利化、全要素、开放式众创空间，建设创新创业一条街，形成"
        "“苗圃—孵化器—加速器”链条。（责任单位：区人才办、区工信委、区科委、区人力社保局）",
        ("区人才办", "区工信委", "区科委", "区人力社保局"), "", "30个",
    ),
    Line(
        2, "（三）", "构建开放型经济新体制",
        "。主动融入京津冀协同发展，2025年底前引进总部企业10家以上。（牵头单位：区合作交流办；责任单位：区科委、区商务局）",
        ("区合作交流办", "区科委", "区商务局"), "2025年底前", "10家以上",
    ),
    Line(1, "三、", "保障措施"),
    Line(2, "（一）", "加强组织领导", "。区委全面深化改革领导小组统筹协调，定期研究解决重大问题。"),
    Line(
        2, "（二）", "强化督查考核",
        "。将改革任务完成情况纳入年度绩效考评，每半年通报一次。（责任单位：区政府督查室）", ("区政府督查室",),
    ),
)  # fmt: skip
OPINION = (
    Line(0, "", "", "现就推进经济开发区高质量发展提出以下意见，向社会公开征求意见。"),
    Line(
        1, "一、", "优化营商环境",
        "。推行“一枚印章管审批”，2020年底前实现开发区事项区内办结。（责任单位：市营商局）", ("市营商局",), "2020年底前",
    ),
    Line(
        1, "二、", "加大招商引资力度",
        "。每年引进亿元以上项目5个。（责任单位：市商务局、各县（市）区政府）", ("市商务局",), "", "5个",
    ),
)  # fmt: skip


def make_document(
    lines: Sequence[Line], *, doc_id: str, title: str, number: str | None, place: str, status: Status, when: date
) -> PolicyDocument:
    """A document in which every span slices back to its printed form."""
    text, parents = "", dict[int, str]()
    clauses: list[Clause] = []
    tasks: list[Task] = []
    for ordinal, line in enumerate(lines, start=1):
        start = len(text)
        own = f"{line.number}{line.heading}{line.rest}"
        text += own + "\n\n"
        clause = Clause(
            clause_id=f"{doc_id}-{ordinal}", doc_id=doc_id, kind=_kind(line), level=line.level, number=line.number,
            heading=line.heading, text=own, path=(ordinal,), start=start, end=start + len(own),
            locator="".join(filter(None, (_number_of(clauses, parents.get(line.level - 1)), line.number))),
            parent_id=parents.get(line.level - 1) if line.level > 1 else None,
        )  # fmt: skip
        parents[line.level] = clause.clause_id
        clauses.append(clause)
        if line.units:
            tasks.append(_task(clause, line))
    agency, year, serial = ("甲政发", when.year, 32)
    return PolicyDocument(
        doc_id=doc_id, source_name=f"{title}.txt", sha256=doc_id * 6, text=text, clauses=tuple(clauses),
        tasks=tuple(tasks),
        header=DocumentHeader(
            title=title, genre="plan" if number else "opinion", status=status, issue_date=when, year=when.year,
            region=Region(name=place, level="district"),
            document_number=DocumentNumber(agency_code=agency, year=year, serial=serial, printed=number)
            if number
            else None,
        ),
    )  # fmt: skip


def _kind(line: Line) -> ClauseKind:
    return "item" if line.level else "preamble"


def _number_of(clauses: Sequence[Clause], clause_id: str | None) -> str:
    return next((clause.number for clause in clauses if clause.clause_id == clause_id), "")


def _task(clause: Clause, line: Line) -> Task:
    def span(words: str) -> dict[str, int]:
        start = clause.start + clause.text.index(words)
        return {"start": start, "end": start + len(words)}

    lead = "牵头单位" in clause.text
    units = tuple(
        Unit(name=name, printed=name, role="lead" if lead and at == 0 else "responsible", **span(name))
        for at, name in enumerate(line.units)
    )
    quote = line.rest.strip("。").partition("（责任")[0].partition("（牵头")[0]
    due = (
        [Deadline(raw=line.due, kind="year", due=None, rule=None, inferred=False, **span(line.due))] if line.due else []
    )
    target = {"name": "目标", "comparator": "≥", "value": 1, "unit": "个", "due": None, "is_target": True}
    goals = [Indicator.model_validate({"raw": line.goal, **target, **span(line.goal)})] if line.goal else []
    return Task(
        task_id=f"{clause.clause_id}t", doc_id=clause.doc_id, clause_id=clause.clause_id, heading=line.heading,
        quote=quote, units=units, themes=("科技创新",) if "科" in clause.text else ("营商环境",),
        deadlines=tuple(due), indicators=tuple(goals), **span(quote),
    )  # fmt: skip


def plan() -> PolicyDocument:
    """A district's plan in force, with a number."""
    return make_document(
        PLAN, doc_id="aaaaaaaaaa", title="甲区深化经济体制改革重点工作的实施方案", number="甲政发〔2017〕32号",
        place="甲区", status="in_force", when=date(2017, 12, 31),
    )  # fmt: skip


def opinion() -> PolicyDocument:
    """Another place's draft for comment, without a number."""
    return make_document(
        OPINION, doc_id="bbbbbbbbbb", title="乙市关于推进经济开发区高质量发展的实施意见（征求意见稿）", number=None,
        place="乙市", status="draft_for_comment", when=date(2020, 3, 6),
    )  # fmt: skip
