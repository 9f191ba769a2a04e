import minsheng as ms
from minsheng import charts


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
