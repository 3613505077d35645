from policy.cited_documents import find_cited_documents


def test_a_cited_document_has_the_number_in_the_bracket_behind_it() -> None:
    text = "根据《天津市人民政府批转市发展改革委意见的通知》(津政发〔2017〕18号)和《试点经验清单》"
    cited = find_cited_documents(text)
    assert [(c.title, c.number and str(c.number)) for c in cited] == [
        ("天津市人民政府批转市发展改革委意见的通知", "津政发〔2017〕18号"),
        ("试点经验清单", None),
    ]
    assert text[cited[0].start : cited[0].end].endswith("18号)")


def test_inner_marks_of_either_kind_stay_in_the_title() -> None:
    text = "《办公厅印发<指导意见>分工方案的通知》和《关于印发《工作规则》的通知》"
    assert [c.title for c in find_cited_documents(text)] == [
        "办公厅印发<指导意见>分工方案的通知",
        "关于印发《工作规则》的通知",
    ]


def test_a_title_broken_over_a_line_end_is_joined() -> None:
    assert (
        find_cited_documents("落实《中共中央 国务院关于建立规划体\n系的若干意见》")[0].title
        == "中共中央 国务院关于建立规划体系的若干意见"
    )


def test_the_own_title_newspapers_and_certificates_are_not_cited() -> None:
    text = "现将《工作方案》印发，刊登于《人民日报》，出具《业绩证明函》"
    assert find_cited_documents(text, own_titles=("工作方案",)) == ()


def test_a_number_given_later_is_not_lost() -> None:
    cited = find_cited_documents("《管理办法》规定。《管理办法》（财税〔2014〕42号）")
    assert [str(c.number) for c in cited] == ["财税〔2014〕42号"]


def test_an_opening_mark_without_a_partner_does_not_swallow_the_text() -> None:
    assert [c.title for c in find_cited_documents("《" + "文" * 300 + "《实施方案》")] == ["实施方案"]
