from building import Wish

import minsheng as ms
from minsheng import charts
from minsheng.text.language import using


def test_rows_are_the_programmes_in_the_order_of_the_plan(plan):
    ax = charts.overview(plan)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == plan.programmes["name_zh"].tolist()
    low, high = ax.get_ylim()
    assert low > high  # the first one on top


def test_bars_add_up_to_the_goals_of_each_programme(plan):
    ax = charts.overview(plan)
    sizes = {}
    for bar in ax.patches:
        row = round(bar.get_y() + bar.get_height() / 2)
        sizes[row] = sizes.get(row, 0) + bar.get_width()
    wanted = ms.gaps(plan)["programme"].value_counts()
    assert sizes == {row: wanted[name] for row, name in enumerate(plan.programmes["programme"])}


def test_what_can_be_computed_is_counted_in_the_title(plan, drawn_by):
    ax = charts.overview(plan)
    computable = sum(bar.get_width() for bar in drawn_by(ax, "computable"))
    assert computable == ms.required_growth(plan)["change"].notna().sum()
    assert f"{computable:.0f}项" in ax.figure.get_suptitle()


def test_intervals_are_counted_beside_what_is_known(plan, made_of, title_of):
    reasons = ms.required_growth(plan)["state"].value_counts()
    title = charts.overview(plan).figure.finding
    assert title == (
        f"{reasons.sum()}项目标指标中，{reasons['']}项可算出所需年均变化，"
        f"另{reasons['baseline_is_a_bound']}项只能给出区间；"
        f"其余最多的是未定数值（{reasons['no_number']}项）"
    )
    exact = Wish("exact", baseline=80, targets={2025: 95})
    bound = Wish("bound", baseline=">50", targets={2025: ">=90"})
    assert title_of([charts.overview(made_of(exact))]) == "1项目标指标中，1项可算出所需年均变化"
    assert title_of([charts.overview(made_of(bound))]) == (
        "1项目标指标中，1项的所需年均变化只能给出区间"
    )
    with using("en"):
        title = charts.overview(made_of(exact)).figure.get_suptitle()
    assert title == "Of 1 goal, the yearly change required can be computed for 1"


def test_of_the_others_the_largest_kinds_are_named_unless_they_are_many(made_of, title_of):
    exact = Wish("exact", baseline=80, targets={2025: 95})
    done = Wish("done", baseline=97, targets={2025: ">=95"})
    flow = Wish("flow", kind="flow", baseline=None, targets={2025: 5})
    blank = Wish("blank", baseline=None, targets={2025: 5})
    title = "项目标指标中，1项可算出所需年均变化"
    assert title_of([charts.overview(made_of(exact, done))]) == (
        f"2{title}；其余最多的是基期已达标（1项）"
    )
    two = made_of(exact, done, flow)
    assert title_of([charts.overview(two)]) == (
        f"3{title}；其余最多的是基期已达标、按年完成量（各1项）"
    )
    with using("en"):
        assert charts.overview(two).figure.finding == (
            "Of 3 goals, the yearly change required can be computed for 1; "
            "the commonest reasons otherwise are met at the baseline and yearly amounts (1 each)"
        )
    assert title_of([charts.overview(made_of(exact, done, flow, blank))]) == f"4{title}"


def test_what_lies_outside_its_line_has_a_class_of_its_own(made_of, drawn_by):
    wish = Wish(aim="hold", direction="down", baseline=9, targets={2025: "<=5"})
    ax = charts.overview(made_of(wish))
    assert [bar.get_width() for bar in drawn_by(ax, "outside_line")] == [1]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["可算，基期在界限之外"]
    assert ax.figure.get_suptitle() == "1项目标指标中，1项可算出所需年均变化"
