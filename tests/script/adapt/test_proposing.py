"""Proposals: every line is traced to its passage, what is not says so, nothing is dropped."""

from __future__ import annotations

import json

import pytest

from piying.model.adaptation import BeatKind, Trace
from piying.model.errors import Invalid
from piying.model.script import ElementKind
from piying.script.adapt.answers import letters
from piying.script.adapt.passages import ASKED_CHARACTERS
from piying.script.adapt.proposing import Chosen, expected, propose
from piying.script.adapt.writing import script_text
from piying.script.read import read

CHAPTER = """天台上的风很大，林夏裹紧了外套。

“你真的来了。”她听见身后有人说。

陈默从楼梯口走出来，手里攥着一封信。“我答应过你，不会迟到。”
"""


def beat(kind="line", text="你真的来了。", passage=2, quote="你真的来了", **more):
    return {"kind": kind, "who": "陈默", "manner": "", "text": text, "passage": passage,
            "quote": quote, **more}  # fmt: skip


def answering(*beats, characters=(), events=(), location="天台"):
    answer = {
        "characters": list(characters),
        "events": list(events),
        "scenes": [{"location": location, "inside": False, "hour": "dusk",
                    "beats": list(beats)}],
    }  # fmt: skip
    return lambda question: json.dumps(answer, ensure_ascii=False)  # noqa: ARG005


def only(proposal):
    return proposal.scenes[0].beats[0]


def test_a_line_in_the_words_of_the_source_is_verbatim():
    found = only(propose(Chosen(CHAPTER, "zh"), "m", answering(beat())))

    assert found.trace is Trace.VERBATIM
    assert found.passage == 2


def test_new_words_with_a_quote_that_stands_there_are_drawn():
    one = beat("action", "林夏拉紧外套。", 1, "林夏裹紧了外套")

    assert only(propose(Chosen(CHAPTER, "zh"), "m", answering(one))).trace is Trace.DRAWN


@pytest.mark.parametrize(
    "one",
    [
        beat(text="我恨你！", quote="我恨你"),
        beat(text="你真的来了。", passage=1),
        beat(text="随便什么", quote="的"),
        beat(passage=99),
    ],
    ids=["made up", "another passage", "a quote of one letter", "no such passage"],
)
def test_what_does_not_stand_in_its_passage_is_marked_and_kept(one):
    proposal = propose(Chosen(CHAPTER, "zh"), "m", answering(one))

    assert only(proposal).trace is Trace.UNTRACED
    assert "[[未核对" in script_text(proposal, "题")


def test_marks_and_widths_do_not_hide_a_quote():
    one = beat(text="你真的来了", quote="“你真的 来了……")

    assert only(propose(Chosen(CHAPTER, "zh"), "m", answering(one))).trace is Trace.VERBATIM
    assert letters("ＡＢＣ，１２ 三") == "abc12三"


def test_passages_that_nothing_is_made_from_are_told():
    proposal = propose(Chosen(CHAPTER, "zh"), "m",
        answering(beat(), events=[{"text": "重逢", "first": 2, "last": 2}]),
    )  # fmt: skip

    assert proposal.untold == (1, 3)


def test_the_script_of_a_proposal_is_read_back():
    proposal = propose(Chosen(CHAPTER, "zh"), "m",
        answering(
            beat("action", "林夏裹紧外套。", 1, "林夏裹紧了外套"),
            beat(manner="轻声"),
            beat("narration", "风很大。", 1, "风很大"),
            characters=[{"name": "陈默", "note": "守信的人", "passage": 3}],
        ),
    )  # fmt: skip

    script = read(script_text(proposal, "天台").encode(), name="a.txt", format="").script
    kinds = [element.kind for element in script.elements]
    assert ElementKind.HEADING in kinds
    assert ElementKind.ACTION in kinds
    spoken = [e.text for e in script.elements if e.kind is ElementKind.DIALOGUE]
    assert spoken == ["你真的来了。", "风很大。"]
    cues = [e.cue.name for e in script.elements if e.kind is ElementKind.CUE]
    assert cues == ["陈默", "旁白"]


def test_an_english_proposal_is_fountain():
    text = "The wind was strong. “You came,” said Lin."
    one = beat(text="You came.", passage=1, quote="You came", who="Lin")
    proposal = propose(Chosen(text, "en"), "m", answering(one, location="rooftop"))

    script = read(script_text(proposal, "Roof").encode(), name="a.fountain", format="").script
    assert [e.text for e in script.elements if e.kind is ElementKind.DIALOGUE] == ["You came."]
    assert only(proposal).kind is BeatKind.LINE


def test_a_long_chapter_is_asked_about_in_portions_and_names_are_carried_on():
    text = "\n".join(f"第{n}段，林夏又走了一里路，风还是很大。" for n in range(400))
    briefs = []

    def ask(question):
        briefs.append(question.brief)
        first = int(question.brief.prompt.partition("【")[2].partition("】")[0])
        return json.dumps({
            "characters": [{"name": "林夏", "note": "-", "passage": first}], "events": [],
            "scenes": [{"location": "路", "inside": False, "hour": "day", "beats": [
                beat("action", "林夏走路。", first, "林夏又走了一里路")]}],
        })  # fmt: skip

    proposal = propose(Chosen(text, "zh"), "m", ask)

    assert len(briefs) > 1
    assert all(len(brief.prompt) < ASKED_CHARACTERS * 1.5 for brief in briefs)
    assert "林夏" in briefs[1].prompt.partition("【")[0]
    assert [one.name for one in proposal.characters] == ["林夏"]
    assert len(proposal.scenes) == 1  # the same place goes on
    assert len(proposal.scenes[0].beats) == len(briefs)


