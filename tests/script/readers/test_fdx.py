"""Final Draft files, written here as Final Draft 12 and 13 write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.script import ElementKind, Place
from piying.script.format import format_script
from piying.script.inline import plain
from piying.script.parse import parse
from piying.script.readers.fdx import depth_max, markup, read_fdx

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'


def fdx(*paragraphs: str, title: str = "") -> bytes:
    body = "\n".join(paragraphs)
    page = f"<TitlePage><Content>{title}</Content></TitlePage>" if title else ""
    return (
        f'{HEAD}<FinalDraft DocumentType="Script" Template="No" Version="5">\n'
        f"<Content>\n{body}\n</Content>{page}</FinalDraft>"
    ).encode()


def paragraph(kind: str, words: str, extra: str = "") -> str:
    return f'<Paragraph Type="{kind}"{extra}><Text>{words}</Text></Paragraph>'


@pytest.mark.parametrize(
    ("kind", "words", "line"),
    [
        ("Action", "He runs.", "action He runs."),
        ("General", "He runs.", "action He runs."),
        ("Shot", "CLOSE ON HIM", "action CLOSE ON HIM"),
        ("Character", "TOM (V.O.)", "cue TOM (V.O.) | TOM vo"),
        ("Character", "张明（OS）", "cue 张明（OS） | 张明 os"),
        ("Parenthetical", "(low)", "parenthetical low"),
        ("Parenthetical", "（喝酒）", "parenthetical 喝酒"),
        ("Dialogue", "Hi.", "dialogue Hi."),
        ("Singing", "La la", "lyrics La la"),
        ("Transition", "CUT TO:", "transition CUT TO:"),
        ("Cast List", "(TOM, ANN)", "cast TOM, ANN"),
        ("New Act", "ACT ONE", "section ACT ONE | 1"),
        ("End of Act", "END OF ACT ONE", "centred END OF ACT ONE"),
        ("Outline 2", "The meeting", "section The meeting | 2"),
        ("Outline Body", "They meet.", "synopsis They meet."),
        ("General", "第3集：雨夜", "episode 雨夜 | 3"),
    ],
)
def test_each_paragraph_type_is_an_element(told, kind, words, line):
    above = [paragraph("Character", "TOM")] if kind in ("Parenthetical", "Dialogue") else []

    *_, element = read_fdx(fdx(*above, paragraph(kind, words))).script.elements

    assert told(element) == line


def test_an_empty_line_divides_an_action():
    reading = read_fdx(fdx(paragraph("Action", "He runs.\n\nShe waits.")))

    assert [one.text for one in reading.script.elements] == ["He runs.", "She waits."]
    assert parse(format_script(reading.script)).script == reading.script


def test_speech_below_capitals_has_them_as_its_cue():
    reading = read_fdx(fdx(paragraph("Action", "TOM (V.O.)"), paragraph("Dialogue", "Hi.")))

    assert [one.kind for one in reading.script.elements] == [
        ElementKind.CUE,
        ElementKind.DIALOGUE,
    ]
    assert [one.code for one in reading.findings] == ["script.fdx_speaker_guessed"]


def test_speech_without_a_cue_is_action_and_told_of():
    reading = read_fdx(fdx(paragraph("Action", "He runs."), paragraph("Dialogue", "Hi.")))

    assert [one.kind for one in reading.script.elements] == [ElementKind.ACTION] * 2
    assert [one.code for one in reading.findings] == ["script.fdx_no_speaker"]


def test_an_omitted_scene_is_kept_and_not_played():
    body = (
        '<Paragraph Type="Scene Heading"><OmittedScene><Paragraph Type="Action"><Text>Gone.'
        "</Text></Paragraph></OmittedScene><Text>OMITTED</Text></Paragraph>"
    )
    (element,) = read_fdx(fdx(body)).script.elements

    assert (element.kind, element.text) == (ElementKind.BONEYARD, "OMITTED\nGone.")


def test_notes_outside_the_paragraphs_are_kept_behind_the_script():
    data = fdx(paragraph("Action", "He runs.")).replace(
        b"</FinalDraft>",
        b'<ScriptNotes><ScriptNote Range="1,2"><Paragraph><Text>Why?</Text></Paragraph>'
        b"</ScriptNote></ScriptNotes></FinalDraft>",
    )
    reading = read_fdx(data)

    assert reading.script.elements[-1].kind is ElementKind.BONEYARD
    assert reading.script.elements[-1].text == "Why?"
    assert [one.code for one in reading.findings] == ["script.fdx_notes_apart"]


def test_a_heading_keeps_its_number_and_parts():
    one, two = read_fdx(
        fdx(
            paragraph("Scene Heading", "INT. HOUSE - DAY", ' Number="3"'),
            paragraph("Scene Heading", "1-2 夜 外 码头"),
        )
    ).script.elements

    assert one.heading is not None
    assert two.heading is not None
    assert (one.heading.number, one.heading.location, one.heading.time) == ("3", "HOUSE", "DAY")
    assert (two.heading.number, two.heading.place) == ("1-2", Place.EXTERIOR)


def test_runs_become_inline_markup_and_their_letters_stay_letters():
    runs = (
        "<Text>He </Text><Text Style='Bold+Underline'>runs *fast*</Text><Text> </Text>"
        "<Text Style='Italic'>a_way </Text><Text Style='AllCaps'>now</Text>"
    )
    (element,) = read_fdx(fdx(f'<Paragraph Type="Action">{runs}</Paragraph>')).script.elements

    assert element.text == r"He _**runs \*fast\***_ *a\_way* now"
    assert plain(element.text) == "He runs *fast* a_way now"


def test_dialogue_side_by_side_is_dual_from_its_second_cue_on():
    side = "".join(
        paragraph(kind, words)
        for kind, words in (
            ("Character", "TOM"),
            ("Dialogue", "Hi"),
            ("Character", "ANN"),
            ("Dialogue", "Ho"),
        )
    )
    elements = read_fdx(
        fdx(
            f"<Paragraph><DualDialogue>{side}</DualDialogue></Paragraph>",
            paragraph("Character", "BOB"),
        )
    ).script.elements

    assert [one.cue.dual for one in elements if one.cue] == [False, True, False]


def test_paragraphs_of_one_speech_are_one_dialogue():
    elements = read_fdx(
        fdx(
            paragraph("Character", "TOM"),
            paragraph("Dialogue", "One."),
            paragraph("Dialogue", "Two."),
        )
    ).script.elements

    assert elements[1].text == "One.\nTwo."


def test_notes_of_speech_go_with_the_words_and_others_stand_alone(told):
    note = '<ScriptNote ID="1"><Paragraph><Text>check</Text></Paragraph></ScriptNote>'
    elements = read_fdx(
        fdx(
            f'<Paragraph Type="Action">{note}<Text>He runs.</Text></Paragraph>',
            f'<Paragraph Type="Character">{note}<Text>TOM</Text></Paragraph>',
            f'<Paragraph Type="Dialogue"><Text>Hi.</Text>{note}</Paragraph>',
        )
    ).script.elements

    assert [told(one) for one in elements] == [
        "action He runs.",
        "note check",
        "cue TOM | TOM spoken",
        "dialogue Hi. [[check]] [[check]]",
    ]


def test_centred_action_page_starts_and_scene_properties(told):
    elements = read_fdx(
        fdx(
            '<Paragraph Type="Scene Heading"><SceneProperties Length="1/8" Title="x">'
            "<Summary><Paragraph><Text>summary</Text></Paragraph></Summary></SceneProperties>"
            "<Text>INT. A - DAY</Text></Paragraph>",
            paragraph("Action", "THE END", ' Alignment="Center" StartsNewPage="Yes"'),
            paragraph("Action", "  "),
        )
    ).script.elements

    assert [told(one).split(" | ")[0] for one in elements] == [
        "heading INT. A - DAY",
        "synopsis summary",
        "page_break",
        "centred THE END",
    ]


def test_the_span_is_the_paragraph_in_the_xml():
    data = fdx(paragraph("Action", "跑"), paragraph("Action", "停"))
    lines = data.decode().split("\n")
    reading = read_fdx(data)

    for span, words in zip(reading.spans, "跑停", strict=True):
        stretch = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        assert stretch == paragraph("Action", words)


def test_the_title_page_is_read_by_where_its_lines_stand():
    lines = [
        '<Paragraph Alignment="Center"><Text>BIG FISH</Text></Paragraph>',
        "<Paragraph><Text></Text></Paragraph>",
        '<Paragraph Alignment="Center"><Text>Written by</Text></Paragraph>',
        '<Paragraph Alignment="Center"><Text>Jo </Text><Text>Doe</Text></Paragraph>',
        "<Paragraph><Text>jo@example.org</Text></Paragraph>",
    ]
    page = read_fdx(fdx(paragraph("Action", "x"), title="".join(lines))).script.title_page

    assert [(one.key, one.values) for one in page] == [
        ("Title", ("BIG FISH",)),
        ("Credit", ("Written by",)),
        ("Author", ("Jo Doe",)),
        ("Contact", ("jo@example.org",)),
    ]


def test_an_unknown_type_is_action_with_a_finding(told):
    reading = read_fdx(fdx(paragraph("Telepathy", "Hm.")))

    assert [told(one) for one in reading.script.elements] == ["action Hm."]
    assert [one.code for one in reading.findings] == ["script.fdx_type_unknown"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "script.empty"),
        (HEAD.encode() + b"<FinalDraft><Content>", "script.fdx_broken"),
        (fdx(paragraph("Action", "a & b")), "script.fdx_broken"),
        (b"<html><body/></html>", "script.fdx_other"),
        (b'<!DOCTYPE FinalDraft [<!ENTITY a "b">]><FinalDraft/>', "script.fdx_doctype"),
        (
            b"<FinalDraft>" + b"<a>" * depth_max + b"</a>" * depth_max + b"</FinalDraft>",
            "script.fdx_broken",
        ),
    ],
)
def test_what_is_no_script_is_refused(data, code):
    with pytest.raises(Invalid) as refused:
        read_fdx(data)

    assert refused.value.code == code
    assert "{" not in refused.value.said("zh") + refused.value.said("en")


def test_a_script_survives_export_to_fountain_and_import():
    script = read_fdx(
        fdx(
            paragraph("Scene Heading", "INT. HOUSE - DAY", ' Number="3"'),
            paragraph("Action", "He runs."),
            paragraph("Character", "TOM (V.O.)"),
            paragraph("Parenthetical", "(low)"),
            paragraph("Dialogue", "Hi."),
            paragraph("Transition", "CUT TO:"),
        )
    ).script

    assert parse(format_script(script)).script.elements == script.elements


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab 走*_[]\\", max_size=6),
            st.sampled_from(
                ["", "Bold", "Italic", "Underline", "Bold+Italic", "Bold+Underline"]
            ),
        ),
        max_size=4,
    )
)
def test_markup_keeps_every_letter(runs):
    apart = [(f"a{words}b" if words else "", style) for words, style in runs]
    spaced = [piece for run in apart for piece in (run, (" ", ""))]

    assert plain(markup(spaced)) == "".join(words for words, _ in spaced)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_broken_bytes_are_refused_and_nothing_else_happens(noise):
    try:
        kinds = [one.kind for one in read_fdx(fdx("").replace(b"\n\n", noise)).script.elements]
    except Invalid as refused:
        kinds = [refused.code]

    assert all(
        kind in {"script.fdx_broken", "script.fdx_doctype", *ElementKind} for kind in kinds
    )
