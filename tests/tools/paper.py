"""Two small plans of our own making, of places that the samples do not have, as a person would add them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from policy.documents import PolicyDocument
from policy.parsing import parse_document
from vectorstore.library import PolicyLibrary

NANKAI = """南开区人民政府关于印发南开区招商引资工作实施方案的通知
南开政发〔2024〕3号

各相关单位：

现将《南开区招商引资工作实施方案》印发给你们，请遵照执行。

南开区招商引资工作实施方案

根据《天津市招商引资若干措施》（津政发〔2023〕9号），制定本方案。

一、重点任务

（一）加强精准招商。围绕数字经济招商引资，全年引进项目20个以上，2024年6月底前完成项目库建设。（牵头单位：区商务局；责任单位：区发展改革委、区科技局；配合单位：区税务局）

（二）优化营商环境。推行“一网通办”，审批时限压缩50%。（责任单位：区政务服务办）

（三）强化统筹调度。每季度通报一次进展。

二、保障措施

（一）加强政策宣讲。长期坚持送政策上门，建设“南开智谷”展厅。（责任单位：区商务局、区科技局）

南开区人民政府
2024年1月15日
"""

HEXI = """河西区2025年招商引资工作要点

一、招商引资

（一）拓展招商渠道。围绕数字经济招商引资，2025年底前引进项目30个以上。（责任单位：区合作交流办）

（二）加强楼宇招商。盘活空置楼宇10万平方米。

二、服务企业

（一）建立走访机制。每月走访重点企业。（责任单位：区工信局、区商务局）

河西区人民政府
2025年1月6日
"""


def read(folder: Path, name: str, text: str) -> PolicyDocument:
    """The text as a file of that name, read as any other."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return parse_document(path)


@contextmanager
def shelf(folder: Path, texts: Mapping[str, str]) -> Iterator[PolicyLibrary]:
    """A library of these texts, each by its file name, searched by keyword alone."""
    with PolicyLibrary(folder / "library", embedder=None) as library:
        for name, text in texts.items():
            library.add(read(folder, name, text))
        yield library
