"""A form that is sent twice records once, and what says the same is asked about."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from missions.actions.claims import withdraw
from missions.models import Change, Claim, Source, Standing
from tests.actions.test_writers import _in_a_file, at_once, in_thread
from tests.admin.once import ADD, KEY, NEW, NONE, typed_for
from tests.admin.pages import address, errors, messages
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

__all__ = ["_in_a_file"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed() -> dict[str, Any]:
    return typed_for(MilestoneFactory.create(title="First flight"), SourceFactory.create())


def test_each_page_has_a_key_of_its_own(desk: Client) -> None:
    page = address("milestone", "change", MilestoneFactory.create().pk)
    keys = [re.findall(r'name="key" value="([0-9a-f-]{36})"', desk.get(page).content.decode()) for _ in range(2)]

    assert len(keys[0]) == len(keys[1]) == 1
    assert keys[0] != keys[1]


def test_what_is_sent_twice_is_recorded_once_and_that_is_said(desk: Client, typed: dict[str, Any]) -> None:
    desk.post(ADD, typed, follow=True)
    again = desk.post(ADD, typed, follow=True)

    assert again.redirect_chain == [(address("milestone", "change", typed["milestone"]), 302)]
    assert messages(again) == [
        "This was recorded already, once. First flight now stands: Planned by 2022; overdue by 3 years 10 months."
    ]
    assert str(Claim.objects.get().pk) == KEY
    assert Change.objects.count() == 1


def test_who_goes_back_and_types_something_else_is_asked_and_keeps_what_was_typed(
    desk: Client, typed: dict[str, Any]
) -> None:
    desk.post(ADD, typed)
    other = typed | {"statement": "It flies by 2023.", "date": "../2023"}
    asked = desk.post(ADD, other)

    assert errors(asked) == {
        "__all__": [
            (
                f'A claim was recorded from this form already: “<a href="{address("claim", "change", KEY)}">It flies '
                "by 2022.</a>”. What stands here now differs, and was not recorded. Send it once more to record it as "
                "another claim."
            )
        ]
    }
    page = asked.content.decode()
    assert "It flies by 2023.</textarea>" in page
    [key] = re.findall(r'name="key" value="([0-9a-f-]{36})"', page)
    assert key != KEY
    assert desk.post(ADD, other | {"key": key}).status_code == 302
    assert Claim.objects.count() == 2


# --- Sent by another form, it is asked about once

OTHER_KEY = "00000000-0000-4000-8000-000000000003"
BACK = {"key": "00000000-0000-4000-8000-000000000002"}


def hidden(response: Any, name: str) -> str:
    found: str = response.context["claim_form"][name].value()
    return found


def test_who_goes_back_and_sends_the_same_is_told_that_it_is_there(desk: Client, typed: dict[str, Any]) -> None:
    desk.post(ADD, typed)

    asked = desk.post(ADD, typed | BACK)

    title = Source.objects.get().title
    assert errors(asked) == {
        "__all__": [
            (
                f'Nothing was recorded: “<a href="{address("claim", "change", KEY)}">It flies by 2022.</a>” says the '
                f"same of it, by the same source ({title}, 26 September 2016). Send it once more to record it all the "
                "same."
            )
        ]
    }
    assert "It flies by 2022.</textarea>" in asked.content.decode()
    assert hidden(asked, "key") == BACK["key"]
    assert Claim.objects.count() == 1
    assert desk.post(ADD, typed | BACK | {"told_of": hidden(asked, "told_of")}).status_code == 302
    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"statement": "It flies by the end of 2022."},
        {"date": "2022"},
        {"asserted_on": "2016-09-27"},
        {"outcome": "achieved", "date": "2016"},
        {"claimant": "agency"},
        {"source": "another"},
        {"milestone": "another"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_claim_that_says_something_else_is_not_asked_about(
    desk: Client, typed: dict[str, Any], other: dict[str, Any]
) -> None:
    desk.post(ADD, typed)
    makers: dict[str, Any] = {"claimant": AgencyFactory, "source": SourceFactory, "milestone": MilestoneFactory}
    rows = {name: makers[name].create().pk for name in other if name in makers}

    assert desk.post(ADD, typed | BACK | other | rows).status_code == 302


def test_one_that_is_withdrawn_is_not_asked_about(desk: Client, typed: dict[str, Any]) -> None:
    desk.post(ADD, typed)
    withdraw(claim=Claim.objects.get(), reason="It was misread.")

    assert desk.post(ADD, typed | BACK).status_code == 302


@pytest.mark.parametrize(
    "weight", [{"rank": "deprecated", "reason": "It is a joke."}, {"span_start": 1, "span_end": 9}]
)
def test_however_it_is_weighed_it_is_asked_about(desk: Client, typed: dict[str, Any], weight: dict[str, Any]) -> None:
    desk.post(ADD, typed)

    assert list(errors(desk.post(ADD, typed | BACK | weight))) == ["__all__"]


def test_a_new_source_that_is_there_is_asked_about_with_its_claim(desk: Client, typed: dict[str, Any]) -> None:
    described = typed | {"source": ""} | NEW
    desk.post(ADD, described)
    made = Source.objects.get(title="A newspaper")

    asked = desk.post(ADD, described | BACK)

    told = errors(asked)["__all__"]
    assert [text.partition(" ")[0] for text in told] == ["Nothing", "Nothing"]
    assert told[1] == (
        "Nothing was recorded: a source of this title and date is here already, "
        f'<a href="{address("source", "change", made.pk)}">A newspaper</a>. Choose it as the source, and leave the '
        "description blank; or send it once more to make another."
    )
    assert (Claim.objects.count(), Source.objects.filter(title="A newspaper").count()) == (1, 1)
    assert desk.post(ADD, described | BACK | {"told_of": hidden(asked, "told_of")}).status_code == 302
    assert (Claim.objects.count(), Source.objects.filter(title="A newspaper").count()) == (2, 2)


def test_what_no_longer_says_the_same_is_recorded_though_once_asked_about(desk: Client, typed: dict[str, Any]) -> None:
    desk.post(ADD, typed)
    asked = desk.post(ADD, typed | BACK)

    sent = desk.post(ADD, typed | BACK | {"told_of": hidden(asked, "told_of"), "statement": "It lands by 2022."})

    assert sent.status_code == 302
    assert set(Claim.objects.values_list("statement", flat=True)) == {"It flies by 2022.", "It lands by 2022."}


def test_what_is_there_since_it_was_asked_is_asked_about_as_well(desk: Client, typed: dict[str, Any]) -> None:
    desk.post(ADD, typed)
    asked = desk.post(ADD, typed | BACK)
    desk.post(ADD, typed | {"key": OTHER_KEY, "told_of": hidden(asked, "told_of")})

    again = desk.post(ADD, typed | BACK | {"told_of": hidden(asked, "told_of")})

    assert hidden(again, "told_of").split() == [KEY, OTHER_KEY]
    assert Claim.objects.count() == 2


def test_another_claim_by_the_same_form_is_of_the_source_that_was_made(desk: Client, typed: dict[str, Any]) -> None:
    described = typed | {"source": ""} | NEW
    desk.post(ADD, described)

    asked = desk.post(ADD, described | {"statement": "It lands by 2022."})

    made = Source.objects.get(title="A newspaper")
    form = asked.context["claim_form"]
    assert list(errors(asked)) == ["__all__"]
    assert str(form["source"].value()) == str(made.pk)
    assert [form.new_source[name].value() for name in form.new_source.fields] == [""] * len(NEW)
    once_more = typed | {"statement": "It lands by 2022.", "source": made.pk, "key": hidden(asked, "key")} | NONE
    assert desk.post(ADD, once_more).status_code == 302
    assert set(Claim.objects.values_list("source__title", flat=True)) == {"A newspaper"}
    assert Source.objects.filter(title="A newspaper").count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"new-publisher": "The Mirror"},
        {"new-author": "A. Reporter"},
        {"new-url": "https://example.org/b"},
        {"new-reliability": "official"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_source_that_is_described_otherwise_is_no_longer_the_same(
    desk: Client, typed: dict[str, Any], other: dict[str, str]
) -> None:
    described = typed | {"source": ""} | NEW
    desk.post(ADD, described)

    asked = desk.post(ADD, described | other)

    told = errors(asked)["__all__"]
    assert told[0].startswith("A claim was recorded from this form already")
    assert "a source of this title and date is here already" in told[1]
    assert Source.objects.filter(title="A newspaper").count() == 1
    again = {name: hidden(asked, name) for name in ("key", "told_of")}
    assert desk.post(ADD, described | other | again).status_code == 302
    assert Source.objects.filter(title="A newspaper").count() == 2


@pytest.mark.parametrize("key", ["x", "1"])
def test_what_is_no_key_is_refused(desk: Client, typed: dict[str, Any], key: str) -> None:
    assert list(errors(desk.post(ADD, typed | {"key": key}))) == ["key"]
    assert Claim.objects.count() == 0


def test_the_key_of_a_claim_of_another_milestone_changes_nothing(desk: Client, typed: dict[str, Any]) -> None:
    other = claim(statement="Otherwise.")

    refused = desk.post(ADD, typed | {"key": str(other.pk)})

    assert list(errors(refused)) == ["__all__"]
    assert Claim.objects.get() == other


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_in_a_file")
def test_a_double_click_records_once() -> None:
    def prepare() -> tuple[dict[str, Any], User]:
        editor = User.objects.create(username="editor", is_staff=True, is_superuser=True)
        return typed_for(MilestoneFactory.create(), None) | NEW, editor

    typed, editor = in_thread(prepare)

    def send() -> int:
        client = Client()
        client.force_login(editor)
        return client.post(ADD, typed).status_code

    assert at_once(send, send, send) == [302, 302, 302]
    counts = in_thread(lambda: [model.objects.count() for model in (Claim, Source, Standing)])
    assert counts == [1, 1, 1]


# --- A source in place
