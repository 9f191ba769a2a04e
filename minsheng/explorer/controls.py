"""The widgets of the explorer: what is chosen, and what is shown of it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from minsheng.errors import BadInput
from minsheng.explorer.view import PAGES, Choice, html_of
from minsheng.methods import METHODS
from minsheng.plan.periods import parts, period
from minsheng.plan.wording import indicator_names, programme_names
from minsheng.text.language import LANGUAGES, say

if TYPE_CHECKING:
    from minsheng.explorer.view import Slides, View

_NO_MONTHS = 7  # the year, its halves and quarters


class Explorer(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Widgets to choose one indicator of a plan by, and what is known of it.

    Only the page that is open is made.

    Parameters
    ----------
    view
        The plan and what was observed.

    Attributes
    ----------
    choice
        What is looked at.
    programme, indicator, period, method, language
        The widgets that choose it.
    target, year
        The sliders that move its last target, in steps of its unit; hidden where it has none.
    answer, path, pages
        What is always shown, and the tabs below it.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.choice = view.first()
        self._is_offering = False
        self._shown: Choice | None = None
        self._slides: Slides | None = None
        self._is_refused = False
        rows = view.plan.tables["indicators"]
        self._programme_of = dict(zip(rows["indicator"], rows["programme"], strict=True))
        names = ("programme", "indicator", "period", "method", "language")
        self._choosing = {name: widgets.Dropdown(layout={"width": "auto"}) for name in names}
        self.programme, self.indicator, self.period, self.method, self.language = (
            self._choosing.values()
        )
        self.target = widgets.FloatSlider(continuous_update=False, readout_format=",")
        self.year = widgets.IntSlider(continuous_update=False)
        self._moving = widgets.HBox([self.target, self.year], layout={"flex_flow": "row wrap"})
        self.answer, self.path = widgets.HTML(), widgets.HTML()
        self.pages = widgets.Tab([widgets.HTML() for _ in PAGES], selected_index=0)
        choosing = widgets.HBox([*self._choosing.values()], layout={"flex_flow": "row wrap"})
        super().__init__([choosing, self._moving, self.answer, self.path, self.pages])
        self._offer()
        self._show()
        for chooser in (*self._choosing.values(), self.target, self.year):
            chooser.observe(self._choose, names="value")
        self.pages.observe(lambda _: self._show_page(), names="selected_index")

    def __repr__(self) -> str:
        return f"<Explorer {self.choice.indicator} {self.choice.period}>"

    def _choose(self, change: dict[str, Any]) -> None:
        """Take over what was chosen; another programme brings its first indicator."""
        if self._is_offering:
            return
        name = self.indicator.value
        if change["owner"] is self.programme:
            name = self._indicators(self.programme.value)[0]
        assumed = self._assumed() if name == self.choice.indicator else {}
        others = (self.period.value, self.method.value, self.language.value)
        self.choice = Choice(name, *others, **assumed)
        if change["owner"] not in (self.target, self.year):  # what is offered stays the same
            self._offer()
        self._show()

    def _assumed(self) -> dict[str, Any]:
        """Return target and year where the sliders stand elsewhere than the plan."""
        slides = self._slides
        if slides is None:
            return {}
        # Browsers add up steps: 2.6899999999999995.
        target = round(self.target.value, slides.decimals)
        moved = {"year": self.year.value, "target": target}
        return {name: value for name, value in moved.items() if value != getattr(slides, name)}

    def _offer_slides(self) -> None:
        """Set the sliders to what is stated or assumed of the indicator, and their ends."""
        choice = self.choice
        self._slides = slides = self.view.slides(choice.indicator)
        self._moving.layout.display = "none" if slides is None else ""
        if slides is None:
            return
        target = slides.target if choice.target is None else choice.target
        year = slides.year if choice.year is None else choice.year
        self.target.description = say("explorer.target", choice.lang)
        self.year.description = say("explorer.year", choice.lang)
        with self.target.hold_trait_notifications(), self.year.hold_trait_notifications():
            self.target.min, self.target.max = slides.least, slides.most
            self.target.step, self.target.value = slides.step, target
            (self.year.min, self.year.max), self.year.value = slides.years, year

    def _offer(self) -> None:
        """Offer what can be chosen, in the language that is chosen, and set what is."""
        plan, lang = self.view.plan, self.choice.lang
        programme = self._programme_of[self.choice.indicator]
        names = indicator_names(plan, lang)
        options: dict[str, list[tuple[str, str]]] = {
            "programme": [(name, key) for key, name in programme_names(plan, lang).items()],
            "indicator": [(names[key], key) for key in self._indicators(programme)],
            "period": [(period(text).name(lang), text) for text in self._periods()],
            "method": [
                (say("explorer.judging", lang), ""),
                *((say(f"methods.{name}", lang), name) for name in METHODS),
            ],
            "language": [(say("labels.language_name", one), one) for one in LANGUAGES],
        }
        values = (programme, self.choice.indicator, self.choice.period, self.choice.method, lang)
        self._is_offering = True
        for (name, chooser), value in zip(self._choosing.items(), values, strict=True):
            chooser.description = say(f"explorer.{name}", lang)
            if chooser.options != tuple(options[name]):
                chooser.options = options[name]
            chooser.value = value
        self._offer_slides()
        self.pages.titles = [say(f"explorer.{page}", lang) for page in PAGES]
        self._is_offering = False

    def _show(self) -> None:
        """Show what is chosen, part by part as soon as each is made."""
        for page in self.pages.children:
            page.value = ""
        shown = replace(self.choice, method="")
        if shown != self._shown:
            self._shown, self._is_refused = shown, False
            try:
                self.answer.value = html_of([self.view.answer(shown)], shown.lang)
                self.path.value = html_of([self.view.path(shown)], shown.lang)
            except BadInput as error:  # what is assumed cannot be
                self._is_refused = True
                self.answer.value = f"<p>{escape(error.text(shown.lang))}</p>"
                self.path.value = ""
        self._show_page()

    def _show_page(self) -> None:
        """Make the page that is open, unless it was made since something was chosen."""
        number = self.pages.selected_index
        if number is None or self._is_refused or self.pages.children[number].value:
            return
        shown = html_of(self.view.page(self.choice, PAGES[number]), self.choice.lang)
        self.pages.children[number].value = shown

    def _indicators(self, programme: str) -> list[str]:
        return [name for name, of in self._programme_of.items() if of == programme]

    def _periods(self) -> list[str]:
        """Return the years of the plan, their halves and quarters, and what else was reported."""
        usual = [part for year in self.view.plan.facts.years for part in parts(year)[:_NO_MONTHS]]
        observed = map(period, self.view.ledger.observations["period"].unique())
        every = {*usual, *observed, period(self.choice.period)}
        return [str(one) for one in sorted(every, key=lambda one: (one.time, one.begin))]
