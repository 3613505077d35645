from policy.hierarchy import Mark, nest


def test_continuous_numbers_stay_under_their_section() -> None:
    marks = [Mark("han", 1), Mark("arabic", 1), Mark("arabic", 2), Mark("han", 2), Mark("arabic", 3)]
    assert nest(marks) == (None, 0, 0, None, 3)


def test_restarting_numbers_are_nested_under_each_section() -> None:
    marks = [Mark("han", 1), Mark("han_paren", 1), Mark("arabic", 1), Mark("han_paren", 2), Mark("arabic", 1)]
    assert nest(marks) == (None, 0, 1, 0, 3)


def test_skipped_and_repeated_numbers_are_siblings() -> None:
    marks = [Mark("han", 1), Mark("arabic", 9), Mark("arabic", 11), Mark("arabic", 11)]
    assert nest(marks) == (None, 0, 0, 0)


def test_an_unusual_order_is_learned_from_the_document() -> None:
    marks = [Mark("arabic", 1), Mark("han_paren", 1), Mark("han_paren", 2), Mark("arabic", 2), Mark("han_paren", 1)]
    assert nest(marks) == (None, 0, 0, None, 3)


def test_a_list_in_a_box_does_not_end_the_list_around_it() -> None:
    marks = [
        Mark("arabic", 1),
        Mark("box", 0),
        Mark("arabic", 1),
        Mark("arabic", 2),
        Mark("arabic", 3),
        Mark("arabic", 2),
    ]
    assert nest(marks)[:3] == (None, 0, 1)


def test_chapters_stand_above_articles_and_these_above_items() -> None:
    marks = [Mark("chapter", 1), Mark("article", 1), Mark("han_paren", 1), Mark("chapter", 2), Mark("article", 2)]
    assert nest(marks) == (None, 0, 1, None, 3)
