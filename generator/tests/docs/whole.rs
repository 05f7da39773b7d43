//! Whole documents, and texts that were made to do harm.

use std::time::{Duration, Instant};

use form_codegen::docs::{LinkBase, markdown};

use super::convert;

#[path = "../../../tests/src/skip.rs"]
mod skip;

/// Every description of a document, wherever it is.
fn descriptions(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                match value {
                    serde_json::Value::String(text)
                        if name == "description" || name == "summary" =>
                    {
                        found.push(text.clone());
                    }
                    value => descriptions(value, found),
                }
            }
        }
        serde_json::Value::Array(elements) => {
            elements.iter().for_each(|value| descriptions(value, found))
        }
        _ => {}
    }
}

#[test]
fn real_descriptions_keep_no_html() {
    for name in [
        "stripe-full.json",
        "stripe-disputes-api-openapi.yml",
        "twilio-api-v2010.json",
    ] {
        let path = format!("{}/../../shared/specs/{name}", env!("CARGO_MANIFEST_DIR"));
        let Ok(text) = std::fs::read_to_string(&path) else {
            let why = format!("there is no ../shared/specs/{name}");
            skip::skip("real_descriptions_keep_no_html", why);
            continue;
        };
        let document: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        let mut texts = Vec::new();
        descriptions(&document, &mut texts);
        assert!(!texts.is_empty());
        for text in &texts {
            let found = convert(text);
            for tag in [
                "<p>", "</p>", "</a>", "<a ", "<code>", "</code>", "<strong>", "<br",
            ] {
                assert!(!found.contains(tag), "{tag} in {found}");
            }
            assert!(found.lines().all(|line| line.trim_end() == line));
            // What was converted stays as it is, but for what is demoted.
            assert_eq!(convert(&found), found, "from {text:?}");
        }
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let pieces = [
        "<",
        "<a ",
        "<a \"",
        "<a '",
        "<!--",
        "<p>",
        "</p>",
        "<br>",
        "<code>",
        "<code>x",
        "<pre>\n",
        "<b>",
        "</b>",
        "<ul>",
        "<ul><li>",
        "<li>",
        "<td>",
        "<tr><td>",
        "<table>",
        "<a href=x>",
        "&",
        "&a",
        "[",
        "![",
        "[]",
        "[a](",
        "`",
        "`` ",
        "*",
        "**a ",
        "_",
        "_a_",
        "~",
        ">",
        "> ",
        "- ",
        "1. ",
        "#",
        "|",
        "|-",
        "\n",
        "\\",
        "https://",
        "http://a.b)",
        "\u{202e}",
        "é",
        "\u{e000}",
        "a*b_",
        "</a",
        "<?",
        "<![CDATA[",
        "*<b>",
        "> <br>",
        "- <p>x\n",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        let start = Instant::now();
        let docs = markdown(&text, &LinkBase::new(Some("https://a.test")));
        let took = start.elapsed();
        assert!(
            took < Duration::from_secs(10),
            "{piece:?} took {took:?} for {} lines",
            docs.lines.len()
        );
    }
}
