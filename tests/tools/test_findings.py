"""What one place's documents hold on a topic."""

from tools.findings import Findings, find_on_topic
from tools.needs import need_of
from tools.themed import broadened
from vectorstore.library import PolicyLibrary


def headings(findings: Findings) -> list[str]:
    return [found.clause.heading for found in findings.clauses]


def texts(findings: Findings) -> list[str]:
    return [excerpt.text for excerpt in findings.excerpts]


def found(library: PolicyLibrary, topic: str, *regions: str) -> tuple[Findings, ...]:
    return find_on_topic(library, [(region, topic) for region in regions], documents=None)


def test_clause_that_uses_other_words_is_found_by_its_theme(districts: PolicyLibrary) -> None:
    jinghai, baodi = found(districts, "医疗卫生改革", "静海区", "宝坻区")
    assert headings(jinghai) == ["发展医疗卫生事业"]
    assert headings(baodi) == ["建设健康城区"]
    assert baodi.in_other_words


def test_sentences_of_all_are_chosen_in_the_words_of_the_theme(districts: PolicyLibrary) -> None:
    jinghai, _ = found(districts, "医疗卫生改革", "静海区", "宝坻区")
    assert "深化公立医院改革。" in texts(jinghai)


def test_nothing_is_found_where_neither_words_nor_theme_are_there(districts: PolicyLibrary) -> None:
    (jizhou,) = found(districts, "医疗卫生改革", "蓟州区")
    assert not jizhou.clauses
    assert not jizhou.excerpts


def test_a_quoted_name_is_never_found_in_other_words(districts: PolicyLibrary) -> None:
    (jizhou,) = found(districts, "“百企进区”招商引资", "蓟州区")
    assert not any("百企进区" in text for text in texts(jizhou))


def test_each_district_is_searched_for_its_own_topic(districts: PolicyLibrary) -> None:
    jinghai, baodi = find_on_topic(districts, [("静海区", "招商引资"), ("宝坻区", "考核督促")], documents=None)
    assert headings(jinghai) == ["促进招商引资"]
    assert headings(baodi) == ["完善考核机制"]


def test_a_time_that_is_asked_for_prefers_clauses_with_times(districts: PolicyLibrary) -> None:
    jinghai, _ = found(districts, "考核督促的频次", "静海区", "宝坻区")
    assert headings(jinghai) == ["加强考核督促"]


def test_excerpts_begin_after_number_and_heading(districts: PolicyLibrary) -> None:
    (baodi,) = found(districts, "健康城区", "宝坻区")
    assert texts(baodi)[0].startswith("深化公立医院改革")


def test_excerpts_are_verbatim_and_leave_out_the_bracket_of_units(districts: PolicyLibrary) -> None:
    (jinghai,) = found(districts, "招商引资", "静海区")
    for excerpt in jinghai.excerpts:
        text = districts.document(excerpt.found.card.doc_id).text
        assert text[excerpt.start : excerpt.end] == excerpt.printed
    assert not any(text.startswith("（责任单位") for text in texts(jinghai))


def test_broadened_words_weigh_alike_and_stand_for_their_parts(districts: PolicyLibrary) -> None:
    need = broadened(need_of("医疗卫生改革"))
    assert need.coverage("深化公立医院改革") > 0.5
    assert len({term.weight for term in need.terms}) == 1


def test_excerpt_of_a_row_stays_inside_the_cell_of_its_measure(samples_library: PolicyLibrary) -> None:
    rows = {
        row.clause_id: row
        for card in samples_library.documents()
        for table in samples_library.document(card.doc_id).tables
        for row in table.rows
    }
    topics = ("监管平台", "智慧城市", "指导协调")
    excerpts = [e for topic in topics for f in found(samples_library, topic, "滨海新区") for e in f.excerpts]
    quoted = [excerpt for excerpt in excerpts if excerpt.found.clause.clause_id in rows]
    assert quoted
    assert not any(excerpt.printed[0].isdigit() for excerpt in quoted)
    for excerpt in quoted:
        cells = rows[excerpt.found.clause.clause_id].cells
        assert any(cell.start <= excerpt.start and excerpt.end <= cell.end for cell in cells)
