"""Renders chat templates by Jinja, set up as transformers does, and by retort, and lists where they differ.

Usage: python templates.py FOLDER
  FOLDER     *.jinja files, such as those of other projects' repositories or of the Hub
Needs jinja2 (3.1.6 was used). Each template renders 20 conversations, with and without the generation prompt: roles,
reasoning, tools and their answers, content in parts, options. Both may refuse one; then only that is compared.
"""
import collections
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jinja2
import jinja2.ext
import jinja2.sandbox

NOW = datetime.datetime(2025, 3, 4, 5, 6, 7)  # as in RenderTemplates
TOOLS = [
    {"type": "function", "function": {
        "name": "get_weather", "description": "Get \"current\" weather <b>now</b> & later\nline two",
        "parameters": {"type": "object", "required": ["city"], "properties": {
            "city": {"type": "string", "description": "City, e.g. Zürich"},
            "unit": {"type": "string", "enum": ["c", "f"], "default": "c"},
            "days": {"type": "integer"}, "opts": {"type": "array", "items": {"type": "number"}},
            "nested": {"type": "object", "required": ["a"], "properties": {
                "a": {"type": ["string", "null"]}, "b": {"anyOf": [{"type": "boolean"}, {"type": "string"}]}}}}},
        "return": {"type": "string"}}},
    {"type": "function", "function": {
        "name": "now", "description": "Time", "parameters": {"type": "object", "properties": {}}}}]


def message(role, content, **more):
    return {"role": role, "content": content, **more}


def user(content):
    return message("user", content)


def assistant(content, **more):
    return message("assistant", content, **more)


def call(identifier, name, arguments):
    return {"id": identifier, "type": "function", "function": {"name": name, "arguments": arguments}}


def conversations():
    one, two = "abc123def", "abc123deg"
    asked = call(one, "get_weather", {"city": "Zürich", "days": 2, "x": [1.5, True, None]})
    yield "one", [user("hi")], {}
    yield "odd text", [user("  hi é 😀 {{x}} <|im_end|>\n\n ")], {}
    yield "system", [message("system", "Be good.\n"), user("1+1?"), assistant("2"), user("ok?")], {}
    yield "thoughts", [user("q"), assistant("<think>\nr\n</think>\n\na"), user("q2"),
                       assistant("<think>r2</think>a2"), user("q3")], {}
    yield "reasoning", [user("q"), assistant("a", reasoning_content="because\n"), user("q2"),
                        assistant("a2", reasoning_content="r", thinking="t")], {}
    yield "tools", [message("system", "s"), user("w?")], {"tools": TOOLS}
    yield "call", [user("w?"), assistant("", tool_calls=[asked]),
                   message("tool", "{\"t\": 3}", tool_call_id=one, name="get_weather"), assistant("It is 3."),
                   user("thx")], {"tools": TOOLS}
    yield "two calls", [message("system", "s"), user("w?"),
                        assistant(None, tool_calls=[call(one, "get_weather", {"city": "A"}), call(two, "now", {})]),
                        message("tool", "1", tool_call_id=one, name="get_weather"),
                        message("tool", "2", tool_call_id=two, name="now")], {"tools": TOOLS}
    yield "text arguments", [user("w?"), assistant("let me", reasoning_content="rr",
                                                   tool_calls=[call(one, "get_weather", "{\"city\": \"A\"}")]),
                             message("tool", "1", tool_call_id=one)], {"tools": TOOLS}
    yield "no arguments", [user("w?"), assistant("", tool_calls=[{"function": {"name": "now", "arguments": {}}}]),
                           message("tool", {"a": "b", "c": [1]})], {"tools": [each["function"] for each in TOOLS]}
    yield "parts", [message("system", [{"type": "text", "text": "s"}]),
                    user([{"type": "text", "text": "a "}, {"type": "text", "text": "b"}]),
                    assistant([{"type": "text", "text": "c"}]),
                    user([{"type": "image"}, {"type": "text", "text": "d"}])], {}
    yield "no thinking", [user("q")], {"enable_thinking": False, "thinking": False, "reasoning_effort": "low"}
    yield "thinking", [message("system", "s"), user("q"), assistant("x", reasoning_content="y"), user("z")], {
        "enable_thinking": True, "thinking": True, "reasoning_effort": "high", "clear_thinking": False}
    yield "documents", [user("q")], {
        "documents": [{"title": "T", "text": "body"}, {"title": "U", "text": "b2", "doc_id": 3}], "tools": TOOLS,
        "builtin_tools": ["code_interpreter"], "date_string": "01 Jan 2025", "tools_in_user_message": False}
    yield "developer", [message("developer", "d"), user("q")], {}
    yield "assistant first", [assistant("x"), user("q")], {}
    yield "two users", [user("a"), user("b")], {}
    yield "none", [], {}
    yield "empty", [user("")], {}
    yield "names", [message("user", "q", name="bob"), message("ipython", {"output": "x", "n": [1, 2]})], {}


def variables():
    tokens = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "tools": None, "documents": None}
    return {f"{name}, {'to be continued' if more else 'as it is'}":
            {"messages": messages, "add_generation_prompt": more, **tokens, **options}
            for name, messages, options in conversations() for more in (True, False)}


class Generation(jinja2.ext.Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def to_json(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def refuse(problem):
    raise jinja2.TemplateError(problem)


def by_jinja(source, rows):
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols])
    environment.filters["tojson"] = to_json
    environment.globals.update(raise_exception=refuse, strftime_now=NOW.strftime)
    template = environment.from_string(source)
    for name, values in rows.items():
        try:
            yield name, template.render(**json.loads(json.dumps(values))), None
        except Exception as e:  # whatever Python raises within a template
            yield name, None, repr(e)


def by_retort(folder, rows):
    with tempfile.TemporaryDirectory() as scratch:
        given, rendered = Path(scratch, "rows.json"), Path(scratch, "rendered.jsonl")
        given.write_text(json.dumps(rows))
        run = Path(__file__).with_name("run")
        subprocess.run([run, "io.retort.bench.RenderTemplates", folder, given, rendered], check=True)
        for line in rendered.read_text().splitlines():
            row = json.loads(line)
            yield (row["template"], row["conversation"]), row


def main(folder):
    rows = variables()
    ours = dict(by_retort(folder, rows))
    counts = collections.Counter()
    for file in sorted(Path(folder).glob("*.jinja")):
        with open(file, newline="") as text:
            source = text.read()
        for name, rendered, problem in by_jinja(source, rows):
            refusal = ours[file.name, name].get("problem")
            kind = ("both refuse" if problem and refusal else "only jinja refuses" if problem
                    else "only retort refuses" if refusal
                    else "same" if rendered == ours[file.name, name]["text"] else "different")
            counts[kind] += 1
            if kind not in ("same", "both refuse"):
                print(f"{file.name}: {name}: {kind}: {problem or refusal or ''}")
    print(dict(counts))
    sys.exit(1 if counts["different"] or counts["only retort refuses"] else 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
