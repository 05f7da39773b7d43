//! Descriptions become Markdown that rustdoc takes without a warning.

mod whole;

use form_codegen::api::Docs;
use form_codegen::docs::{LinkBase, markdown, sentence};

/// Converts with `https://stripe.com` as the base; lines joined.
fn convert(text: &str) -> String {
    markdown(text, &LinkBase::new(Some("https://stripe.com")))
        .lines
        .join("\n")
}

/// Asserts a table of inputs and outputs, showing all that differ.
fn check(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (input, expected) in cases {
        let found = convert(input);
        if found != *expected {
            wrong.push_str(&format!(
                "in:       {input:?}\nexpected: {expected:?}\nfound:    {found:?}\n\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn plain_text_is_only_wrapped() {
    check(&[
        ("", ""),
        ("   ", ""),
        (
            "The amount in the smallest unit.",
            "The amount in the smallest unit.",
        ),
        (
            "Same as payment_intent, see (above).",
            "Same as payment_intent, see (above).",
        ),
        ("two\nlines", "two lines"),
        ("two\n\nparagraphs", "two\n\nparagraphs"),
        ("    indented", "```text\nindented\n```"),
        ("tabs\tand\r\nends\r", "tabs and ends"),
    ]);
}

#[test]
fn html_becomes_markdown() {
    check(&[
        ("<p>One.</p>\n\n<p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        (
            "A <code>type</code> of <em>it</em> or <STRONG>that</STRONG>.",
            "A `type` of *it* or **that**.",
        ),
        (
            "<p>A <b> spaced </b>word and <i></i>none.</p>",
            "A **spaced** word and none.",
        ),
        ("one<br>two<br/>\nthree<br>", "one\\\ntwo\\\nthree"),
        ("one<br/><br />\ntwo<br> <br>", "one\n\ntwo"),
        (
            "<ul>\n<li>\none\n</li>\n<li>\ntwo\n</li>\n</ul>",
            "- one\n- two",
        ),
        ("<p>one\n<br>\ntwo</p>", "one\\\ntwo"),
        ("<p>one<br><br></p>two", "one\n\ntwo"),
        ("<h2>Title</h2>Text", "### Title\n\nText"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        (
            "<ul>\n  <li><p>one</p></li>\n  <li>two\n  lines</li>\n</ul>\nafter",
            "- one\n- two lines\n\nafter",
        ),
        (
            "Before:<ol start=\"3\"><li>x<li>y</ol>",
            "Before:\n\n3. x\n4. y",
        ),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
            "- a\n  - b\n- c",
        ),
        ("<ul>\n\n<li>a</li>\n\n    <li>b</li>\n</ul>", "- a\n- b"),
        ("<blockquote><p>said</p></blockquote>then", "> said\n\nthen"),
        ("<hr>", "---"),
        ("<!-- hidden --><p>shown<!-- too --></p>", "shown"),
        ("a<script>alert(1)</script>b", "ab"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\n\nMeaning"),
        ("An <img src=x alt=\"icon\"> of it", "An icon of it"),
        (
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td><code>1</code></td><td>2<br>3</td></tr></table>",
            "| a | b\\|c |\n| --- | --- |\n| `1` | 2 3 |",
        ),
    ]);
}

#[test]
fn characters_of_html_are_decoded() {
    check(&[
        (
            "<p>a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#x27;</p>",
            "a & b \\<c> \"d\" 'e'",
        ),
        ("x&nbsp;y", "x y"),
        ("<code>&lt;T&gt; &amp;&amp; x</code>", "`<T> && x`"),
        ("&amp;lt;", "\\&lt;"),
        ("AT&T, R&D; fine", "AT&T, R\\&D; fine"),
    ]);
}

#[test]
fn links_lead_somewhere_or_are_text() {
    check(&[
        (
            "<a href=\"/docs/x\">guide</a>",
            "[guide](https://stripe.com/docs/x)",
        ),
        (
            "<a href='https://a.test/?a=1&amp;b=2'>it</a>",
            "[it](https://a.test/?a=1&b=2)",
        ),
        (
            "[guide](/docs/x \"title\")",
            "[guide](https://stripe.com/docs/x)",
        ),
        ("[guide](docs/x)", "[guide](https://stripe.com/docs/x)"),
        (
            "[guide](#part) and [b](<javascript:alert(1)>)",
            "guide and b",
        ),
        ("<a href=\"JavaScript:alert(1)\">x</a>", "x"),
        (
            "[ref][1]\n\n[1]: https://a.test/b",
            "[ref](https://a.test/b)",
        ),
        (
            "<a href=\"https://a.test\">https://a.test</a>",
            "<https://a.test>",
        ),
        (
            "<a href=\"https://a.test\"><code>x</code></a>",
            "[`x`](https://a.test)",
        ),
        ("<a href=\"/x\">open", "[open](https://stripe.com/x)"),
        ("<a name=\"x\">anchor</a>", "anchor"),
        (
            "![logo](https://a.test/x.png)",
            "[logo](https://a.test/x.png)",
        ),
        ("Wow![x](/y)", "Wow[x](https://stripe.com/y)"),
        (
            "[a [b] c](https://a.test/(x))",
            "[a \\[b\\] c](https://a.test/%28x%29)",
        ),
        ("Mail <me@a.test>.", "Mail <me@a.test>."),
    ]);
    let none = LinkBase::none();
    assert_eq!(
        markdown("See [the guide](/docs).", &none).lines,
        ["See the guide."]
    );
    assert_eq!(
        markdown(
            "<a href=\"/docs\">x</a>",
            &LinkBase::new(Some("ftp://a.test"))
        )
        .lines,
        ["x"]
    );
    let deep = LinkBase::new(Some("http://a.test/b/c?d#e"));
    assert_eq!(deep.resolve("f"), Some("http://a.test/b/f".to_owned()));
    assert_eq!(
        deep.resolve("//g.test/h"),
        Some("http://g.test/h".to_owned())
    );
    assert_eq!(deep.resolve("https:x"), None);
}

#[test]
fn bare_urls_are_put_in_angles() {
    check(&[
        ("See https://a.test/b.", "See <https://a.test/b>."),
        (
            "(http://a.test/b_c_d?e=*f*)",
            "(<http://a.test/b_c_d?e=>*f*)",
        ),
        ("`https://a.test`", "`https://a.test`"),
        (
            "https:// and https://{host}/x",
            "https:// and <https://{host}/x>",
        ),
        ("https://<host>/x", "https://\\<host>/x"),
        ("<https://a.test>", "<https://a.test>"),
        ("https://a.test/wiki/X_(y)", "<https://a.test/wiki/X_(y)>"),
    ]);
}

#[test]
fn text_stays_text() {
    check(&[
        ("a [text] that is no link", "a \\[text] that is no link"),
        (
            "Bearer <api_key> or <Dial>",
            "Bearer \\<api_key> or \\<Dial>",
        ),
        ("<Play>\nfoo", "\\<Play> foo"),
        (
            "<p>Send <currency>.<amount></p>",
            "Send \\<currency>.\\<amount>",
        ),
        ("a < b and c<d, <3", "a < b and c\\<d, <3"),
        ("Use <code>.", "Use \\<code>."),
        (
            "<p>Use <code>x.</p>\n\n<p>y</code></p>",
            "Use \\<code>x.\n\ny",
        ),
        ("<pre>", "\\<pre>"),
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        (
            "_private and snake_case, __x",
            "\\_private and snake_case, \\_\\_x",
        ),
        ("an odd ` tick", "an odd \\` tick"),
        ("~30 days, a~b", "~30 days, a\\~b"),
        ("C:\\path", "C:\\\\path"),
        ("1\\. no list", "1\\. no list"),
        ("\\- none either", "\\- none either"),
        ("-5 or -1", "-5 or -1"),
        ("<p># no heading</p>", "## no heading"),
        ("\\# no heading, #5", "\\# no heading, #5"),
        ("foo<b>\"bar\"</b>baz", "foo\"bar\"baz"),
        ("- [ ] task", "- \\[ ] task"),
    ]);
}

#[test]
fn markdown_is_kept() {
    check(&[
        ("*a* __b__ ~~c~~ `d`", "*a* **b** ~~c~~ `d`"),
        ("* a\n* b\n\n  c", "- a\n\n- b\n\n  c"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("# Title\n\nText", "## Title\n\nText"),
        ("Title\n=====", "## Title"),
        ("###### Deep #", "###### Deep"),
        ("> quoted\n> text", "> quoted text"),
        (
            "a|b\n-|-\n1|`2\\|3`",
            "| a | b |\n| --- | --- |\n| 1 | `2\\|3` |",
        ),
        ("``a ` b``", "``a ` b``"),
        ("hard\\\nbreak", "hard\\\nbreak"),
        ("<p>**bold** and `code <x>`</p>", "**bold** and `code <x>`"),
        ("<p>Items:\n- a\n- b</p>", "Items:\n\n- a\n- b"),
        ("> <p>one</p>\n> two", "> one\n>\n> two"),
        ("**a <em>b</em>** <strong>c *d*</strong>", "**a b** **c d**"),
    ]);
}

#[test]
fn code_is_never_a_test() {
    check(&[
        ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
        ("```rust\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        ("```should_panic,json\n{}\n```", "```text\n{}\n```"),
        (
            "```JSON title=x\n{\n\t\"a\": 1  \n}\n```",
            "```json\n{\n    \"a\": 1\n}\n```",
        ),
        (
            "Text:\n\n    code *x*\n\n    more",
            "Text:\n\n```text\ncode *x*\n\nmore\n```",
        ),
        ("~~~\n```\n~~~", "````text\n```\n````"),
        (
            "<pre><code class=\"language-json\">{\n  \"a\": &lt;1&gt;\n}</code></pre>",
            "```json\n{\n  \"a\": <1>\n}\n```",
        ),
        ("- a\n\n      code", "- a\n\n  ```text\n  code\n  ```"),
        ("see <pre>x</pre>", "see\n\n```text\nx\n```"),
    ]);
}

#[test]
fn lines_are_wrapped_where_it_changes_nothing() {
    let words = "word ".repeat(50);
    let lines = markdown(&words, &LinkBase::none()).lines;
    assert_eq!(lines.len(), 3);
    assert!(
        lines
            .iter()
            .all(|line| line.len() <= 92 && line.trim_end() == line)
    );
    // A number, a dash or a hash at the end of the width does not begin a line.
    let filler = "x".repeat(88);
    for word in ["10.", "-", "+", "#", "=", ">", "1)", "--- | ---", ":--"] {
        let found = convert(&format!("{filler} {word} yyyy"));
        let second = found.lines().nth(1).unwrap_or_default();
        assert_eq!(second, "yyyy", "{found}");
    }
    let listed = convert(&format!("- {words}\n  - {words}"));
    assert!(listed.lines().all(|line| line.len() <= 92), "{listed}");
    assert_eq!(
        listed
            .lines()
            .filter(|line| line.starts_with("    word"))
            .count(),
        2,
        "{listed}"
    );
    let code = format!("{filler} `a - b`");
    assert!(convert(&code).ends_with("\n`a - b`"));
}

#[test]
fn invisible_and_reordering_characters_are_removed() {
    for text in [
        "a\u{202e}b",
        "a\u{0}b",
        "a\u{200b}b",
        "a&#x202e;b",
        "`a\u{2066}b`",
        "a\u{e000}b",
        "a&#xe006;&#xe16a;b",
    ] {
        let found = convert(text);
        assert!(
            matches!(found.as_str(), "ab" | "`ab`"),
            "{text:?}: {found:?}"
        );
    }
    assert_eq!(convert("```\n*/ \u{202e} \u{7}\n```"), "```text\n*/\n```");
}

#[test]
fn sentences_are_cut_at_their_end() {
    let docs = |text: &str| Docs::new(text.lines().map(str::to_owned).collect());
    assert_eq!(sentence(&docs("One. Two.")), "One.");
    assert_eq!(
        sentence(&docs("One, e.g. a\nb `c. d` end. Two.")),
        "One, e.g. a b `c. d` end."
    );
    assert_eq!(
        sentence(&docs("[a. b](https://c.test). D.")),
        "[a. b](https://c.test)."
    );
    assert_eq!(sentence(&docs("No end\n\nNext.")), "No end");
    assert_eq!(sentence(&Docs::default()), "");
}
