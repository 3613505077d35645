from policy.unit_lists import read_unit_list


def printed(text: str, *, labelled: bool) -> list[str]:
    return [unit.printed for unit in read_unit_list(text, 0, len(text), 0, None, labelled, {})]


def test_a_labelled_list_is_trusted() -> None:
    assert printed("东方财信、城投公司", labelled=True) == ["东方财信", "城投公司"]


def test_a_list_without_label_must_look_like_bodies() -> None:
    assert printed("优化服务、提高效率负责", labelled=False) == []
    assert printed("合肥海关负责", labelled=False) == ["合肥海关"]


def test_words_around_a_name_are_left_out() -> None:
    assert printed("由市商务局会同市税务局等有关部门按职责分工负责", labelled=True) == ["市商务局", "市税务局"]


def test_高等_is_no_等() -> None:
    assert printed("高等院校、市教育局等", labelled=True) == ["高等院校", "市教育局"]
