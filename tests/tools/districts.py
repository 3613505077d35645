"""Three small plans of our own making that say much the same, much else, and some of it in other words."""

from pathlib import Path

from tests.tools.paper import read
from vectorstore.library import PolicyLibrary

JINGHAI = """静海区2025年重点工作方案

一、重点任务

（一）促进招商引资。开展“百企进区”活动，落实“一企一策”，全年引进项目20个以上。建立“静心服务”品牌。（责任单位：区商务局）

（二）发展医疗卫生事业。调整优化医疗卫生资源布局，补齐基层短板。深化公立医院改革。

（三）盘活闲置土地。鼓励联合开发，处置“僵尸企业”。

二、保障措施

（一）加强考核督促。各单位于每季度结束后的十个工作日内，向区政府报送完成情况。强化考核结果运用。

静海区人民政府
2025年1月15日
"""

BAODI = """宝坻区2025年重点工作方案

一、重点任务

（一）促进招商引资。开展“百企进区”活动，全年引进项目30个以上。打造“宝地链通”平台。（责任单位：区投促局）

（二）建设健康城区。深化公立医院改革，完善分级诊疗制度，提高诊疗服务能力。

（三）提升行政效能。推行“僵尸企业”出清预警。

二、保障措施

（一）完善考核机制。实行月调度、季汇报，加强考核督促。

宝坻区人民政府
2025年2月6日
"""

JIZHOU = """蓟州区2024年重点工作方案

一、重点任务

（一）促进招商引资。落实“一企一策”，全年引进项目10个以上，招商到位资金5亿元。

（二）优化空间布局。编制村庄规划。

蓟州区人民政府
2024年1月8日
"""


def fill_districts(library: PolicyLibrary, folder: Path) -> None:
    """All three into the library."""
    for name, text in (("静海.txt", JINGHAI), ("宝坻.txt", BAODI), ("蓟州.txt", JIZHOU)):
        library.add(read(folder, name, text))
