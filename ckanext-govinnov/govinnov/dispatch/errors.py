"""What a file or a wish can be refused for: each refusal has a code, a sentence and, where there is one, a line."""

from __future__ import annotations

from typing import Any

#: Code → what is wrong and what to do, in Korean and in English.
CODES: dict[str, tuple[str, str]] = {
    "unreadable": ("파일을 읽을 수 없습니다({why}).", "The file can't be read ({why}): give the path of a text file."),
    "unwritable": ("파일을 쓸 수 없습니다({why}).", "The file can't be written ({why}): give another path."),
    "empty-instance": ("파일에 자료가 없습니다.", "The file holds no data: give an instance."),
    "bad-header": (
        "첫 줄은 점, 변, 거점의 수(n m p)여야 합니다.",
        "The first line must be the numbers of vertices, edges and sites (n m p).",
    ),
    "bad-line": ("이 줄은 {form} 형식이 아닙니다.", "This line is not of the form {form}: correct it."),
    "truncated-instance": (
        "{wanted}줄이 있어야 하는데 {found}줄에서 끝났습니다.",
        "The file ends after {found} of {wanted} lines: get it again whole.",
    ),
    "too-many-lines": (
        "머리글이 말한 {wanted}줄보다 많습니다.",
        "There are more than the {wanted} lines that the header promises: correct the header.",
    ),
    "no-such-vertex": ("점 {id}은(는) 없습니다(1–{n}).", "There is no vertex {id}: ids run from 1 to {n}."),
    "negative-cost": ("변의 길이가 음수입니다.", "An edge has a negative cost: correct it."),
    "costs-too-large": ("값이 너무 커서 정확히 셈할 수 없습니다.", "Numbers are too large to be added exactly."),
    "not-connected": (
        "점 {id}에 닿는 길이 없습니다.",
        "No path leads from vertex 1 to vertex {id}: place posts in each part by itself.",
    ),
    "too-few-edges": (
        "변 {m}개로는 점 {n}개가 모두 이어질 수 없습니다.",
        "{m} edges can't connect {n} vertices: correct the header, or place posts in each part by itself.",
    ),
    "negative-demand": ("수요가 음수입니다.", "Demand is negative: correct it."),
    "fractional-demand": (
        "수요는 정수여야 합니다.",
        "Demand must be a whole number: round it, or count in a finer unit.",
    ),
    "bad-radius": ("반경은 0 이상의 수여야 합니다.", "The radius must be a number of 0 or more."),
    "bad-busy": (
        "바쁠 확률은 0 이상 1 미만의 수여야 합니다.",
        "The probability that a post is busy must be a number of 0 or more and less than 1.",
    ),
    "bad-sites": ("거점의 수는 1 이상이어야 합니다.", "The number of sites must be 1 or more."),
    "too-many-sites": (
        "거점 {p}곳을 둘 후보지가 {n}곳뿐입니다.",
        "{p} sites are wanted, but only {n} are allowed: ask for fewer, or ban fewer.",
    ),
    "too-many-fixed": (
        "고정한 거점 {fixed}곳이 거점 수 {p}보다 많습니다.",
        "{fixed} sites are fixed, but only {p} are wanted: fix fewer, or ask for more.",
    ),
    "no-such-site": ("후보지 {id}은(는) 없습니다(1–{n}).", "There is no site {id}: ids run from 1 to {n}."),
    "fixed-and-banned": (
        "후보지 {id}을(를) 고정하면서 금지했습니다.",
        "Site {id} is both fixed and banned: drop one of the two.",
    ),
    "too-many-moves": (
        "옮길 관서를 고르는 경우가 {count}가지로 {most}가지보다 많습니다.",
        "There are {count} choices of the posts that stay, more than {most}: let fewer move, or all.",
    ),
    "missing-option": ("다음 선택 사항 하나가 필요합니다: {option}.", "Give one of these options: {option}."),
    "bad-option": (
        "명령의 선택 사항이 잘못되었습니다({why}).",
        "An option of the command is wrong ({why}): --help names them all.",
    ),
    "bad-ids": ("후보지 번호 목록을 읽을 수 없습니다.", "A list of sites is written like 3,14,15."),
    "unknown-roads": (
        "도로망 파일로 읽을 수 없습니다({why}).",
        "The file is no GraphML ({why}): give GraphML, or the links of a node-link set as CSV.",
    ),
    "missing-column": ("열이 없습니다: {columns}.", "Columns are missing: a table needs {columns}."),
    "unknown-crs": (
        "좌표계 {crs}을(를) 모릅니다.",
        "There is no reference system {crs!r}: write EPSG:5186.",
    ),
    "bad-published": (
        "공표된 비율 파일을 읽을 수 없습니다({why}).",
        "The file of published shares can't be read ({why}): write it like dispatch/backtest/published.yaml.",
    ),
    "bad-inputs": (
        "inputs.yaml은 files 아래 path가 있는 항목의 목록이어야 합니다.",
        "inputs.yaml must hold a list named files, each entry with a path: see docs/reference/commands.md.",
    ),
    "unknown-kind": (
        "자료의 종류 {kind}을(를) 모릅니다. 아는 종류: {kinds}.",
        "There is no kind of input {kind!r}: write one of {kinds}.",
    ),
    "missing-input": (
        "폴더에 {kind} 자료가 없어 시작할 수 없습니다.",
        "The folder holds no {kind}: a run can't begin without (see docs/reference/commands.md).",
    ),
    "bad-parameter": (
        "{name}: 매개변수는 값(value), 출처(source), 날짜(date)가 있어야 하고 아는 이름이어야 합니다.",
        "{name}: a parameter must have a known name, a value, a source and a date.",
    ),
    "no-such-government": (
        "자치단체 코드 {id}이(가) 목록에 없습니다.",
        "There is no government {id} in the list: give a code of 2 or 5 digits.",
    ),
    "not-public": (
        "{service}은(는) 공개하지 않습니다. 소방(fire)과 구급(ambulance)만 물을 수 있습니다.",
        "What if is not public for {service}: ask for fire or ambulance.",
    ),
    "no-ground": (
        "{id}의 계산 바탕이 없습니다.",
        "There is nothing to compute {id} from: run dispatch run for it first.",
    ),
    "ground-on-roads": (
        "{id}은(는) 실제 도로로 계산되어 바로 다시 계산할 수 없습니다.",
        "The minutes of {id} are along real roads: put the post into the inputs and run dispatch run.",
    ),
    "too-many-changes": (
        "한 번에 {most}곳까지 더하거나 뺄 수 있습니다.",
        "At most {most} posts can come, and go, in one question: ask for fewer.",
    ),
    "no-such-post": ("관서 {id}은(는) 없습니다(1–{n}).", "There is no post {id}: numbers run from 1 to {n}."),
    "bad-place": (
        "자리 {text}은(는) 경도,위도가 아닙니다.",
        "The place {text} is no longitude,latitude: write it like 127.0276,37.4979.",
    ),
    "post-elsewhere": (
        "{lon}, {lat}은(는) 이 자치단체에서 10 km 넘게 떨어져 있습니다.",
        "{lon}, {lat} is over 10 km outside the government: give longitude, then latitude (WGS 84).",
    ),
    "bad-certificate": (
        "증명서를 읽을 수 없습니다({why}).",
        "The certificate can't be read ({why}): make it again with dispatch place --certificate.",
    ),
    "other-problem": (
        "다른 문제의 증명서입니다.",
        "The certificate is of another problem: give the file, and the model, that it was made for.",
    ),
}


class InputError(ValueError):
    """Something given is wrong.

    Attributes:
        code: A key of ``CODES``.
        line: Line of the file, counted from 1; None when no line is to blame.
        file: Name of the file; empty when the command line is to blame.
        texts: What is wrong and what to do, in Korean and in English.
    """

    def __init__(self, code: str, line: int | None = None, file: str = "", **values: object) -> None:
        self.code = code
        self.line = line
        self.file = file
        korean, english = (sentence.format(**values) for sentence in CODES[code])
        self.texts = korean, english
        self.text = f"{korean} {english}"
        super().__init__(self.text)

    def as_dict(self) -> dict[str, Any]:
        """The refusal as commands print it."""
        return {"code": self.code, "text": self.text, "line": self.line, "file": self.file}
