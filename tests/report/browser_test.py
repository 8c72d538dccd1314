"""A report of a hostile corpus in a real browser.

usage: browser_test.py BROWSER PROGRAM [FOLDER-FOR-SCREENSHOTS]
"""
import csv
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

from browser import Browser

HOSTILE = ("</script></title><script>window.hacked = 1</script><!-- & \" ' \u202egnp.exe\u2028 "
           "<img src=x onerror=window.hacked=1>")
GROUPS = {"space & time": "moon orbit rocket shuttle launch mars lunar probe",
          "<b>sport</b>": "goal team game hockey season player score coach",
          HOSTILE: "god faith church bible belief prayer heaven soul"}
COMMON = "just like good time people think"  # few, so that all terms of a topic are on the page


def write_corpus(path):
    chance = random.Random(1)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "label", "text"])
        for number in range(150):
            label = list(GROUPS)[number % 3]
            words = chance.choices(GROUPS[label].split(), k=12) + chance.choices(COMMON.split(), k=8)
            chance.shuffle(words)
            # Words of markup that become terms, controls too.
            words += ["<script>window.hacked=1</script>", "<!--", "\x01\u202etluser", "&amp;\"'"]
            out.writerow([f"{HOSTILE} {number}", label, " ".join(words)])


def write_select(folder, model):
    folder.mkdir()
    corpus = json.loads((model / "model.json").read_text())["corpus_sha256"]
    tried = [{"n_components": k, "residual": 10 / k, "held_out_error": 0.9 - 0.1 * k,
              "held_out_standard_error": 0.01, "stability": 0.9, "silhouette": None, "u_mass": -2.5,
              "diversity": 0.8, "seconds": 1.5} for k in (2, 3, 4)]
    (folder / "select.json").write_text(json.dumps({
        "format_version": 1, "corpus_sha256": corpus, "candidates": tried, "recommendation": {
            "n_components": 3, "confidence": "high", "reasons": [HOSTILE]}}))


