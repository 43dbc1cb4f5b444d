"""Who is meant by an @, and who is told: nobody who may not read it, nobody who is meant left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.handling import Handling
from cse_portal.cases.mentions import Known, mentioned, plain
from cse_portal.cases.telling import Hat, Mark, Told, mark_of_line, reading, whom_to_tell, with_somebody_to_ask

PRIYA, NAIR_SMITH = Known("person:1", "Priya Nair"), Known("person:2", "Priya Nair-Smith")
OBRIEN, SCHOOL = Known("person:3", "Sam O’Brien"), Known("agency:9", "St Brennan’s School")
KNOWN = (PRIYA, NAIR_SMITH, OBRIEN, SCHOOL)


class TestMentions:
    def test_a_whole_name_is_meant(self) -> None:
        for words in ("@Priya Nair, can you ring?", "Ask (@priya  nair).", "@Priya\nNair’s view", "@PRIYA NAIR"):
            assert mentioned(words, KNOWN).codes == (PRIYA.code,), words

    def test_the_longest_name_wins(self) -> None:
        assert mentioned("@Priya Nair-Smith and @Sam O'Brien", KNOWN).codes == (NAIR_SMITH.code, OBRIEN.code)
        assert mentioned("@Priya Nair-Jones", KNOWN).codes == ()

    def test_an_agency_is_meant_with_either_apostrophe(self) -> None:
        for words in ("@St Brennan’s School", "@St Brennan's School."):
            assert mentioned(words, KNOWN).codes == (SCHOOL.code,)

    def test_an_address_is_no_mention(self) -> None:
        for words in ("ring a@b.example", "5 @ 3", "@", "x@Priya Nair"):
            assert mentioned(words, KNOWN) == mentioned("", KNOWN)

    def test_what_is_unknown_is_shown_as_it_was_written(self) -> None:
        found = mentioned("He calls himself @jay_z on there. @Olu Wetherby told me, @Priya too", KNOWN)
        assert [one.shown for one in found.unknown] == ["jay_z", "Olu Wetherby", "Priya"]
        assert "olu wetherby" in found.unknown[1].beginnings()

    def test_a_name_of_two_people_means_nobody_yet(self) -> None:
        found = mentioned("@Priya Nair", (*KNOWN, Known("person:7", "priya nair")))
        assert (found.codes, found.twice) == ((), ("Priya Nair",))

    @given(st.text(), st.lists(st.text(min_size=1, max_size=20), max_size=5))
    def test_nothing_that_is_typed_breaks_it(self, words: str, names: list[str]) -> None:
        known = [Known(f"person:{place}", name) for place, name in enumerate(names)]
        found = mentioned(f"{words} @{words}", known)
        assert set(found.codes) <= {one.code for one in known}

    @given(st.sampled_from(KNOWN), st.text(alphabet=" .,\n", max_size=5), st.sampled_from(["", ".", ", ring", "!"]))
    def test_a_name_written_out_is_always_found(self, one: Known, before: str, after: str) -> None:
        words = f"{before} @{one.name}{after}"
        assert mentioned(words, KNOWN).codes == (one.code,)
        assert mentioned(plain(words), KNOWN).codes == (one.code,)


def hat(person: int, agency: int, **more: bool) -> Hat:
    return Hat(person, f"P{person}", f"Person {person}", "", agency, f"A{agency}", f"Agency {agency}", **more)


few = st.integers(1, 4)
hats = st.lists(
    st.builds(hat, few, few, answers=st.booleans(), covert=st.booleans(), health=st.booleans()), max_size=12
)
marks = st.builds(Mark, st.sampled_from(Handling), few, st.frozensets(few, min_size=1))
some = st.frozensets(few)


class TestWhomToTell:
    @given(hats, marks, some, some, some, few)
    def test_only_who_reads_it_and_never_the_writer(
        self,
        everybody: list[Hat],
        mark: Mark,
        people: frozenset[int],
        agencies: frozenset[int],
        before: frozenset[int],
        by: int,
    ) -> None:
        told = whom_to_tell(reading(everybody, mark), people=people, agencies=agencies, before=before, by=by)
        readers = {one.person for one in everybody if one.reads(mark)}
        assert set(told) <= readers - {by}
        assert {one for one in people & readers if one != by} <= set(told)
        assert (before & readers) - {by} <= set(told)
        answering = {one.person for one in everybody if one.reads(mark) and one.answers and one.agency in agencies}
        assert answering - {by} <= set(told)
        assert all((why.agency is not None) == (why.told is Told.AGENCY) for why in told.values())

    def test_for_the_nearest_reason(self) -> None:
        everybody = [hat(1, 1, answers=True), hat(2, 1, answers=True), hat(3, 2)]
        told = whom_to_tell(everybody, people={1}, agencies={1}, before={1, 2, 3}, by=4)
        assert {person: why.told for person, why in told.items()} == {1: Told.PERSON, 2: Told.AGENCY, 3: Told.THREAD}

    def test_an_agency_without_a_contact_is_whoever_of_it_is_named(self) -> None:
        everybody = [hat(1, 1, answers=True), hat(2, 1, is_near=True), hat(3, 2, is_near=True), hat(4, 2)]
        assert [one.answers for one in with_somebody_to_ask(everybody)] == [True, False, True, False]

    @given(hats, marks, few)
    def test_a_line_of_the_chronology_is_read_by_the_same_people(
        self, everybody: list[Hat], mark: Mark, agency: int
    ) -> None:
        """Whatever agency answered, as far as it may read the conversation itself."""
        writers = [one for one in everybody if one.agency == agency and one.reads(mark)]
        if not writers or (mark.handling is Handling.HEALTH and agency != mark.wrote):
            return
        line = mark_of_line(mark, agency)
        assert reading(everybody, line) == reading(everybody, mark)
