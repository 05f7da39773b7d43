//! Text of a document does not break out of a format.

use form_codegen::change_report::ChangeReport;
use pulldown_cmark::{Event, Parser, Tag};

use super::sample::{NEW, compared};

/// What a document may be full of: escapes of terminals, ends of lines, Markdown, HTML, workflow commands, directions of text.
const TEXTS: [&str; 11] = [
    "::error::a",
    "##[error]a",
    "a\\u001b[2J\\u009bb",
    "a\\n::error file=x::b",
    "a\\r\\n::set-output name=x::b",
    "``a`` ` b",
    "a</summary></details><script>b",
    "**a** [b](http://x.example) @all #1",
    "a%0A::error::b%25",
    "a\\u202e,line=1::b",
    "a:b,c=d",
];

fn reports() -> Vec<ChangeReport> {
    TEXTS.iter().flat_map(|text| {
        let field = NEW.to_owned() + &format!("        \"{text}\": {{type: string}}\n");
        let value = NEW.replace("lost]", &format!("lost, \"{text}\"]"));
        let path = NEW.replace("components:\n", &format!("  \"/{text}\": {{get: {{operationId: odd, responses: {{'204': {{description: ''}}}}}}}}\ncomponents:\n"));
        let title = NEW.replace("title: Things", &format!("title: \"{text}\""));
        [field, value, path, title].into_iter().filter_map(|new| {
            let report = std::panic::catch_unwind(|| compared(NEW, &new)).ok()?;
            Some(report)
        }).collect::<Vec<_>>()
    }).collect()
}

#[test]
fn a_document_breaks_out_of_no_format() {
    let reports = reports();
    assert!(reports.len() > 2 * TEXTS.len(), "{}", reports.len());
    for report in reports {
        assert!(!report.entries().is_empty());
        terminal(&report);
        annotations(&report);
        markdown(&report);
        assert_eq!(report.stat().lines().count(), 1);
        let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
        let changes = json["changes"].as_array().unwrap();
        for (shown, entry) in changes.iter().zip(report.entries()) {
            assert_eq!(shown["place"], entry.change.place);
        }
    }
}

fn terminal(report: &ChangeReport) {
    let text = report.to_terminal(false);
    let steers = |char: char| {
        (char.is_control() && char != '\n') || ('\u{202a}'..='\u{202e}').contains(&char)
    };
    assert!(!text.contains(steers), "{text:?}");
    for line in text.lines() {
        let is_command = line.trim_start().starts_with("::") || line.contains("##[");
        assert!(!is_command, "{line}");
    }
}

fn annotations(report: &ChangeReport) {
    let text = report.to_annotations();
    assert_eq!(text.lines().count(), report.entries().len(), "{text}");
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        let rest = ["::error ", "::warning ", "::notice "]
            .iter()
            .find_map(|command| line.strip_prefix(command));
        let (properties, _) = rest.unwrap().split_once("::").unwrap();
        let names: Vec<&str> = properties
            .split(',')
            .map(|property| property.split_once('=').unwrap().0)
            .collect();
        assert_eq!(names, ["file", "line", "col", "title"], "{line}");
        assert!(!line.contains('\r'), "{line}");
    }
}

/// As GitHub reads it, there is nothing but what the format itself says.
fn markdown(report: &ChangeReport) {
    let text = report.to_markdown();
    let mut html = Vec::new();
    for event in Parser::new(&text) {
        match event {
            Event::Html(tag) | Event::InlineHtml(tag) => html.push(tag.trim().to_owned()),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                panic!("{text}")
            }
            Event::Text(text) => assert!(!text.contains(['@', '#', '<', '`']), "{text}"),
            _ => {}
        }
    }
    let folds = [
        "<details><summary>More changes</summary>".to_owned(),
        "</details>".to_owned(),
    ];
    assert!(html.is_empty() || html == folds, "{html:?}");
}
