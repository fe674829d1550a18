"""Excerpts of readers' pages: whole, harmless, with names of their own, and marked where two of them differ."""

from policyatlas.public.previews.excerpts import beside, content_of, plain


def cut(body: str, mark: str = "now-") -> str:
    """The excerpt of a page with that body in its main element."""
    page = f"<!doctype html><html><head><title>T</title></head><body><nav>Menu</nav><main id='main'>{body}</main>"
    return plain(content_of(page + "<footer>End</footer></body></html>", mark))


def told(before: str, after: str) -> tuple[str, str]:
    """Two bodies beside each other."""
    return beside(*(content_of(f"<main>{body}</main>", "") for body in (before, after)))


def test_only_the_content_is_kept():
    assert cut("<h1>Law</h1><p>It <b>was</b>.<br>So.</p>") == "<h1>Law</h1><p>It <b>was</b>.<br>So.</p>"
    assert plain(content_of("<p>No main</p>", "")) == ""


def test_what_readers_typed_stays_text():
    assert cut("<p title='a &quot;b&quot; &lt;c'>&lt;script&gt; &amp; &#39;</p>") == (
        '<p title="a &quot;b&quot; &lt;c">&lt;script&gt; &amp; &#x27;</p>'
    )
    assert told("<p>&lt;b&gt; 1</p>", "<p>&lt;b&gt; 2</p>") == (
        '<p>&lt;b&gt; <del class="marked">1</del></p>',
        '<p>&lt;b&gt; <ins class="marked">2</ins></p>',
    )


def test_names_within_the_page_are_its_own_and_others_are_left():
    assert cut('<h2 id="a">A</h2><a href="#a">A</a><a href="/x/#a">X</a><svg aria-labelledby="a b"></svg>') == (
        '<h2 id="now-a">A</h2><a href="#now-a">A</a><a href="/x/#a">X</a><svg aria-labelledby="now-a now-b"></svg>'
    )


def test_landmarks_become_plain_blocks():
    assert cut('<section aria-labelledby="a" class="s"><nav aria-label="N">L</nav></section>') == (
        '<div class="s"><div>L</div></div>'
    )


def test_forms_files_and_citations_are_left_out_with_all_that_is_in_them():
    assert cut(
        '<form><input name="q"><br><p>F</p></form><div class="record-top x"><img src="/a"><p>D</p></div><p>K</p>'
    ) == ("<p>K</p>")
    assert (
        cut('<p>A <a class="cite-link" href="/cite/">Cite <b>it</b></a> B<script src="/x"></script></p>')
        == "<p>A  B</p>"
    )


def test_drawings_are_kept_and_take_no_marks():
    drawing = '<svg viewBox="0 0 1 1"><rect x="1"/><text>{}</text></svg>'
    before, after = told(drawing.format("1"), drawing.format("2"))
    assert "marked" not in before + after
    assert before == '<svg viewbox="0 0 1 1"><rect x="1"/><text>1</text></svg>'


def test_texts_that_came_and_went_are_marked_and_line_breaks_are_no_difference():
    before, after = told("<ul><li>A\n B</li><li>C</li></ul>", "<ul><li>A B</li><li>D</li> <li>E</li></ul>")
    assert before == '<ul><li>A\n B</li><li><del class="marked">C</del></li></ul>'
    assert after == '<ul><li>A B</li><li><ins class="marked">D</ins></li> <li><ins class="marked">E</ins></li></ul>'


def test_an_attribute_without_a_value_is_kept():
    assert cut("<details open><summary>S</summary></details>") == "<details open><summary>S</summary></details>"
