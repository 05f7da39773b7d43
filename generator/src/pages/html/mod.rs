//! Pages as HTML.
//!
//! In: pages. Out: a document each, a style sheet and the script of the search. What always holds: all that is written is escaped, but for the few
//! elements that this module makes itself; a page is whole without a script.

mod escape;
mod markdown;
mod shell;

use std::fmt::Write as _;

use super::page::{Link, PageBlock, PageRow, ReferencePage, Section};
use super::text::up;
use crate::render::Files;

use escape::escaped;
use markdown::{inline, paragraphs};
pub use shell::Navigation;

/// The page.
pub fn print(page: &ReferencePage, navigation: &Navigation) -> String {
    let mut main = String::new();
    for section in &page.sections {
        self::section(page, section, &mut main);
    }
    shell::document(page, navigation, &main)
}

/// What all pages share.
pub fn assets() -> Files {
    let files = [
        ("assets/style.css", include_str!("style.css")),
        ("assets/search.js", include_str!("search.js")),
    ];
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into_iter()
        .collect()
}

fn section(page: &ReferencePage, section: &Section, out: &mut String) {
    let anchor = escaped(&section.anchor);
    match section.title.is_empty() {
        true => {
            let _ = writeln!(out, "<section id=\"{anchor}\">");
        }
        false => {
            let title = escaped(&section.title);
            let _ = writeln!(
                out,
                "<section id=\"{anchor}\" aria-labelledby=\"{anchor}:title\">\n<h2 id=\"{anchor}:title\">{title} \
                 <a class=\"anchor\" href=\"#{anchor}\" aria-label=\"Link to {title}\">#</a></h2>"
            );
        }
    }
    for block in &section.blocks {
        self::block(page, section, block, out);
    }
    out.push_str("</section>\n");
}

fn block(page: &ReferencePage, section: &Section, block: &PageBlock, out: &mut String) {
    match block {
        PageBlock::Text(lines) => out.push_str(&paragraphs(lines, &up(page))),
        PageBlock::Code {
            title,
            language,
            code,
        } => {
            let _ = writeln!(
                out,
                "<figure class=\"code\">\n<figcaption>{}</figcaption>\n<pre tabindex=\"0\"><code class=\"language-{language}\">{}</code></pre>\n</figure>",
                escaped(title),
                escaped(code)
            );
        }
        PageBlock::Rows(rows) => {
            out.push_str("<div class=\"rows\">\n");
            for row in rows {
                self::row(page, row, out);
            }
            out.push_str("</div>\n");
        }
        PageBlock::Links(links) => {
            out.push_str("<ul class=\"links\">\n");
            for link in links {
                let about = match link.about.is_empty() {
                    true => String::new(),
                    false => format!(
                        " <span class=\"about\">{}</span>",
                        inline(&link.about, &up(page))
                    ),
                };
                let _ = writeln!(out, "<li>{}{about}</li>", self::link(page, link));
            }
            out.push_str("</ul>\n");
        }
        PageBlock::Table(rows) => table(page, section, rows, out),
    }
}

fn link(page: &ReferencePage, link: &Link) -> String {
    let address = format!("{}{}.html", up(page), link.path);
    // What stands in a link is no link.
    format!(
        "<a href=\"{}\">{}</a>",
        escaped(&address),
        markdown::without_links(&link.text)
    )
}

fn table(page: &ReferencePage, section: &Section, rows: &[Vec<String>], out: &mut String) {
    // What can be scrolled is a landmark, and has a name of its own.
    let name = match section.title.as_str() {
        "" => page.title.as_str(),
        title => title,
    };
    let _ = writeln!(
        out,
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {}\"><table>",
        escaped(name)
    );
    // A head without words says nothing.
    let is_headless = rows
        .first()
        .is_some_and(|row| row.iter().all(String::is_empty));
    let skipped = usize::from(is_headless);
    if is_headless {
        out.push_str("<tbody>\n");
    }
    for (index, row) in rows.iter().enumerate().skip(skipped) {
        let (open, close) = if index == 0 {
            ("<thead><tr>", "</tr></thead><tbody>\n")
        } else {
            ("<tr>", "</tr>\n")
        };
        out.push_str(open);
        for (column, cell) in row.iter().enumerate() {
            let text = inline(cell, &up(page));
            let _ = match (index, column) {
                (0, _) => write!(out, "<th scope=\"col\">{text}</th>"),
                (_, 0) => write!(out, "<th scope=\"row\">{text}</th>"),
                _ => write!(out, "<td>{text}</td>"),
            };
        }
        out.push_str(close);
    }
    out.push_str("</tbody></table></div>\n");
}

/// A parameter or member: what has others in it can be folded.
fn row(page: &ReferencePage, row: &PageRow, out: &mut String) {
    let anchor = escaped(&row.anchor);
    let mut head = format!(
        "<code class=\"name\">{}</code> <span class=\"kind\">{}</span>",
        breakable(&row.name),
        inline(&row.kind, &up(page))
    );
    for mark in &row.marks {
        let word = mark.as_str();
        let _ = write!(
            head,
            " <span class=\"mark {}\">{word}</span>",
            word.split(' ').next_back().unwrap_or_default()
        );
    }
    let anchor_link = format!(
        "<a class=\"anchor\" href=\"#{anchor}\" aria-label=\"Link to {}\">#</a>",
        escaped(&row.name)
    );
    let mut body = String::new();
    if row.text.iter().any(|line| !line.trim().is_empty()) {
        body.push_str(&paragraphs(&row.text, &up(page)));
    }
    if !row.facts.is_empty() {
        let _ = writeln!(
            body,
            "<p class=\"facts\">{}</p>",
            inline(&row.facts.join(" "), &up(page))
        );
    }
    if let Some(to) = &row.link {
        let _ = writeln!(body, "<p class=\"facts\">See {}.</p>", link(page, to));
    }
    if !row.values.is_empty() {
        values(page, row, &mut body);
    }
    if row.children.is_empty() {
        let _ = writeln!(
            out,
            "<div class=\"row\" id=\"{anchor}\">\n<p class=\"head\">{head} {anchor_link}</p>\n{body}</div>"
        );
        return;
    }
    let _ = writeln!(
        out,
        "<div class=\"row\" id=\"{anchor}\">\n<p class=\"head\">{head} {anchor_link}</p>\n{body}<details open>\n<summary>{} in <code>{}</code></summary>",
        row.children.len(),
        breakable(&row.name)
    );
    for child in &row.children {
        self::row(page, child, out);
    }
    out.push_str("</details>\n</div>\n");
}

fn values(page: &ReferencePage, row: &PageRow, out: &mut String) {
    out.push_str("<dl class=\"values\">\n");
    for (value, meaning) in &row.values {
        let _ = writeln!(
            out,
            "<dt><code>{}</code></dt><dd>{}</dd>",
            escaped(value),
            inline(&meaning.join(" "), &up(page))
        );
    }
    out.push_str("</dl>\n");
}

/// A key that can be broken before its brackets, dots and underscores, on a narrow screen.
fn breakable(name: &str) -> String {
    let text = escaped(name).into_owned();
    text.replace('[', "<wbr>[")
        .replace('.', "<wbr>.")
        .replace('_', "_<wbr>")
}