def make_report(program, folder):
    write_corpus(folder / "posts.csv")
    model = folder / "model"
    subprocess.run([program, "fit", "--quiet", "--input", folder / "posts.csv", "-k", "3", "--output",
                    model, "--set", "corpus.id_field=id", "--set", "corpus.label_field=label",
                    "--set", "vectorizer.token_pattern='\\S+'", "--set", "output.show=none"],
                   check=True, stdout=subprocess.DEVNULL)
    write_select(folder / "select", model)
    with open(model / "topic_names.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow(["1", HOSTILE])
    subprocess.run([program, "report", "--quiet", model, "--select", folder / "select"], check=True)
    return folder / "model.html"


def expect(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")
    print(f"ok: {what}")


TERMS = "[...document.querySelectorAll('#bars tbody td:first-child')].map((cell) => cell.textContent)"
CHOSEN = "document.querySelector('#topic-list [aria-selected=true] .number').textContent"


def visible(text):
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 32 else c for c in text)


def most_relevant(payload, topic, weight, count=20):
    """The definition, from the numbers of the payload."""
    def relevance(entry):
        term, probability, _ = entry
        lift = probability / payload["frequency"][term]
        return weight * math.log(probability) + (1 - weight) * math.log(lift)
    order = sorted(topic["terms"], key=lambda e: (-round(1e4 * relevance(e)), -e[1], e[0]))
    return [visible(payload["terms"][e[0]]) for e in order[:count]]


def check_quiet(browser, url):
    troubles = [e for e in browser.events if e["method"] in (
        "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")]
    expect(not troubles, f"no error on the console {troubles or ''}")
    asked = {e["params"]["request"]["url"] for e in browser.events
             if e["method"] == "Network.requestWillBeSent"}
    expect(asked == {url}, f"nothing is asked for but the file itself {asked - {url} or ''}")


def check_foreign_text(browser, payload):
    expect(browser.evaluate("window.hacked === undefined && document.images.length === 0 && "
                            "document.scripts.length === 2"), "foreign markup is text")
    everything = browser.evaluate("document.body.textContent")
    for part in ("<img src=x onerror=window.hacked=1>", "<b>sport</b>", "space & time"):
        expect(part in everything, f"{part} is there to read")
    expect(any("<script>" in term for term in payload["terms"]), "terms are hostile too")


def check_slider(browser, payload):
    topic = payload["topics"][0]
    by_weight = browser.evaluate(TERMS)
    expect(by_weight == most_relevant(payload, topic, 1), "bars stand by weight at first")
    browser.evaluate("document.getElementById('relevance').focus()")
    browser.press("Home")
    by_lift = browser.evaluate(TERMS)
    expect(by_lift == most_relevant(payload, topic, 0), "the slider's left end orders them by lift")
    expect(by_lift != by_weight, "the slider changes the bars")
    for _ in range(12):
        browser.press("ArrowRight")
    expect(browser.evaluate("document.getElementById('relevance').value") == "0.6", "keys move it")
    expect(browser.evaluate(TERMS) == most_relevant(payload, topic, 0.6), "and the bars with it")
    browser.press("End")
    expect(browser.evaluate(TERMS) == by_weight, "at its right end they are as before")


def check_topics(browser, payload):
    numbers = [str(topic["topic"]) for topic in payload["topics"]]
    expect(browser.evaluate(CHOSEN) == numbers[0], "the largest topic is chosen first")
    browser.evaluate("document.getElementById('topic-list').focus()")
    browser.press("ArrowDown")
    expect(browser.evaluate(CHOSEN) == numbers[1], "arrow keys choose a topic")
    expect(browser.evaluate(TERMS) == most_relevant(payload, payload["topics"][1], 1),
           "the bars are those of the chosen topic")
    browser.press("End")
    expect(browser.evaluate(CHOSEN) == numbers[-1], "End chooses the last")
    browser.click("#map g g:nth-child(1) circle")
    expect(browser.evaluate(CHOSEN) == numbers[0], "a click on the map chooses a topic")
    browser.click("#nearest button")
    expect(browser.evaluate(CHOSEN) == str(payload["topics"][0]["nearest"][0][0]),
           "a click on a near topic chooses it")
    excerpts = browser.evaluate("[...document.querySelectorAll('#typical p')].map((p) => p.textContent)")
    expect(len(excerpts) == 6 and all("<script>window.hacked=1" in text for text in excerpts),
           "typical documents have excerpts")


def check_sections(browser):
    shown = browser.evaluate("[...document.querySelectorAll('#contents a')].map((a) => a.textContent)")
    expect(shown == ["Overview", "Topics", "Topics and labels", "Topics and documents", "Convergence",
                     "Choice of K", "Input", "Settings", "All topics"], "every section is there")
    expect(browser.evaluate("document.querySelectorAll('#choice-charts svg').length") == 5,
           "the choice of K has a picture for each figure that is known")
    expect(browser.evaluate("document.querySelectorAll('#formula svg').length") == 1, "V ≈ W H is drawn")
    unnamed = browser.evaluate("[...document.querySelectorAll('svg[role=img]')]"
                               ".filter((s) => !s.getAttribute('aria-label')).length")
    expect(unnamed == 0, "every picture has a name for who can't see it")


def check_looks(browser, url, folder):
    for name, width, dark in (("light", 1300, False), ("dark", 1300, True), ("narrow", 400, False)):
        browser.window(width, 900, dark)
        browser.open(url)
        overflow = browser.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
        expect(overflow <= 0, f"{name}: nothing stands out at the side")
        paper = browser.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness = sum(int(part) for part in paper[4:-1].split(",")) / 3
        expect((brightness < 64) if dark else (brightness > 192), f"{name}: the page is so")
        if folder:
            browser.whole_page_screenshot(pathlib.Path(folder) / f"{name}.png")
    browser.window(1000, 900, media="print")
    expect(browser.evaluate("getComputedStyle(document.getElementById('relevance').parentNode).display")
           == "none", "the slider is not printed")
    pdf = browser.pdf()
    expect(pdf.startswith(b"%PDF"), "it prints")
    if folder:
        (pathlib.Path(folder) / "print.pdf").write_bytes(pdf)


def main(chromium, program, folder=None):
    with tempfile.TemporaryDirectory(prefix="nmf-report-") as place, Browser(chromium) as browser:
        page = make_report(program, pathlib.Path(place))
        url = page.as_uri()
        browser.window(1300, 900)
        browser.open(url)
        payload = json.loads(browser.evaluate("document.getElementById('payload').textContent"))
        check_foreign_text(browser, payload)
        check_sections(browser)
        check_slider(browser, payload)
        check_topics(browser, payload)
        check_quiet(browser, url)
        check_looks(browser, url, folder)
        check_quiet(browser, url)


main(*sys.argv[1:])
