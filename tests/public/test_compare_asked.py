"""What an address asks to be compared: pure reading, no database."""

from policyatlas.public.compare.subjects import MOST, asked, swapped, typed, without

KNOWN = {f"place-{number}" for number in range(1, 51)} | {"aomori", "iwate"}


def test_the_order_of_the_address_is_the_order_of_the_columns():
    assert asked(["iwate", "aomori"], KNOWN).slugs == ("iwate", "aomori")


def test_what_is_named_twice_is_shown_once_and_said():
    found = asked(["iwate", "aomori", "iwate"], KNOWN)
    assert found.slugs == ("iwate", "aomori")
    assert found.repeated == ("iwate",)


def test_capitals_and_spaces_around_a_slug_do_not_matter():
    assert asked([" Iwate ", "AOMORI"], KNOWN).slugs == ("iwate", "aomori")


def test_unknown_and_empty_words_are_left_out_and_the_unknown_ones_said():
    found = asked(["", "  ", "atlantis", "iwate"], KNOWN)
    assert found.slugs == ("iwate",)
    assert found.unknown == ("atlantis",)
    assert not found.enough, "One subject is nothing to compare."


def test_beyond_the_last_place_the_rest_is_named():
    slugs = [f"place-{number}" for number in range(1, 51)]
    found = asked(slugs, KNOWN)
    assert found.slugs == tuple(slugs[:MOST])
    assert found.beyond == tuple(slugs[MOST:])
    assert found.full


def test_a_long_or_dirty_word_is_quoted_short_and_clean():
    found = asked(["x" * 5000, "a\x00b\u202ec"], KNOWN)
    assert len(found.unknown[0]) <= 61
    assert found.unknown[1] == "a�b�c"


def test_a_flood_of_unknown_words_is_counted_and_not_repeated():
    found = asked([f"nothing-{number}" for number in range(50)], KNOWN)
    assert len(found.unknown) + found.unquoted == 50
    assert len(found.unknown) < 20


def test_neighbouring_selections_leave_one_out_or_swap_two():
    assert without(["a", "b", "c"], "b") == ["a", "c"]
    assert swapped(["a", "b", "c"], 0, 1) == ["b", "a", "c"]


def test_words_are_typed_in_lower_case_without_space():
    assert typed([" Aomori", ""]) == ["aomori"]
