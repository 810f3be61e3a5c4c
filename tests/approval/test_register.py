"""The register: it only grows, every line is tied to the one before, and a crash leaves it whole."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rounds import DAY, TEAM, agree, ask, changed, form_of, say_yes

from toolkit.approval import load_register, receive, verify, withdraw
from toolkit.approval.register import Entry, append, lock, log_path
from toolkit.approval.states import STATES, TRANSITIONS, require
from toolkit.errors import InputError, Refusal
from toolkit.study import Study


def lines(study: Study) -> list[str]:
    return log_path(study).read_text(encoding="utf-8").splitlines()


def put_back(study: Study, some: list[str]) -> None:
    log_path(study).write_text("".join(f"{line}\n" for line in some), encoding="utf-8")


def test_each_line_bears_the_digest_of_the_one_before(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    register = verify(round_study)
    assert [e.event for e in register.entries] == ["intern_gecontroleerd", "verzonden", "akkoord"]
    assert [e.previous for e in register.entries[1:]] == [e.line for e in register.entries[:-1]]
    assert register.entries[0].previous == "0" * 64


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda some: [some[0].replace("intern_gecontroleerd", "akkoord"), *some[1:]], "regel 2 past niet"),
        (lambda some: [some[0], some[2]], "regel 2 past niet"),
        (lambda some: [some[1], some[0], some[2]], "regel 1 past niet"),
        (lambda some: some[:2], "ontbreken regels"),
        (lambda some: [*some[:2], some[2].replace('"ja"', '"nee"')], "hoort niet bij dit register"),
    ],
)
def test_any_change_is_noticed_and_nothing_is_added_after_it(round_study: Study, change: object, message: str) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    put_back(round_study, change(lines(round_study)))  # type: ignore[operator]
    with pytest.raises(Refusal, match=message):
        verify(round_study)
    with pytest.raises(Refusal, match="register klopt niet"):
        withdraw(round_study, "c01", "medewerker-1", by=TEAM, on=DAY)


def test_a_line_that_was_never_finished_does_not_count(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    with log_path(round_study).open("ab") as file:
        file.write(b'{"event":"akkoord","person":"c01/mede')
    register = load_register(round_study)
    assert register.problems == () and "niet af" in register.notes[0]
    say_yes(round_study, "medewerker-1")
    assert [e.event for e in verify(round_study).entries][-1] == "akkoord"


def test_kept_files_that_change_or_go_are_noticed(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")
    form = changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", lambda body: agree(body, "nota"))
    kept = receive(round_study, form, by=TEAM, on=DAY).path
    kept.write_bytes(kept.read_bytes() + b" ")
    with pytest.raises(Refusal, match=r"replies/\w+\.docx is veranderd"):
        verify(round_study)
    next((round_study.approvals / "sent").glob("*.json")).unlink()
    with pytest.raises(Refusal, match=r"sent/\w+\.json ontbreekt"):
        verify(round_study)


def test_every_transition_that_is_not_listed_is_refused(round_study: Study) -> None:
    reach = {
        "concept": [], "intern_gecontroleerd": ["intern_gecontroleerd"],
        **{state: ["intern_gecontroleerd", state] for state in STATES[2:]},
    }  # fmt: skip
    for present, path in reach.items():
        study = Study(round_study.root / present)
        study.approvals.mkdir(parents=True)
        for event in path:
            person = "" if event == "intern_gecontroleerd" else "c01/medewerker-1"
            with lock(study):
                append(study, Entry(event, "c01", "c01", 1, person=person))
        register = load_register(study)
        for state in STATES:
            if state in TRANSITIONS[present]:
                require(register, "c01", "c01/medewerker-1", state)
            else:
                with pytest.raises(Refusal):
                    require(register, "c01", "c01/medewerker-1", state)


WORKER = """
import os, shutil, sys, zipfile
from pathlib import Path
from toolkit.approval import receive, record, send
from toolkit.study import Study
import datetime as dt
study, day = Study(Path(sys.argv[1])), dt.date(2024, 5, 20)
print("klaar", flush=True)
for number in range(1000):
    if number % 2:
        record(study, "c01", "medewerker-1", "akkoord", by="interviewer-1", channels={"nota": "ja"}, on=day)
    else:  # another file every time: one that was taken in before adds nothing
        path = Path(sys.argv[2 + number // 2 % 3])
        path = shutil.copy(path, path.with_name(f"{os.getpid()}-{number}.docx"))
        with zipfile.ZipFile(path, "a") as file:
            file.writestr(f"docProps/{path.stem}.txt", "")
        receive(study, path, by="interviewer-1", on=day)
    print(len((study.approvals / "log.jsonl").read_bytes().splitlines()), flush=True)
"""


def _run_and_kill(study: Study, forms: list[Path], seconds: float) -> int:
    """Start the worker, kill it at some moment, and return how many lines it had acknowledged."""
    arguments = [sys.executable, "-c", WORKER, str(study.root), *map(str, forms)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    ) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(seconds)
        worker.send_signal(signal.SIGKILL)
        told = worker.stdout.read().split()
    return int(told[-1]) if told else 0


def test_killed_at_any_moment_the_register_verifies(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")
    form = form_of(round_study, "medewerker-1")
    forms = [
        changed(form, tmp_path / f"{number}.docx", lambda body, n=number: agree(body, *("nota", "website")[:n]))  # type: ignore[misc]
        for number in range(3)
    ]
    times = int(os.environ.get("KILLS", "2"))
    chance = random.Random(1)
    before = len(load_register(round_study).entries)
    for _ in range(times):
        told = max(before, _run_and_kill(round_study, forms, chance.uniform(0.0, 0.25)))
        register = verify(round_study)
        before = len(register.entries)
        assert told <= before <= told + 1  # only the one that was not acknowledged may be there or not
        kept = {path.name for path in (round_study.approvals / "replies").glob("*.docx")}
        taken = {entry.reply for entry in register.entries if entry.reply}
        assert taken <= kept and len(kept - taken) <= 1  # the file is kept before the register speaks of it
        assert len([note for note in register.notes if "nog niet verwerkt" in note]) == len(kept - taken)
    for form_path in forms:
        receive(round_study, form_path, by=TEAM, on=DAY)
    assert verify(round_study).entries


def test_two_processes_do_not_mix_their_lines(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    code = (
        "import sys,datetime as dt; from pathlib import Path; from toolkit.approval import record; from toolkit.study import Study\n"
        "for _ in range(15): record(Study(Path(sys.argv[1])),'c01','medewerker-1','akkoord',by='interviewer-1',on=dt.date(2024,5,20))"
    )
    env = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    workers = [subprocess.Popen([sys.executable, "-c", code, str(round_study.root)], env=env) for _ in range(2)]
    assert [worker.wait(60) for worker in workers] == [0, 0]
    assert len(verify(round_study).entries) == 2 + 30


def test_the_register_is_json_with_sorted_keys_and_real_time(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    value = json.loads(lines(round_study)[0])
    assert list(value) == sorted(value)
    assert value["at"].endswith("+00:00") and "on" not in value


def test_what_was_sent_is_frozen(round_study: Study) -> None:
    from toolkit.approval.sent import load_sent

    ask(round_study, "medewerker-1")
    digest = load_register(round_study).entries[-1].pack
    sent = load_sent(round_study, digest)
    assert (sent.reference, sent.easy, sent.due) == (f"c01-v1-{digest[:10]}", True, "2024-06-03")
    assert "Sjors" not in (round_study.approvals / "sent" / f"{digest}.json").read_text(encoding="utf-8")
    path = round_study.approvals / "sent" / f"{digest}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2021", "2022"), encoding="utf-8")
    with pytest.raises(InputError, match="daarna veranderd"):
        load_sent(round_study, digest)


def test_the_same_file_again_after_another_answer_is_told_and_changes_nothing(
    round_study: Study, tmp_path: Path
) -> None:
    ask(round_study, "medewerker-1")
    reply = changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", lambda body: agree(body, "nota"))
    first = receive(round_study, reply, by=TEAM, on=DAY)
    assert (first.already, receive(round_study, reply, by=TEAM, on=DAY).notes) == (False, ())
    say_yes(round_study, "medewerker-1", channels=())
    again = receive(round_study, reply, by=TEAM, on=DAY)
    assert again.already and "antwoordde daarna anders (2024-05-20)" in again.notes[0]
    assert load_register(round_study).entries[-1].via == "telefoon"