@pytest.mark.parametrize(
    "answer", ["", "好的，这是剧本。", '{"scenes": []}', '{"characters": 1}']
)
def test_an_answer_in_another_form_is_refused_with_its_model(answer):
    with pytest.raises(Invalid) as refused:
        propose(Chosen(CHAPTER, "zh"), "vendor/model-1", lambda question: answer)  # noqa: ARG005
    assert refused.value.data["model"] == "vendor/model-1"


def test_a_fence_round_an_answer_is_no_fault():
    ask = answering(beat())

    assert propose(
        Chosen(CHAPTER, "zh"), "m", lambda question: f"```json\n{ask(question)}\n```"
    ).scenes


def test_an_empty_text_is_refused():
    with pytest.raises(Invalid):
        propose(Chosen(" \n ", "zh"), "m", answering(beat()))


def test_every_beat_says_where_its_words_stand_in_the_source():
    drawn = beat("action", "林夏拉紧外套。", 1, "林夏裹紧了外套")
    made_up = beat(text="我恨你！", quote="我恨你")
    proposal = propose(Chosen(CHAPTER, "zh"), "m", answering(beat(), drawn, made_up))

    places = [CHAPTER[one.start : one.end] for one in proposal.scenes[0].beats]
    assert places == ["你真的来了", "林夏裹紧了外套", ""]


def test_a_chapter_within_a_text_keeps_the_places_of_the_text():
    text = f"前言。\n{CHAPTER}后记。"
    chosen = Chosen(text, "zh", 4, 4 + len(CHAPTER))
    proposal = propose(chosen, "m", answering(beat()))

    assert len(proposal.passages) == 3
    one = only(proposal)
    assert text[one.start : one.end] == "你真的来了"


class Model:
    """Answers one thing after the other, and remembers what it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, question):
        self.asked.append(question)
        return self.answers.pop(0)


GOOD = answering(beat())(None)
BAD = answering(beat(), beat(text="我恨你！", quote="我恨你"))(None)


@pytest.mark.parametrize("first", [BAD, "好的，这是剧本。"])
def test_an_answer_that_does_not_hold_is_asked_for_once_more_where_that_is_allowed(first):
    model = Model(first, GOOD)

    proposal = propose(Chosen(CHAPTER, "zh"), "m", model, repair=True)
    assert not proposal.untraced
    assert [one.repair for one in model.asked] == [False, True]
    assert model.asked[1].brief.prompt.startswith(model.asked[0].brief.prompt)


def test_what_was_wrong_is_told_when_it_is_asked_once_more():
    model = Model(BAD, GOOD)

    propose(Chosen(CHAPTER, "zh"), "m", model, repair=True)
    assert "我恨你" in model.asked[1].brief.prompt


def test_an_answer_that_holds_is_never_asked_for_again():
    model = Model(GOOD)

    propose(Chosen(CHAPTER, "zh"), "m", model, repair=True)
    assert len(model.asked) == 1


def test_without_leave_nothing_is_asked_twice():
    assert propose(Chosen(CHAPTER, "zh"), "m", Model(BAD)).untraced
    with pytest.raises(Invalid):
        propose(Chosen(CHAPTER, "zh"), "m", Model("-", GOOD))


def test_the_better_of_two_answers_is_taken():
    worse = answering(*[beat(text="我恨你！", quote="我恨你")] * 3)(None)

    assert (
        len(propose(Chosen(CHAPTER, "zh"), "m", Model(BAD, worse), repair=True).untraced) == 1
    )


def test_a_second_answer_that_cannot_be_read_ends_it():
    with pytest.raises(Invalid) as refused:
        propose(Chosen(CHAPTER, "zh"), "m", Model("-", "-"), repair=True)
    assert refused.value.data["part"] == 1


def test_what_is_asked_is_never_longer_than_was_expected():
    text = "\n".join(f"第{n}里，林夏又走了一里路，风还是很大。" for n in range(400))
    names = [{"name": f"人物{n}号", "note": "-", "passage": 1} for n in range(300)]
    answer = answering(beat("action", "走路。", 1, "林夏又走了一里路"), characters=names)(None)
    chosen = Chosen(text, "zh", most=2000, most_tokens=900)
    model = Model(*[answer] * 40)

    propose(chosen, "m", model)
    foreseen = expected(chosen)
    assert len(foreseen) == len(model.asked) > 2
    assert [one.part for one in model.asked] == list(range(1, len(foreseen) + 1))
    for asked, most in zip(model.asked, foreseen, strict=True):
        assert len(asked.brief.prompt.encode()) <= len(most.prompt.encode())
        assert asked.brief.most_tokens == most.most_tokens == 900
